import Foundation
import Probing
import Similarity
import Testing

/// S' = S + slope D, with the slope of cohort pairs of different families.
@Suite struct LengthSlopeTests {
  /// Cohort families a, b of two and c; a suspect and a control.
  private let subjects: [Subject] = [
    .made("a", inCohort: true), .made("b1", family: "b", inCohort: true),
    .made("b2", family: "b", inCohort: true), .made("c", inCohort: true), .made("s"), .made("u"),
  ]
  private let lengths = [10, 50, 200, 1000, 30, 70]

  private func similarity(_ a: Int, _ b: Int) -> Double {
    0.1 * Double(a + 1) + 0.03 * Double(a * b % 7)
  }

  private func difference(_ a: Int, _ b: Int) -> Double {
    abs(log(1 + Double(lengths[a])) - log(1 + Double(lengths[b])))
  }

  /// Pairs of the family of two weigh one half; the line solves its normal equations.
  private var slope: Double {
    var (w, x, y, xx, xy) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for (a, b, weight) in [
      (0, 1, 0.5), (0, 2, 0.5), (0, 3, 1.0), (1, 0, 0.5), (2, 0, 0.5), (3, 0, 1.0), (1, 3, 0.5),
      (2, 3, 0.5), (3, 1, 0.5), (3, 2, 0.5),
    ] {
      w += weight
      x += weight * difference(a, b)
      y += weight * similarity(a, b)
      xx += weight * difference(a, b) * difference(a, b)
      xy += weight * difference(a, b) * similarity(a, b)
    }
    return -(w * xy - x * y) / (w * xx - x * x)
  }

  private func findings(usesLength: Bool) async -> Findings {
    let metric = RecordedSimilarity("lexical.opening4", usesLength: usesLength, count: 6) {
      similarity($0, $1)
    }
    return await Assessment.findings(
      of: [metric], subjects: subjects, lengths: lengths,
      calibration: [PairLabel(suspect: "u", source: "a", relation: .independent)],
      scored: [PairLabel(suspect: "s", source: "a", relation: nil)])
  }

  /// The excess on the families b and c after removing the slope.
  private func excess(slope: Double) -> Double {
    func families(_ subject: Int) -> [Double] {
      let adjusted = [1, 2, 3].map { similarity(subject, $0) + slope * difference(subject, $0) }
      return [(adjusted[0] + adjusted[1]) / 2, adjusted[2]]
    }
    func variance(_ two: [Double]) -> Double { (two[0] - two[1]) * (two[0] - two[1]) / 2 }
    let own = families(4)
    let scale = ((4 * variance(families(5)) + variance(own)) / 5).squareRoot()
    return (similarity(4, 0) + slope * difference(4, 0) - (own[0] + own[1]) / 2) / scale
  }

  @Test func slopeAgainstWeightedLeastSquaresByHand() async {
    let findings = await findings(usesLength: true)
    #expect(abs(slope) > 0.01)
    #expect(gap(findings.metrics[0].lengthSlope, slope) < 1e-6)
    #expect(gap(findings.pairs[0].excess, excess(slope: slope)) < 1e-5)
  }

  @Test func lengthDoesNotEnterAgreementOfAnswers() async {
    let findings = await findings(usesLength: false)
    #expect(findings.metrics[0].lengthSlope == nil)
    #expect(gap(findings.pairs[0].excess, excess(slope: 0)) < 1e-12)
  }
}
