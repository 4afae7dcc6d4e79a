import Reporting
import Similarity

/// The calibrated likelihood ratio for a source stays at or below a ceiling.
struct RatioGate: Gate {
  static let kind = "log10-lr"
  static let settings = [
    GateSetting(
      name: "at_most", range: 0...6,
      meaning: "the largest log10 likelihood ratio that passes, such as 1")
  ]
  static let isPerSource = true

  private let ceiling: Double

  init(_ values: [String: Double]) { ceiling = values["at_most"]! }

  func outcome(on evidence: GateEvidence) -> GateOutcome {
    guard let ratio = evidence.headline?.pair.ratio else {
      let reason = evidence.headline?.pair.notMeasurable ?? evidence.headline?.pair.noRatio
      return found(
        .inconclusive, "no likelihood ratio: \((reason ?? .tooFewLineages).words)", on: evidence)
    }
    let value = ratio.log10.rounded(toPlaces: 2)
    guard ratio.capHigh > ceiling else {
      return found(
        .inconclusive,
        "with \(ratio.unrelatedLineages) unrelated and \(ratio.derivedLineages) derived lineages "
          + "no log10 LR above \(ratio.capHigh.rounded(toPlaces: 2)) is stated, so the ceiling of "
          + "\(ceiling.brief) cannot be exceeded (here \(value))",
        measured: ratio.log10, limit: ceiling, on: evidence)
    }
    let isAbove = ratio.log10 > ceiling
    return found(
      isAbove ? .failed : .passed,
      "log10 LR \(value) is \(isAbove ? "above" : "not above") the ceiling of "
        + ceiling.brief, measured: ratio.log10, limit: ceiling, on: evidence)
  }
}
