import Foundation
import Probing
import Similarity

/// The suspect does not make a source's errors oftener than at the baseline by more than a margin, nor
/// oftener than hardly any unrelated lineage does, both with an e-value of 20 or more for each of the
/// tests that such gates make.
///
/// Compared with what unrelated lineages do on the same question an error counts by how rare it is.
/// Where the questions were chosen by what controls answered, controls err there otherwise than new
/// models do, so that nothing is said.
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
    if let undecidable = undecidable(earlier, evidence.baseline) { return undecidable }
    let answers = Dictionary(
      now.items.map { (Baseline.SourceError.Key($0), $0.agrees) }, uniquingKeysWith: { $1 })
    let both = earlier.errorsInOrder(seed: evidence.baseline.plan.seed).map { samples in
      samples.compactMap { error in
        answers[error.key]?.map { (reference: error.reference, now: $0) }
      }
    }
    let start = rise(over: earlier, evidence.baseline)
    var rise = start
    for samples in both { rise.observe(samples) }
    return outcome(
      rise, canBeShown: start.canBeShown(after: both.map { $0.map(\.reference) }),
      source: earlier.source)
  }

  /// What is said when no answers of any suspect could decide the gate; `nil` when some could.
  func undecidable(_ earlier: Baseline.Comparison, _ baseline: Baseline) -> GateOutcome? {
    let reason: String
    if let (set, selection) = baseline.selections.first {
      reason =
        "the probes of \(set) were chosen from \(selection.from) by what controls answered, and on "
        + "such probes those err otherwise than a new model would; ask all probes of "
        + "\(selection.from)"
    } else if earlier.errorLimit == nil {
      reason =
        "too few unrelated lineages answered the questions on which \(earlier.source) errs to know "
        + "what hardly any of them exceeds; \(SourceErrors.fewestForLimit) or more unrelated lineages "
        + "are needed"
    } else {
      return nil
    }
    return GateOutcome(
      gate: Self.kind, source: earlier.source, verdict: .inconclusive, limit: margin,
      message: reason)
  }

  /// Before the first probe. Without enough controls for a limit nothing is above it.
  func rise(over earlier: Baseline.Comparison, _ baseline: Baseline) -> SourceErrorRise {
    SourceErrorRise(
      margin: margin, limit: min(earlier.errorLimit ?? 1, 0.999),
      tests: max(1, baseline.rareErrorTests))
  }

  /// - Parameter canBeShown: whether as many probes as there are can show a rise at all.
  func outcome(_ rise: SourceErrorRise, canBeShown: Bool, source: String) -> GateOutcome {
    GateOutcome(
      gate: Self.kind, source: source,
      verdict: rise.isShown ? .failed : canBeShown ? .passed : .inconclusive,
      measured: rise.rise, limit: margin, message: sentence(rise, canBeShown, source))
  }

  private func sentence(_ rise: SourceErrorRise, _ canBeShown: Bool, _ source: String) -> String {
    guard let change = rise.rise, let surplus = rise.surplus, canBeShown || rise.isShown else {
      return "\(counted(rise.items, "error")) of \(source) answered at both times cannot show a "
        + "rise of more than \(margin.brief); it takes more questions on which the source errs"
    }
    let largest = pow(10, min(rise.log10E, 300))
    // Not rounded up to what would have been decisive.
    let e = rise.isShown ? largest : min(largest, rise.decisiveE - 0.1)
    let questions = rise.probes < rise.items ? " on \(counted(rise.probes, "question"))" : ""
    let isAbove = change > margin && surplus > rise.limit && !rise.isShown
    return (isAbove ? "above both limits, but not decisively: " : "")
      + "of \(counted(rise.items, "error")) of \(source)\(questions) \(rise.now.grouped) are made, "
      + "at the baseline \(rise.before.grouped) (\(change.signed(toPlaces: 3)); allowed "
      + "\(margin.brief)), by unrelated lineages \(rise.expected.rounded(toPlaces: 0)) on average "
      + "(\(surplus.signed(toPlaces: 3)); 19 of 20 of them at most "
      + "\(rise.limit.signed(toPlaces: 3))); the smaller e-value reached \(e.brief(digits: 3)), "
      + "decisive from \(Int(rise.decisiveE))"
  }
}

extension Baseline {
  /// Gates on rare errors, each source by itself: what a checkpoint is tested for.
  var rareErrorTests: Int {
    gates.filter { $0.gate == RareErrorsGate.kind }.reduce(0) { count, gate in
      count + sources.count { gate.source == nil || gate.source == $0.source }
    }
  }

  /// Of the probe sets that were chosen by what controls answered, their ids.
  fileprivate var selections: [(set: String, ProbeSet.Selection)] {
    plan.probeSets.compactMap { set in
      set.moment == nil ? set.selection.map { (set.id, $0) } : nil
    }
  }
}

extension Double {
  /// With its sign, also of a rise.
  func signed(toPlaces places: Int) -> String { String(format: "%+.\(places)f", self) }

  /// With so many significant digits.
  func brief(digits: Int) -> String { String(format: "%.\(digits)g", self) }
}
