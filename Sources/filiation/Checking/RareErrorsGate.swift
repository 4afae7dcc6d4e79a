import Foundation
import Similarity

/// The suspect does not make a source's rare errors oftener than at the baseline by more than a
/// margin, with an e-value of 20 or more.
struct RareErrorsGate: Gate {
  static let kind = "rare-errors"
  static let settings = [
    GateSetting(
      name: "margin", range: 0.001...0.5,
      meaning: "the rise over the baseline, as a share of the source's rare errors, that is "
        + "allowed, such as 0.05")
  ]
  static let isPerSource = true

  let margin: Double

  init(_ values: [String: Double]) { margin = values["margin"]! }

  func outcome(on evidence: GateEvidence) -> GateOutcome {
    guard let headline = evidence.headline, let now = headline.rareErrors,
      let earlier = evidence.earlier
    else {
      return found(
        .inconclusive, "no question has a wrong answer that could be compared", on: evidence)
    }
    let answers = Dictionary(
      now.items.map { (Baseline.RareError.Key($0), $0.agrees) }, uniquingKeysWith: { $1 })
    let order = earlier.rareErrorsInOrder(seed: evidence.baseline.plan.seed)
    var rise = RareErrorRise(margin: margin)
    for item in order {
      guard let known = answers[item.key], let agrees = known else { continue }
      rise.observe(before: item.agreed, now: agrees)
    }
    return outcome(
      rise, canBeShown: RareErrorRise(margin: margin).canBeShown(after: compared(order, answers)),
      on: evidence)
  }

  private func compared(
    _ order: [Baseline.RareError], _ answers: [Baseline.RareError.Key: Bool?]
  ) -> [Bool] {
    order.filter { answers[$0.key].flatMap { $0 } != nil }.map(\.agreed)
  }

  /// - Parameter canBeShown: whether as many items as there are can show a rise at all.
  func outcome(
    _ rise: RareErrorRise, canBeShown: Bool, on evidence: GateEvidence
  ) -> GateOutcome {
    found(
      verdict(rise, canBeShown), sentence(rise, canBeShown), measured: rise.rise, limit: margin,
      on: evidence)
  }

  private func verdict(_ rise: RareErrorRise, _ canBeShown: Bool) -> GateOutcome.Verdict {
    if rise.isShown { return .failed }
    return canBeShown ? .passed : .inconclusive
  }

  func sentence(_ rise: RareErrorRise, _ canBeShown: Bool) -> String {
    guard let change = rise.rise, canBeShown || rise.isShown else {
      return "\(counted(rise.items, "rare error")) of the source answered at both times cannot "
        + "show a rise of more than \(margin.brief); it takes questions on which the source errs, "
        + "and at least ten unrelated lineages that answered them, to know which errors are rare"
    }
    let e = pow(10, min(rise.log10E, 300))
    let isAbove = change > margin && !rise.isShown
    return (isAbove ? "above the margin, but not decisively: " : "")
      + "agreement on \(counted(rise.items, "rare error")) went from \(rise.before) to "
      + "\(rise.now) (\(change.signed(toPlaces: 3)); allowed \(margin.brief); largest e-value "
      + "\(e.brief(digits: 3)), decisive from \(Int(RareErrorRise.decisiveE)))"
  }
}

extension Double {
  /// With its sign, also of a rise.
  func signed(toPlaces places: Int) -> String { String(format: "%+.\(places)f", self) }

  /// With so many significant digits.
  func brief(digits: Int) -> String { String(format: "%.\(digits)g", self) }
}
