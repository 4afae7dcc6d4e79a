import Foundation
import Probing
import Similarity
import Testing

/// Which families a comparison is made against.
@Suite struct CompanyTests {
  /// Similarities to the cohort families f1 to f4 and to the source; u1 is tuned from f1.
  private static let rows: [String: [Double]] = [
    "suspect": [0.9, 0.1, 0.2, 0.3, 0.5], "u1": [5, 0.2, 0.2, 0.5, 0.6],
    "u2": [0.1, 0.2, 0.3, 0.4, 0.3],
  ]

  private func findings(
    suspect: Subject = .made("suspect"), source: Subject = .made("t"),
    isMeasured: (_ suspect: String, _ family: Int) -> Bool = { _, _ in true }
  ) async -> Findings {
    let cohort = (1...4).map { Subject.made("f\($0)", inCohort: true) }
    let subjects = cohort + [source, .made("u1", roots: ["f1"]), .made("u2"), suspect]
    let metric = RecordedSimilarity(count: subjects.count) { a, b in
      b < 5 && isMeasured(subjects[a].id, b) ? Self.rows[subjects[a].id]?[b] : nil
    }
    let asked = PairLabel(suspect: "suspect", source: source.id, relation: nil)
    return await Assessment.findings(
      of: [metric], subjects: subjects,
      calibration: ["u1", "u2"].map {
        PairLabel(suspect: $0, source: source.id, relation: .independent)
      }, scored: [asked], headlines: [(asked.suspect, asked.source)])
  }

  /// The definition with the given families, 0 for f1.
  private func excess(_ id: String, _ families: [Int], common: Double) -> Double {
    let values = families.map { Self.rows[id]![$0] }
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let scale = ((4 * common + (n - 1) * variance(values)) / (3 + n)).squareRoot()
    return (Self.rows[id]![4] - mean) / scale
  }

  private func variance(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }

  private var common: Double {
    (variance([0.2, 0.2, 0.5]) + variance([0.1, 0.2, 0.3, 0.4])) / 2
  }

  /// u1 has .6 against the suspect's .5. In their own companies it would exceed; on the families
  /// that both have, f2 to f4, it does not.
  @Test func controlIsComparedOnCommonFamilies() async throws {
    let findings = await findings()
    let own = excess("suspect", [0, 1, 2, 3], common: common)
    let together = excess("suspect", [1, 2, 3], common: common)
    let control = excess("u1", [1, 2, 3], common: common)
    #expect(control > own && control < together, "the numbers tell the rules apart")
    #expect(gap(findings.pairs[0].excess, own) < 1e-12)
    #expect(findings.pairs[0].rankP == RankP(exceeding: 0, lineages: 2))
    let shown = try #require(findings.headlines.first?.controls.first { $0.subject == "u1" })
    #expect(abs(shown.excess - (control + own - together)) < 1e-12)
  }

  @Test(arguments: [
    Subject.made("suspect", family: "f1"), .made("suspect", lineage: "f1"),
    .made("suspect", maker: "f1"), .made("suspect", roots: ["f1"]),
  ])
  func relativesOfTheSuspectAreLeftOut(_ suspect: Subject) async {
    let pair = await findings(suspect: suspect).pairs[0]
    #expect(gap(pair.excess, excess("suspect", [1, 2, 3], common: common)) < 1e-12)
  }

  @Test(arguments: [Subject.made("t", family: "f4"), .made("t", maker: "f4")])
  func familyOfTheSourceIsLeftOut(_ source: Subject) async {
    let pair = await findings(source: source).pairs[0]
    let common = (variance([0.2, 0.2]) + variance([0.1, 0.2, 0.3])) / 2
    #expect(gap(pair.excess, excess("suspect", [0, 1, 2], common: common)) < 1e-12)
  }

  /// A family without a value leaves the reference of that suspect, and of whoever is compared with
  /// it; it does not make the rest unmeasurable.
  @Test func familyWithoutAValueLeavesTheCommonCompany() async throws {
    let findings = await findings { suspect, family in !(suspect == "u2" && family == 3) }
    let common = (variance([0.2, 0.2, 0.5]) + variance([0.1, 0.2, 0.3])) / 2
    let own = excess("suspect", [0, 1, 2, 3], common: common)
    #expect(gap(findings.pairs[0].excess, own) < 1e-12)
    let shown = try #require(findings.headlines.first?.controls.first { $0.subject == "u2" })
    let move = own - excess("suspect", [0, 1, 2], common: common)
    #expect(abs(shown.excess - excess("u2", [0, 1, 2], common: common) - move) < 1e-12)
    #expect(findings.cohort.unmeasured.isEmpty)
  }

  @Test func familyThatNobodyIsMeasuredAgainstIsNamed() async {
    let findings = await findings { _, family in family != 3 }
    let common = (variance([0.2, 0.2]) + variance([0.1, 0.2, 0.3])) / 2
    #expect(gap(findings.pairs[0].excess, excess("suspect", [0, 1, 2], common: common)) < 1e-12)
    #expect(findings.pairs[0].rankP?.lineages == 2)
    #expect(findings.cohort.unmeasured.map(\.name) == ["f4"])
  }

  /// Three of four families are left out.
  @Test func oneFamilyIsNoReference() async {
    let suspect = Subject.made("suspect", family: "f1", roots: ["f2"])
    let pair = await findings(suspect: suspect, source: .made("t", family: "f3")).pairs[0]
    #expect(pair.excess == nil && pair.notMeasurable == .cohortTooSmall)
  }
}
