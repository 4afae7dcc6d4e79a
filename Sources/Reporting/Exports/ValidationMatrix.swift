public import Foundation
public import Similarity

/// The performance of the instrument as a validation matrix (Meuwly, Ramos & Haraksim 2017): for
/// each characteristic its measure, the criterion, the value reached, the decision and the data.
///
/// The criteria are the least that makes the instrument worth reading, fixed in the program before
/// any data: better than guessing, better than saying nothing, no more false alarms than nominal. A
/// laboratory may require more.
public enum ValidationMatrix {
  struct Row {
    enum Decision: String {
      case met
      case notMet = "not met"
      case open
    }

    var characteristic: String
    var measure: String
    var method: String
    var criterion: String
    var decision: Decision
    var value: Double
    var low: Double?
    var high: Double?
    /// The value as printed.
    var text: Prose
  }

  /// `nil` when the findings hold no validity.
  public static func json(_ findings: Findings) throws(ReportingError) -> Data? {
    guard let validity = findings.validity else { return nil }
    let matrix = Matrix(data: data(validity), rows: rows(findings))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      return try encoder.encode(matrix) + Data("\n".utf8)
    } catch {
      throw ReportingError(.notEncodable, "the validation matrix holds a number that is not finite")
    }
  }

  /// The first way of scoring, which the ratios come from, and the false alarms.
  static func blocks(_ findings: Findings) -> [Block] {
    let first = findings.validity?.methods.first?.title
    let rows = Self.rows(findings).filter {
      $0.method == first || $0.characteristic == "false alarms"
    }
    guard !rows.isEmpty else { return [] }
    return [
      .table(
        Table(
          "Validation matrix.",
          columns: [
            .text("Characteristic"), .text("Measure"), .text("Scoring or data"), .number("Value"),
            .text("Criterion"), .text("Decision"),
          ],
          rows: rows.map {
            [
              "\($0.characteristic)", "\($0.measure)", .name($0.method), $0.text, "\($0.criterion)",
              "\($0.decision.rawValue)",
            ]
          },
          note: """
            Each criterion is the least required by the program, fixed before any data of a study; a \
            laboratory may require more. The file validation-matrix.json of a sealed case has every way \
            of scoring. Open: the interval it is judged by could not be computed, or \
            there was nothing to try it on.
            """))
    ]
  }

  private static func data(_ validity: Validity) -> [String: Int] {
    [
      "derived_suspects": validity.derivedSuspects, "derived_lineages": validity.derivedLineages,
      "unrelated_units": validity.unrelatedUnits,
      "unrelated_lineages": validity.unrelatedLineages,
    ]
  }

  static func rows(_ findings: Findings) -> [Row] {
    guard let validity = findings.validity else { return [] }
    let path = FindingPath.root / "validity"
    let measures = Measure.all(allowsRatio: findings.allowsRatio)
    let measured = validity.methods.enumerated().flatMap { index, method in
      measures.compactMap { $0.row(method, path / "methods" / index) }
    }
    let alarms = validity.falseAlarms.enumerated().filter { findings.allows($0.element) }
    return measured
      + alarms.compactMap { alarm($0.element, path / "false_alarms" / $0.offset) }
  }

  /// The rate at which a criterion may flag unrelated lineages; for a ratio above x it is 1/x. Others
  /// have none.
  private static func nominal(_ criterion: String) -> Double? {
    let rates = [("rank p <= 0.05", 0.05), ("rank p <= 0.01", 0.01), ("LR > 10", 0.1)]
    return rates.first { criterion.hasPrefix($0.0) }?.1
  }

  private static func alarm(_ alarm: Validity.FalseAlarms, _ path: FindingPath) -> Row? {
    guard let nominal = nominal(alarm.criterion) else { return nil }
    return Row(
      characteristic: "false alarms", measure: alarm.criterion,
      method: "unrelated lineages, once for each maker of sources",
      criterion: "interval reaches down to \(Rounding.fraction(nominal)) (nominal)",
      decision: alarm.trials == 0 ? .open : alarm.low <= nominal ? .met : .notMet,
      value: alarm.trials == 0 ? 0 : Double(alarm.accused) / Double(alarm.trials), low: alarm.low,
      high: alarm.high,
      text: """
        \(.count(alarm.accused, at: path / "accused")) of \
        \(.count(alarm.trials, at: path / "trials")) \
        [\(.percent(alarm.low, at: path / "low"))–\(.percent(alarm.high, at: path / "high"))]
        """)
  }
}

/// One measure of a way of scoring, with what is required of it.
private struct Measure {
  var characteristic: String
  var title: String
  var key: String
  var estimate: KeyPath<Validity.Method, Validity.Estimate?>
  var criterion: String
  /// The end of the interval that decides, and whether it satisfies.
  var end: KeyPath<Validity.Estimate, Double?>
  var isMet: (Double) -> Bool
  var quantity: (Double, FindingPath) -> Quantity

  static func all(allowsRatio: Bool) -> [Measure] {
    let separation = [
      power("AUC over all units", "auc", \.auc),
      power("AUC with the source fixed (A)", "source_fixed", \.sourceFixed),
      power("AUC with the suspect fixed (B)", "suspect_fixed", \.suspectFixed),
    ]
    let found = [
      sensitivity(0.05, "tpr_at_5", \.truePositiveRate5),
      sensitivity(0.01, "tpr_at_1", \.truePositiveRate1),
    ]
    guard allowsRatio else { return separation + found }
    return separation + found + [
      cost("discriminating power", "Cllr min", "cllr_min", \.cllrMin),
      cost("accuracy", "Cllr", "cllr", \.cllr),
    ]
  }

  private static func power(
    _ title: String, _ key: String, _ estimate: KeyPath<Validity.Method, Validity.Estimate?>
  ) -> Measure {
    Measure(
      characteristic: "discriminating power", title: title, key: key, estimate: estimate,
      criterion: "interval above .5 (guessing)", end: \.low, isMet: { $0 > 0.5 },
      quantity: Quantity.fraction)
  }

  private static func sensitivity(
    _ rate: Double, _ key: String, _ estimate: KeyPath<Validity.Method, Validity.Estimate?>
  ) -> Measure {
    let percent = rate == 0.05 ? "5 %" : "1 %"
    return Measure(
      characteristic: "sensitivity",
      title: "derived units found where \(percent) of the unrelated ones are flagged", key: key,
      estimate: estimate, criterion: "interval above \(percent) (guessing)", end: \.low,
      isMet: { $0 > rate }, quantity: Quantity.percent)
  }

  private static func cost(
    _ characteristic: String, _ title: String, _ key: String,
    _ estimate: KeyPath<Validity.Method, Validity.Estimate?>
  ) -> Measure {
    Measure(
      characteristic: characteristic, title: title, key: key, estimate: estimate,
      criterion: "interval below 1 (saying nothing)", end: \.high, isMet: { $0 < 1 },
      quantity: Quantity.decimal)
  }

  func row(_ method: Validity.Method, _ path: FindingPath) -> ValidationMatrix.Row? {
    guard let estimate = method[keyPath: estimate] else { return nil }
    let decision = estimate[keyPath: end].map(isMet)
    return ValidationMatrix.Row(
      characteristic: characteristic, measure: title, method: method.title, criterion: criterion,
      decision: decision.map { $0 ? .met : .notMet } ?? .open, value: estimate.value,
      low: estimate.low, high: estimate.high,
      text: .estimate(estimate, at: path / key, as: quantity))
  }
}

private struct Matrix: Encodable {
  var data: [String: Int]
  var rows: [ValidationMatrix.Row]
}

extension ValidationMatrix.Row: Encodable {
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(characteristic, forKey: .characteristic)
    try container.encode(measure, forKey: .measure)
    try container.encode(method, forKey: .method)
    try container.encode(criterion, forKey: .criterion)
    try container.encode(decision.rawValue, forKey: .decision)
    try container.encode(value, forKey: .value)
    try container.encode(low, forKey: .low)
    try container.encode(high, forKey: .high)
  }

  private enum CodingKeys: CodingKey {
    case characteristic, measure, method, criterion, decision, value, low, high
  }
}
