import Foundation
import Reporting
import Similarity

/// The excess over a source stays within what unrelated lineages show.
///
/// Above the p-th percentile means that the rank p among the unrelated lineages, adjusted by Holm's
/// procedure where several sources are compared, is at most 1 - p/100.
struct ExcessGate: Gate {
  static let kind = "excess"
  static let settings = [
    GateSetting(
      name: "percentile", range: 50...99.9,
      meaning: "the percentile of unrelated lineages not to be exceeded, such as 95")
  ]
  static let isPerSource = true

  private let percentile: Double
  /// 1 - p/100, with the rounding of the division allowed for.
  private var level: Double { 1 - percentile / 100 + 1e-12 }

  init(_ values: [String: Double]) { percentile = values["percentile"]! }

  func outcome(on evidence: GateEvidence) -> GateOutcome {
    guard let headline = evidence.headline, let rank = headline.pair.rankP,
      let excess = headline.pair.excess
    else {
      let reason = evidence.headline?.pair.notMeasurable ?? .noControls
      return found(.inconclusive, "no rank among controls: \(reason.words)", on: evidence)
    }
    let tests =
      headline.adjustedP?.tests ?? evidence.findings.headlines.count { $0.pair.rankP != nil }
    guard rank.smallestAttainable * Double(tests) <= level else {
      let needed = Int((Double(tests) / level).rounded(.up)) - 1
      return found(
        .inconclusive,
        "\(counted(rank.lineages, "unrelated lineage")) cannot show an excess above the "
          + "\(percentile.brief)th percentile; \(needed) or more are needed", on: evidence)
    }
    let p = headline.adjustedP?.value ?? min(1, rank.value * Double(tests))
    let isAbove = p <= level
    return found(
      isAbove ? .failed : .passed,
      "excess \(excess.rounded(toPlaces: 2)) over \(headline.pair.source) is "
        + "\(isAbove ? "" : "not ")above the \(percentile.brief)th percentile of the controls: "
        + "\(rank.exceeding.grouped) of \(lineages(headline.pair, rank)) "
        + "score at least as high (rank p \(p.rounded(toPlaces: 3))"
        + (tests > 1 ? ", adjusted for \(tests) comparisons" : "") + ")",
      measured: p, limit: 1 - percentile / 100, on: evidence)
  }

  /// The class of controls least favourable to the suspect, which the rank counts.
  private func lineages(_ pair: PairFinding, _ rank: RankP) -> String {
    let kind = pair.ranks?.first {
      $0.rank.exceeding == rank.exceeding && $0.rank.lineages == rank.lineages
    }
    guard kind?.controls == .taught else {
      return counted(rank.lineages, "unrelated lineage")
    }
    return counted(rank.lineages, "lineage") + " of known students of other makers"
  }
}
