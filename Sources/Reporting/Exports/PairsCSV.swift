public import Similarity

/// `pairs.csv`: RFC 4180, one row per scored pair in the order of the findings, one excess column
/// per metric. An empty field is not measurable; numbers have full precision.
public enum PairsCSV {
  private static let leading = [
    "suspect", "source_model", "label", "excess", "log10_lr", "log10_lr_low", "log10_lr_high",
    "rank_p", "not_measurable",
  ]

  public static func encode(_ findings: Findings) -> String {
    let metrics = findings.metrics.map(\.descriptor.id)
    let rows = [leading + metrics] + findings.pairs.map { row($0, metrics: metrics) }
    return rows.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func row(_ pair: PairFinding, metrics: [String]) -> [String] {
    let excess = Dictionary(
      pair.metrics.map { ($0.metric, $0.excess) }, uniquingKeysWith: { first, _ in first })
    let reason = pair.notMeasurable ?? (pair.ratio == nil ? pair.noRatio : nil)
    return [
      pair.suspect, pair.source, pair.label ?? "", number(pair.excess),
      number(pair.ratio?.log10), number(pair.ratio?.low), number(pair.ratio?.high),
      number(pair.rankP?.value), reason?.rawValue ?? "",
    ] + metrics.map { number(excess[$0] ?? nil) }
  }

  private static func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }

  /// Quoted when it holds a comma, a quote or a line break, or begins or ends with a space.
  static func field(_ text: String) -> String {
    let needsQuotes =
      text.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
      || text.hasPrefix(" ") || text.hasSuffix(" ")
    guard needsQuotes else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
