public import Probing

/// Tables of ordered pairs: `suspect, source_model` and, where known, `label` and `confidence`.
public enum PairsTable {
  /// Reads the pairs in the order of the file; further columns are ignored.
  ///
  /// - Parameter subjects: when given, every name has to be one of these.
  public static func read(
    _ path: String, subjects: Set<String>? = nil
  ) throws(PanelError) -> [PairLabel] {
    let table = try CSVTable.read(path, requiring: ["suspect", "source_model"])
    var seen: Set<[String]> = []
    var pairs: [PairLabel] = []
    for row in table.rows {
      let pair = try pair(row, table, path)
      guard seen.insert([pair.suspect, pair.source]).inserted else {
        throw PanelError(
          .malformed, file: path, line: row.line,
          reason: "the pair \"\(pair.suspect)\", \"\(pair.source)\" is repeated",
          remedy: "Give every ordered pair one row.")
      }
      if let subjects { try check(pair, among: subjects, path, row.line) }
      pairs.append(pair)
    }
    return pairs
  }

  private static func pair(
    _ row: CSVTable.Row, _ table: CSVTable, _ path: String
  ) throws(PanelError) -> PairLabel {
    guard let suspect = table["suspect", row], let source = table["source_model", row] else {
      throw PanelError(
        .malformed, file: path, line: row.line, reason: "suspect or source_model is empty",
        remedy: "Name both subjects of every pair.")
    }
    let relation = try value(PairLabel.Relation.self, "label", row, table, path)
    let confidence = try value(PairLabel.Confidence.self, "confidence", row, table, path)
    return PairLabel(
      suspect: suspect, source: source, relation: relation, confidence: confidence ?? .high)
  }

  private static func value<Value: RawRepresentable<String> & CaseIterable>(
    _ type: Value.Type, _ column: String, _ row: CSVTable.Row, _ table: CSVTable, _ path: String
  ) throws(PanelError) -> Value? {
    guard let text = table[column, row] else { return nil }
    if let value = Value(rawValue: text) { return value }
    throw PanelError(
      .malformed, file: path, line: row.line, reason: "the \(column) \"\(text)\" is unknown",
      remedy: "Use \(Value.allCases.map(\.rawValue).joined(separator: ", ")), or leave it empty.")
  }

  private static func check(
    _ pair: PairLabel, among subjects: Set<String>, _ path: String, _ line: Int
  ) throws(PanelError) {
    for name in [pair.suspect, pair.source] where !subjects.contains(name) {
      throw PanelError(
        .contradictory, file: path, line: line, reason: "the panel has no subject \"\(name)\"",
        remedy: "Correct the name or add the panel that holds this subject.")
    }
  }

  /// The file of these pairs.
  static func encoded(_ pairs: [PairLabel]) -> String {
    pairs.reduce(CSVTable.line(["suspect", "source_model", "label", "confidence"])) {
      $0
        + CSVTable.line([
          $1.suspect, $1.source, $1.relation?.rawValue ?? "", $1.confidence.rawValue,
        ])
    }
  }
}
