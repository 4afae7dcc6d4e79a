import Probing
import Statistics

/// M4: -log10 of the probability that two unrelated subjects share right and wrong answers to an
/// extent no less extreme, from the exact joint distribution of both counts.
///
/// Its cost grows with the cube of the items, so at most `itemLimit` are used, chosen by a hash of
/// their probe's id.
struct GeneralizedTrinomialTest: Metric {
  static let itemLimit = 256

  let descriptor = MetricDescriptor(
    id: "errors.m4", title: "M4, generalized trinomial test", family: .errors, lowerBound: 0,
    upperBound: nil, isSymmetric: true,
    assumption: "Answers to different items are independent, given ability and reference rates.",
    citation: "Maynes 2014", oracle: "exact enumeration")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    let rates = try MatchRates(table)
    let chosen = Self.chosen(rates.items, table.probes)
    return MatchEvidence(
      subjectCount: table.subjectCount, isSymmetric: true,
      matches: { rates.jointly($0, $1, on: chosen) }, statistic: Self.surprise)
  }

  /// Positions of the items used, the same whatever the order of the probes.
  private static func chosen(_ items: ErrorItems, _ probes: [Probe]) -> [Int] {
    let keys = items.items.map { item in
      var hash = TermHash()
      for byte in probes[item.probe].id.utf8 { hash.append(UInt64(byte)) }
      return hash.value
    }
    let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    return Array(order.prefix(itemLimit))
  }

  static func surprise(_ items: [ItemMatch], _ weights: [Float]) -> Double? {
    let items = items.repeated(weights)
    guard !items.isEmpty else { return nil }
    let distribution = GeneralizedTrinomial(
      items.map { GeneralizedTrinomial.Chances(first: $0.right, second: $0.wrong) })
    return decimalSurprise(
      distribution.logTail(
        first: items.count { $0.outcome == .right }, second: items.count { $0.outcome == .wrong }))
  }
}
