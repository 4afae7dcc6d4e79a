import Probing
import Similarity
import Testing

@Suite struct RankTests {
  /// Cohort families 0...3; unrelated subjects by lineage with their similarity to the source, the
  /// suspect last. All see the families at .1, .2, .3 and .4.
  private func rank(
    _ controls: [(lineage: String, similarity: Double)], suspect: Double
  ) async throws -> RankP {
    let cohort = (0..<4).map { Subject.made("f\($0)", inCohort: true) }
    let others = controls.enumerated().map { Subject.made("u\($0)", lineage: $1.lineage) }
    let subjects = cohort + [.made("source")] + others + [.made("suspect")]
    let values = controls.map(\.similarity) + [suspect]
    let metric = RecordedSimilarity(count: subjects.count) { a, b in
      guard a > 4 else { return nil }
      return b < 4 ? 0.1 * Double(b + 1) : b == 4 ? values[a - 5] : nil
    }
    let labels = others.map {
      PairLabel(suspect: $0.id, source: "source", relation: .independent)
    }
    let findings = await Assessment.findings(
      of: [metric], subjects: subjects, calibration: labels,
      scored: [PairLabel(suspect: "suspect", source: "source", relation: nil)])
    return try #require(findings.pairs[0].rankP)
  }

  @Test func lineagesCountNotSubjects() async throws {
    let controls = [("x", 0.9), ("x", 0.8), ("x", 0.7), ("x", 0.1), ("y", 0.2), ("z", 0.3)]
    let p = try await rank(controls, suspect: 0.6)
    #expect(p.exceeding == 1 && p.lineages == 3)
    #expect(p.value == 0.5 && p.smallestAttainable == 0.25)
  }

  /// The larger p over kinds of control; too few students have no say until one contradicts.
  @Test(arguments: [
    (students: (0, 19), p: 0.05), ((0, 18), 0.025), ((1, 3), 0.5), ((3, 24), 0.16), ((0, 0), 0.025),
  ])
  func leastFavourableClassDecides(students: (exceeding: Int, lineages: Int), p: Double) {
    let untaught = ClassRank(controls: .untaught, rank: RankP(exceeding: 0, lineages: 39))
    let taught = RankP(exceeding: students.exceeding, lineages: students.lineages)
    let ranks = [untaught, ClassRank(controls: .taught, rank: taught)]
    #expect(ClassRank.leastFavourable(ranks)?.value == p)
    #expect(ClassRank.leastFavourable([untaught])?.value == 0.025)
    #expect(ClassRank.leastFavourable([]) == nil)
    let attainable = students.lineages < 19 ? 0.025 : taught.smallestAttainable
    #expect(ClassRank.leastFavourable(ranks)?.smallestAttainable == attainable)
  }

  @Test func tieExceeds() async throws {
    let p = try await rank([("x", 0.6), ("y", 0.2)], suspect: 0.6)
    #expect(p.exceeding == 1)
  }

  @Test(arguments: [1, 5, 19, 40])
  func neverZero(_ lineages: Int) async throws {
    let p = try await rank((0..<lineages).map { ("l\($0)", 0.2) }, suspect: 5)
    #expect(p.exceeding == 0 && p.lineages == lineages)
    #expect(p.value == 1 / Double(1 + lineages))
  }
}
