import Foundation
package import Panels
import Probing

/// Recorded responses as other programs and people write them: JSON lines or CSV, with columns
/// under names of their own.
package struct ImportedRows: Sendable {
  package var rows: [RecordedRow] = []
  /// The prompt of each probe, in order of first appearance, where the file has them.
  package var prompts: [(probe: String, prompt: String)] = []

  /// - Parameters:
  ///   - subject: the subject of all rows, for a file without such a column.
  ///   - columns: the file's names for subject, probe, prompt, response, sample and answer, where
  ///     they differ.
  package static func read(
    _ path: String, subject: String?, columns: [String: String] = [:]
  ) throws(PanelError) -> ImportedRows {
    var imported = ImportedRows()
    for record in try records(path) {
      try imported.add(
        ImportedRow(path: path, line: record.line, fields: record.fields, columns: columns),
        subject)
    }
    return imported
  }

  private mutating func add(_ row: ImportedRow, _ subject: String?) throws(PanelError) {
    let probe = try row.required("probe")
    if let prompt = row["prompt"], !prompts.contains(where: { $0.probe == probe }) {
      prompts.append((probe, prompt))
    }
    // An empty response is a question that was not asked.
    guard let response = row["response"] else { return }
    let name: String
    if let subject { name = subject } else { name = try row.required("subject") }
    rows.append(
      RecordedRow(
        subject: name, probe: probe, sample: try row.sample(),
        response: response, answer: row["answer"]))
  }

  private static func records(
    _ path: String
  ) throws(PanelError) -> [(line: Int, fields: [String: String])] {
    if path.hasSuffix(".csv") || path.hasSuffix(".csv.gz") {
      let table = try CSVTable.read(path)
      return table.rows.map { row in
        let pairs = zip(table.header, row.fields).filter { !$0.1.isEmpty }
        return (row.line, Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
      }
    }
    return try jsonLines(path)
  }

  private static func jsonLines(
    _ path: String
  ) throws(PanelError) -> [(line: Int, fields: [String: String])] {
    var records: [(line: Int, fields: [String: String])] = []
    try forEachLine(ofFile: path) { (line, number) throws(PanelError) in
      let text = try JSONLines.text(of: line, path, number)
      guard let object = try? JSONSerialization.jsonObject(with: text),
        let members = object as? [String: Any]
      else {
        throw PanelError(
          .malformed, file: path, line: number, reason: "the line is not a JSON object",
          remedy: "Write one JSON object a line, with probe and response.")
      }
      records.append((number, members.compactMapValues(Self.text)))
    }
    return records
  }

  /// A text or a number as text; other values are left out.
  private static func text(_ value: Any) -> String? {
    switch value {
    case let text as String: text.isEmpty ? nil : text
    case let number as NSNumber: "\(number)"
    default: nil
    }
  }
}

private struct ImportedRow {
  let path: String
  let line: Int
  let fields: [String: String]
  let columns: [String: String]

  subscript(name: String) -> String? { fields[columns[name] ?? name] }

  func required(_ name: String) throws(PanelError) -> String {
    if let value = self[name] { return value }
    let column = columns[name] ?? name
    throw PanelError(
      .malformed, file: path, line: line, reason: "the row has no \(name) (column '\(column)')",
      remedy: "Name the column with --column \(name)=NAME; the file has "
        + fields.keys.sorted().joined(separator: ", ") + ".")
  }

  func sample() throws(PanelError) -> Int {
    guard let text = self["sample"] else { return 0 }
    if let sample = Int(text), sample >= 0 { return sample }
    throw PanelError(
      .malformed, file: path, line: line, reason: "the sample '\(text)' is no index",
      remedy: "Number repeated samples 0, 1, 2, ...")
  }
}
