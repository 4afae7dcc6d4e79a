import Probing
import Similarity
import Statistics
import Testing

/// When a likelihood ratio is given, and how large it may be.
@Suite struct RatioRuleTests {
  /// Well separated students of `t` and unrelated suspects, one lineage each, and a suspect as
  /// similar as a student.
  private func findings(
    unrelated: Int, derived: Int, against source: String = "t",
    mode: StudyRecord.Mode = .locked, suspect: Subject = .made("suspect")
  ) async -> Findings {
    let cohort = (0..<5).map { Subject.made("f\($0)", inCohort: true) }
    let controls = (0..<unrelated).map { Subject.made("u\($0)") }
    let students = (0..<derived).map { Subject.made("d\($0)") }
    let subjects = cohort + [.made("t"), .made("other")] + controls + students + [suspect]
    var stream = RandomStream(seed: 4)
    let noise = subjects.map { _ in subjects.map { _ in 0.02 * stream.normal() } }
    let metric = RecordedSimilarity(count: subjects.count) { a, b in
      let isTaught = a >= 7 + unrelated && b == 5
      return 0.3 + noise[a][b] + (isTaught ? 0.2 : 0)
    }
    let labels =
      controls.map { PairLabel(suspect: $0.id, source: "t", relation: .independent) }
      + students.map { PairLabel(suspect: $0.id, source: "t", relation: .distilled) }
    return await Assessment.findings(
      of: [metric], subjects: subjects, calibration: labels,
      scored: [PairLabel(suspect: "suspect", source: source, relation: nil)] + labels, mode: mode,
      replicates: 10)
  }

  @Test func enoughLineagesGiveARatio() async throws {
    let pair = await findings(unrelated: 10, derived: 5).pairs[0]
    let ratio = try #require(pair.ratio)
    #expect(pair.noRatio == nil)
    #expect(ratio.unrelatedLineages == 10 && ratio.derivedLineages == 5)
    #expect(ratio.log10 > 0 && ratio.log10 <= 1)
    #expect(ratio.low <= ratio.log10 && ratio.log10 <= ratio.high)
  }

  @Test(arguments: [(9, 5), (10, 4), (1, 5), (30, 0)])
  func tooFewLineagesGiveNone(_ unrelated: Int, _ derived: Int) async {
    let findings = await findings(unrelated: unrelated, derived: derived)
    #expect(findings.pairs.allSatisfy { $0.ratio == nil })
    #expect(findings.pairs[0].noRatio == .tooFewLineages)
    #expect(findings.pairs[0].excess != nil && findings.pairs[0].rankP != nil)
  }

  @Test func withoutControlsThereIsNone() async {
    let pair = await findings(unrelated: 0, derived: 8).pairs[0]
    #expect(pair.excess == nil && pair.rankP == nil && pair.ratio == nil)
    #expect(pair.notMeasurable == .noControls)
  }

  /// Ten lineages are nine once a control's own is left out.
  @Test func minimumIsCountedOutOfFold() async {
    let findings = await findings(unrelated: 10, derived: 5)
    #expect(findings.pairs.dropFirst().allSatisfy { $0.ratio == nil })
    #expect(findings.pairs.dropFirst().allSatisfy { $0.noRatio == .tooFewLineages })
  }

  @Test func withoutControlsOfTheTestedMakerThereIsNone() async {
    let pair = await findings(unrelated: 12, derived: 6, against: "other").pairs[0]
    #expect(pair.excess != nil)
    #expect(pair.ratio == nil && pair.noRatio == .noControls && pair.rankP == nil)
  }

  @Test(arguments: [
    Subject.made("suspect", maker: "t"), .made("suspect", lineage: "t"),
    .made("suspect", roots: ["t"]),
  ])
  func pairOfSharedWeightsHasNone(_ suspect: Subject) async {
    let pair = await findings(unrelated: 12, derived: 6, suspect: suspect).pairs[0]
    #expect(pair.excess != nil && pair.ratio == nil)
    #expect(pair.noRatio == .sharedWeights)
  }

  @Test(arguments: [(19, true), (20, false), (40, false)])
  func capOfTen(_ unrelated: Int, _ isCapped: Bool) async throws {
    let ratio = try #require(await findings(unrelated: unrelated, derived: 12).pairs[0].ratio)
    #expect((ratio.capHigh <= 1) == isCapped)
    #expect(ratio.log10 == ratio.capHigh)
  }

  @Test func exploratoryStudyHasNoRatio() async {
    let findings = await findings(unrelated: 20, derived: 8, mode: .exploratory)
    #expect(findings.pairs.allSatisfy { $0.ratio == nil && $0.excess != nil && $0.rankP != nil })
  }
}
