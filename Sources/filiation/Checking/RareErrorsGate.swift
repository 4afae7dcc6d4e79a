import Foundation
import Similarity

/// The suspect does not make a source's errors oftener than at the baseline by more than a margin, nor
/// oftener than hardly any unrelated lineage does, both with an e-value of 20 or more.
///
/// Compared with what unrelated lineages do on the same question an error counts by how rare it is.
struct RareErrorsGate: Gate {
  static let kind = "rare-errors"
  static let settings = [
    GateSetting(
      name: "margin", range: 0.001...0.5,
      meaning: "the rise over the baseline, as a share of the source's errors, that is allowed, "
        + "such as 0.02")
  ]
  static let isPerSource = true

  let margin: Double

  init(_ values: [String: Double]) { margin = values["margin"]! }

  func outcome(on evidence: GateEvidence) -> GateOutcome {
    guard let now = evidence.headline?.sourceErrors, let earlier = evidence.earlier else {
      return found(
        .inconclusive, "no question has a wrong answer that could be compared", on: evidence)
    }
    let answers = Dictionary(
      now.items.map { (Baseline.SourceError.Key($0), $0.agrees) }, uniquingKeysWith: { $1 })
    let both = earlier.errorsInOrder(seed: evidence.baseline.plan.seed).compactMap { error in
      answers[error.key]?.map { (reference: error.reference, now: $0) }
    }
    let start = rise(over: earlier)
    var rise = start
    for item in both { rise.observe(item.reference, now: item.now) }
    return outcome(
      rise, canBeShown: start.canBeShown(after: both.map(\.reference)), source: earlier.source)
  }

  /// Before the first item. Without enough controls for a limit nothing is above it.
  func rise(over earlier: Baseline.Comparison) -> SourceErrorRise {
    SourceErrorRise(margin: margin, limit: min(earlier.errorLimit ?? 1, 0.999))
  }

  /// - Parameter canBeShown: whether as many items as there are can show a rise at all.
  func outcome(_ rise: SourceErrorRise, canBeShown: Bool, source: String) -> GateOutcome {
    GateOutcome(
      gate: Self.kind, source: source,
      verdict: rise.isShown ? .failed : canBeShown ? .passed : .inconclusive,
      measured: rise.rise, limit: margin, message: sentence(rise, canBeShown, source))
  }

  private func sentence(_ rise: SourceErrorRise, _ canBeShown: Bool, _ source: String) -> String {
    guard let change = rise.rise, let surplus = rise.surplus, canBeShown || rise.isShown else {
      return "\(counted(rise.items, "error")) of \(source) answered at both times cannot show a "
        + "rise of more than \(margin.brief); it takes questions on which the source errs, and at "
        + "least ten unrelated lineages that answered them, to know which errors are rare"
    }
    let largest = pow(10, min(rise.log10E, 300))
    // Not rounded up to what would have been decisive.
    let e = rise.isShown ? largest : min(largest, 19.9)
    let isAbove = change > margin && surplus > rise.limit && !rise.isShown
    return (isAbove ? "above both limits, but not decisively: " : "")
      + "of \(counted(rise.items, "error")) of \(source) \(rise.now.grouped) are made, at the "
      + "baseline \(rise.before.grouped) (\(change.signed(toPlaces: 3)); allowed "
      + "\(margin.brief)), by unrelated lineages \(rise.expected.rounded(toPlaces: 0)) on average "
      + "(\(surplus.signed(toPlaces: 3)); 19 of 20 of them at most "
      + "\(rise.limit.signed(toPlaces: 3))); the smaller e-value reached \(e.brief(digits: 3)), "
      + "decisive from \(Int(SourceErrorRise.decisiveE))"
  }
}

extension Double {
  /// With its sign, also of a rise.
  func signed(toPlaces places: Int) -> String { String(format: "%+.\(places)f", self) }

  /// With so many significant digits.
  func brief(digits: Int) -> String { String(format: "%.\(digits)g", self) }
}
