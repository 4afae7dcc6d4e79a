import Foundation
import Statistics

/// Rows of simulated error rates, as they stand in the documentation.
struct ErrorRateTable {
  struct Row {
    var what: String
    var observed: String
    var nominal: String
    var note: String
    var holds: Bool
  }

  private(set) var rows: [Row] = []

  mutating func append(_ row: Row) { rows.append(row) }

  /// A rate that may not exceed its nominal value: a one-sided exact binomial test at 5 % over trials
  /// with independently made populations.
  mutating func appendRate(_ what: String, _ count: Int, of trials: Int, nominal: Double) {
    let binomial = BinomialCount(count, of: trials)
    let tail = binomial.upperTail(rate: nominal)
    let interval = binomial.interval()
    append(
      Row(
        what: what,
        observed: "\(count) of \(trials) (\(percent(interval.lowerBound))–"
          + "\(percent(interval.upperBound)))",
        nominal: "at most \(percent(nominal))", note: "p = \(Self.digits(tail, 3))",
        holds: tail > 0.05))
  }

  /// A share that may not fall short of its nominal value.
  mutating func appendCoverage(_ what: String, _ count: Int, of trials: Int, nominal: Double) {
    let binomial = BinomialCount(count, of: trials)
    let tail = binomial.lowerTail(rate: nominal)
    let interval = binomial.interval()
    append(
      Row(
        what: what,
        observed: "\(count) of \(trials) (\(percent(interval.lowerBound))–"
          + "\(percent(interval.upperBound)))",
        nominal: "at least \(percent(nominal))", note: "p = \(Self.digits(tail, 3))",
        holds: tail > 0.05))
  }

  mutating func appendInformation(_ what: String, _ observed: String, _ note: String) {
    append(Row(what: what, observed: observed, nominal: "none", note: note, holds: true))
  }

  private func percent(_ value: Double) -> String { Self.digits(100 * value, 1) + " %" }

  static func digits(_ value: Double, _ places: Int) -> String {
    String(format: "%.\(places)f", value)
  }

  var markdown: String {
    let head =
      "| what | observed (95 % interval) | nominal | test | holds |\n|---|---|---|---|---|\n"
    return head
      + rows.map {
        "| \($0.what) | \($0.observed) | \($0.nominal) | \($0.note) | \($0.holds ? "yes" : "NO") |\n"
      }.joined()
  }
}
