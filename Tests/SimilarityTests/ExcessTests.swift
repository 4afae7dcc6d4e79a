import Foundation
import Probing
import Similarity
import Testing

@Suite struct ExcessTests {
  /// Subjects: three cohort families of one member, two controls and a suspect.
  private let subjects: [Subject] = [
    .made("a", inCohort: true), .made("b", inCohort: true), .made("c", inCohort: true),
    .made("source"), .made("u1"), .made("u2"), .made("suspect"),
  ]

  /// Similarity to a, b, c and the source.
  private func metric(_ rows: [String: [Double]]) -> RecordedSimilarity {
    RecordedSimilarity(count: subjects.count) { a, b in
      b < 4 ? rows[self.subjects[a].id]?[b] : nil
    }
  }

  private func label(_ suspect: String, _ relation: PairLabel.Relation?) -> PairLabel {
    PairLabel(suspect: suspect, source: "source", relation: relation)
  }

  /// The suspect's families .1, .2, .6 have mean .3 and variance .07; the controls' variances are .01
  /// and .03, so s0^2 = .02. Excess = (.5 - .3) / sqrt((4 x .02 + 2 x .07) / (3 + 3)).
  @Test func excessByHand() async {
    let metric = metric([
      "u1": [0.1, 0.2, 0.3, 0.2], "u2": [0.2, 0.2, 0.5, 0.4], "suspect": [0.1, 0.2, 0.6, 0.5],
    ])
    let controls = ["u1", "u2"].map { label($0, .independent) }
    let findings = await Assessment.findings(
      of: [metric], subjects: subjects, calibration: controls,
      scored: [label("suspect", nil)] + controls)
    #expect(gap(findings.pairs[0].excess, 0.2 / (0.22 / 6).squareRoot()) < 1e-12)
    #expect(findings.pairs[0].rankP == RankP(exceeding: 0, lineages: 2))
    // Its own lineage is left out of s0^2: u1 is scaled by u2's variance alone.
    #expect(abs(findings.pairs[1].excess!) < 1e-12)
    #expect(gap(findings.pairs[2].excess, 0.1 / ((4 * 0.01 + 2 * 0.03) / 6).squareRoot()) < 1e-12)
    #expect(findings.pairs.allSatisfy { $0.ratio == nil && $0.noRatio == .tooFewLineages })
  }

  @Test func fewerThanTwoFamiliesAreNotMeasurable() async {
    let related: [Subject] = subjects.dropLast() + [.made("suspect", family: "a", roots: ["b"])]
    let findings = await Assessment.findings(
      of: [metric(["suspect": [0.1, 0.2, 0.6, 0.5]])], subjects: related,
      scored: [label("suspect", nil)])
    #expect(findings.pairs[0].excess == nil)
    #expect(findings.pairs[0].notMeasurable == .cohortTooSmall)
  }

  @Test func unknownSubjectIsNotMeasurable() async {
    let findings = await Assessment.findings(
      of: [metric([:])], subjects: subjects, scored: [label("nobody", nil)])
    #expect(findings.pairs[0].notMeasurable == .unknownSubject)
  }

  @Test func withoutControlsThereIsNoScale() async {
    let findings = await Assessment.findings(
      of: [metric(["suspect": [0.1, 0.2, 0.6, 0.5]])], subjects: subjects,
      scored: [label("suspect", nil)])
    #expect(findings.pairs[0].excess == nil)
    #expect(findings.pairs[0].notMeasurable == .noControls)
    #expect(findings.pairs[0].metrics[0].similarity == 0.5)
  }

  @Test func metricsOfOneUnitAreAllMeasuredOrNone() async {
    let complete = metric([
      "u1": [0.1, 0.2, 0.3, 0.2], "u2": [0.2, 0.2, 0.5, 0.4], "suspect": [0.1, 0.2, 0.6, 0.5],
    ])
    let lacking = RecordedSimilarity("lexical.opening4", count: subjects.count) { a, b in
      a == 5 ? nil : complete.matrix[a, b]
    }
    let controls = ["u1", "u2"].map { label($0, .independent) }
    let scored = [label("suspect", nil), label("u2", nil)]
    // Both controls lack nothing, then one of two lacks a metric: too many for it to be fused.
    for (second, isFused) in [(complete, true), (lacking, false)] {
      let metrics = [
        complete, RecordedSimilarity("lexical.opening4", count: 7) { second.matrix[$0, $1] },
      ]
      let findings = await Assessment.findings(
        of: metrics, subjects: subjects, calibration: controls, scored: scored)
      #expect(findings.metrics.map(\.isFused) == [true, isFused])
      #expect(findings.pairs.allSatisfy { $0.excess != nil })
    }
  }
}
