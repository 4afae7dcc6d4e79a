import Probing
import Similarity
import Statistics
import Testing

@Suite struct ErrorOverlapTests {
  private func overlap(
    _ table: AnswerTable, _ suspect: String = "s0", _ source: String = "s1"
  ) -> ErrorOverlap {
    ErrorOverlapFindings(
      table: table, headlines: [(suspect: suspect, source: source)], seed: 1
    ).findings()
  }

  /// Subjects 0 and 1 give the same wrong answers, the others wrong answers of their own.
  private func planted(_ families: [String], probes: Int = 40) -> AnswerTable {
    var random = RandomStream(seed: 4)
    let twins = (0..<probes).map { _ in "w\(random.index(below: 9))" }
    let answers = families.indices.map { subject in
      (0..<probes).map { probe -> String? in
        subject < 2 ? twins[probe] : "w\(random.index(below: 9))"
      }
    }
    let subjects = families.enumerated().map { Subject.made("s\($0)", family: $1, inCohort: true) }
    return AnswerTable(
      Transcript(
        answers: answers, keys: [String?](repeating: "right", count: probes), options: nil,
        subjects: subjects))
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func sharesAgainstObviousLoop(seed: UInt64) throws {
    let world = AnswerWorld(probes: 60, seed: seed)
    let found = overlap(world.table)
    let obvious = ObviousErrors(world.table)
    let index = world.transcript.subjects.map(\.id)
    #expect(found.subjects.count >= 3)
    for row in found.subjects.indices {
      for column in 0..<row {
        let a = try #require(index.firstIndex(of: found.subjects[row]))
        let b = try #require(index.firstIndex(of: found.subjects[column]))
        var (same, both) = (0, 0)
        for item in obvious.items {
          guard let one = obvious.answer(a, item.probe, item.sample), one != item.right,
            let other = obvious.answer(b, item.probe, item.sample), other != item.right
          else { continue }
          both += 1
          if one == other { same += 1 }
        }
        #expect(found.bothWrong[row][column] == both)
        #expect(both >= ErrorOverlap.fewestItems)
        #expect(abs(found.shares[row][column] - Double(same) / Double(both)) < 1e-12)
      }
    }
    #expect(found.merges.count == found.subjects.count - 1)
    #expect(found.merges.allSatisfy { (0...1).contains($0.support) })
    #expect(found.merges.last?.support == 1, "every tree holds all subjects")
    let missing = Set(index).subtracting(found.subjects)
    #expect(missing.isSuperset(of: found.tooFewErrors))
  }

  @Test func aPlantedPairIsJoinedFirstWithFullSupport() throws {
    let found = overlap(planted((0..<8).map { "f\($0)" }))
    let first = try #require(found.merges.first)
    #expect(Set([found.subjects[first.first], found.subjects[first.second]]) == ["s0", "s1"])
    #expect(first.share == 1 && first.support == 1)
    #expect(found.merges.dropFirst().dropLast().allSatisfy { $0.support < 1 })
    #expect(found == overlap(planted((0..<8).map { "f\($0)" })), "the same seed, the same trees")
  }

  /// Two hundred subjects: suspect and source stay, then every family has its first member before any
  /// has its second.
  @Test func twoHundredSubjectsAreReducedByTheRule() {
    let families = (0..<200).map { "f\($0 < 160 ? 0 : $0 % 25)" }
    let found = overlap(planted(families, probes: 12), "s0", "s150")
    #expect(found.subjects.count == ErrorOverlap.longest)
    #expect(found.notShown == 160)
    #expect(Set(found.subjects).isSuperset(of: ["s0", "s150"]))
    let shown = found.subjects.compactMap { name in Int(name.dropFirst()).map { families[$0] } }
    #expect(Set(shown).count == Set(families).count)
  }

  @Test func withoutErrorsOrAnswersTheReasonIsSaid() {
    let texts = Transcript(texts: [[["a"]], [["b"]], [["c"]]])
    #expect(overlap(AnswerTable(texts)).notMeasurable == .notApplicable)
    let right = Transcript(
      answers: [[String?]](repeating: ["A", "A", "A"], count: 4), keys: ["A", "A", "A"],
      options: 4)
    let found = overlap(AnswerTable(right))
    #expect(found.notMeasurable == .tooFewErrors)
    #expect(found.subjects.isEmpty && found.merges.isEmpty)
  }

  /// One subject errs where nobody else does: it leaves, and is named.
  @Test func whoCannotBeComparedIsNamed() {
    let wrong = ["B", "C", "B", "D", "B", "C"] as [String?]
    let right = [String?](repeating: "A", count: 6)
    let table = AnswerTable(
      Transcript(
        answers: [wrong + right, wrong + right, wrong + right, right + wrong],
        keys: [String?](repeating: "A", count: 12), options: 4))
    let found = overlap(table)
    #expect(found.tooFewErrors == ["s3"])
    #expect(Set(found.subjects) == ["s0", "s1", "s2"])
  }
}
