public import Foundation
public import Similarity

/// The performance of the instrument as a validation matrix (Meuwly, Ramos & Haraksim 2017): for
/// each characteristic its measure, the value reached, and the data behind it.
///
/// The criterion a laboratory would require, and with it the decision, are left to the laboratory.
public enum ValidationMatrix {
  private struct Row: Encodable {
    var characteristic: String
    var measure: String
    var method: String
    var value: Double
    var low: Double?
    var high: Double?
    var criterion: String? = nil
    var decision: String? = nil

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(characteristic, forKey: .characteristic)
      try container.encode(measure, forKey: .measure)
      try container.encode(method, forKey: .method)
      try container.encode(value, forKey: .value)
      try container.encode(low, forKey: .low)
      try container.encode(high, forKey: .high)
      try container.encode(criterion, forKey: .criterion)
      try container.encode(decision, forKey: .decision)
    }

    enum CodingKeys: CodingKey {
      case characteristic, measure, method, value, low, high, criterion, decision
    }
  }

  private struct Matrix: Encodable {
    var data: [String: Int]
    var rows: [Row]
  }

  /// `nil` when the findings hold no validity.
  public static func json(_ findings: Findings) throws(ReportingError) -> Data? {
    guard let validity = findings.validity else { return nil }
    let matrix = Matrix(data: data(validity), rows: rows(validity, findings))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      return try encoder.encode(matrix) + Data("\n".utf8)
    } catch {
      throw ReportingError(.notEncodable, "the validation matrix holds a number that is not finite")
    }
  }

  private static func data(_ validity: Validity) -> [String: Int] {
    [
      "derived_suspects": validity.derivedSuspects, "derived_lineages": validity.derivedLineages,
      "unrelated_units": validity.unrelatedUnits,
      "unrelated_lineages": validity.unrelatedLineages,
    ]
  }

  private static func rows(_ validity: Validity, _ findings: Findings) -> [Row] {
    validity.methods.flatMap { method in
      let estimates: [(String, String, Validity.Estimate?)] = [
        ("discriminating power", "AUC over all units", method.auc),
        ("discriminating power", "AUC with the source fixed (A)", method.sourceFixed),
        ("discriminating power", "AUC with the suspect fixed (B)", method.suspectFixed),
        ("discriminating power", "Cllr min", findings.allowsRatio ? method.cllrMin : nil),
        ("accuracy", "Cllr", findings.allowsRatio ? method.cllr : nil),
        ("sensitivity", "true-positive rate at 5 % false positives", method.truePositiveRate5),
        ("sensitivity", "true-positive rate at 1 % false positives", method.truePositiveRate1),
      ]
      return estimates.compactMap { characteristic, measure, estimate in
        estimate.map {
          Row(
            characteristic: characteristic, measure: measure, method: method.title,
            value: $0.value, low: $0.low, high: $0.high)
        }
      }
    } + validity.falseAlarms.filter(findings.allows).map(alarm)
  }

  private static func alarm(_ alarm: Validity.FalseAlarms) -> Row {
    Row(
      characteristic: "false alarms", measure: alarm.criterion,
      method: "\(alarm.accused) of \(alarm.trials) unrelated units",
      value: alarm.trials == 0 ? 0 : Double(alarm.accused) / Double(alarm.trials), low: alarm.low,
      high: alarm.high)
  }
}
