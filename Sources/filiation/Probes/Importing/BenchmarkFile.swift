import Endpoints
import Foundation
import Panels
import Probing

/// One row of a file of questions, with its columns as they are called there.
struct BenchmarkRecord {
  /// 1-based; for a list in one JSON document, the place in the list.
  var line: Int
  var fields: [String: JSON]

  /// A text, or a number as text; `nil` when the column is empty or not there.
  func text(_ name: String) -> String? {
    switch fields[name] {
    case .string(let text)? where !text.trimmed.isEmpty: text
    case .integer(let value)?: String(value)
    case .number(let value)?: String(value)
    default: nil
    }
  }

  /// A list of texts: as such, or written with semicolons.
  func list(_ name: String) -> [String]? {
    switch fields[name] {
    case .array(let items)?:
      items.compactMap { BenchmarkRecord(line: line, fields: ["": $0]).text("") }
    case .string(let text)?:
      text.split(separator: ";").map(\.trimmed).filter { !$0.isEmpty }
    default: nil
    }
  }
}

/// A file of questions: CSV, JSON lines or one JSON list, also with .gz but the last.
enum BenchmarkFile {
  /// - Parameter hasHeader: whether the first row of a CSV file names its columns; otherwise they
  ///   are called 1, 2, 3, ...
  static func records(_ path: String, hasHeader: Bool = true) throws -> [BenchmarkRecord] {
    let name = path.hasSuffix(".gz") ? String(path.dropLast(3)) : path
    if name.hasSuffix(".csv") { return try table(path, hasHeader: hasHeader) }
    if name.hasSuffix(".json") { return try document(path) }
    return try lines(path)
  }

  private static func table(_ path: String, hasHeader: Bool) throws -> [BenchmarkRecord] {
    let table = try hasHeader ? CSVTable.read(path) : CSVTable.readWithoutHeader(path)
    return table.rows.map { row in
      let fields = zip(table.header, row.fields.map { JSON.string($0) })
      return BenchmarkRecord(
        line: row.line, fields: Dictionary(fields, uniquingKeysWith: { first, _ in first }))
    }
  }

  private static func lines(_ path: String) throws -> [BenchmarkRecord] {
    var records: [BenchmarkRecord] = []
    try forEachLine(ofFile: path) { (line, number) throws(PanelError) in
      guard String(validating: line, as: UTF8.self) != nil else {
        throw PanelError(
          .malformed, file: path, line: number, reason: "the line is not UTF-8 text",
          remedy: "Convert the file to UTF-8.")
      }
      guard let fields = try? JSONDecoder().decode([String: JSON].self, from: Data(line)) else {
        throw PanelError(
          .malformed, file: path, line: number, reason: "the line is not one JSON object",
          remedy: "Write one object a line, or give a .csv or .json file.")
      }
      records.append(BenchmarkRecord(line: number, fields: fields))
    }
    return records
  }

  private static func document(_ path: String) throws -> [BenchmarkRecord] {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(.inputMissing, "\(path) does not exist or cannot be read")
    }
    guard let items = try? JSONDecoder().decode([[String: JSON]].self, from: bytes) else {
      throw CommandFailure(
        .badData, "\(path):1: the file is not a JSON list of objects; give JSON lines as .jsonl")
    }
    return items.enumerated().map { BenchmarkRecord(line: $0.offset + 1, fields: $0.element) }
  }
}
