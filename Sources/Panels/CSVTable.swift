/// A table with a header row, as in RFC 4180: UTF-8, comma, fields quoted with `"` where needed.
public struct CSVTable: Sendable {
  public struct Row: Sendable {
    /// The 1-based line on which the row begins.
    public var line: Int
    public var fields: [String]
  }

  public var header: [String]
  public var rows: [Row]

  /// The field under a column name; `nil` when it is empty or there is no such column.
  public subscript(column: String, row: Row) -> String? {
    guard let index = header.firstIndex(of: column), !row.fields[index].isEmpty else { return nil }
    return row.fields[index]
  }

  /// Reads a file, plain or gzip. Blank lines are skipped.
  public static func read(
    _ path: String, requiring columns: [String] = []
  ) throws(PanelError) -> CSVTable {
    try parse(try LineBlocks.all(path), path, requiring: columns)
  }

  package static func parse(
    _ bytes: [UInt8], _ path: String, requiring columns: [String] = []
  ) throws(PanelError) -> CSVTable {
    var rows = try rows(bytes, path)
    let header = rows.isEmpty ? [] : rows.removeFirst().fields
    try check(header, path, requiring: columns)
    try checkWidths(rows, header.count, path)
    return CSVTable(header: header, rows: rows)
  }

  /// Reads a file without a header row: its columns are called 1, 2, 3, ...
  package static func readWithoutHeader(_ path: String) throws(PanelError) -> CSVTable {
    let rows = try rows(try LineBlocks.all(path), path)
    let width = rows.first?.fields.count ?? 0
    try checkWidths(rows, width, path)
    return CSVTable(header: (0..<width).map { String($0 + 1) }, rows: rows)
  }

  private static func rows(_ bytes: [UInt8], _ path: String) throws(PanelError) -> [Row] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw PanelError(
        .malformed, file: path, reason: "the file is not UTF-8 text",
        remedy: "Convert the file to UTF-8.")
    }
    var scanner = CSVScanner(text.hasPrefix("\u{FEFF}") ? Array(bytes.dropFirst(3)) : bytes, path)
    var rows: [Row] = []
    while let row = try scanner.row() { rows.append(row) }
    return rows
  }

  private static func checkWidths(
    _ rows: [Row], _ width: Int, _ path: String
  ) throws(PanelError) {
    for row in rows where row.fields.count != width {
      throw PanelError(
        .malformed, file: path, line: row.line,
        reason: "the row has \(row.fields.count) fields and the header has \(width)",
        remedy: "Quote fields that contain commas, and keep empty fields.")
    }
  }

  private static func check(
    _ header: [String], _ path: String, requiring columns: [String]
  ) throws(PanelError) {
    for column in columns where !header.contains(column) {
      throw PanelError(
        .malformed, file: path, line: 1, reason: "the column \"\(column)\" is missing",
        remedy: "The header has to name \(columns.joined(separator: ", ")).")
    }
    for (index, name) in header.enumerated() where header[..<index].contains(name) {
      throw PanelError(
        .malformed, file: path, line: 1, reason: "the column \"\(name)\" appears twice",
        remedy: "Give every column a name of its own.")
    }
  }

  /// One row with its line end, fields quoted where needed.
  public static func line(_ fields: [String]) -> String {
    fields.map(quoted).joined(separator: ",") + "\n"
  }

  private static func quoted(_ field: String) -> String {
    guard field.utf8.contains(where: { ",\"\n\r".utf8.contains($0) }) else { return field }
    return "\""
      + field.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}

/// Cuts bytes into rows and fields.
private struct CSVScanner {
  private let bytes: [UInt8]
  private let path: String
  private var at = 0
  private var line = 1

  init(_ bytes: [UInt8], _ path: String) {
    self.bytes = bytes
    self.path = path
  }

  /// The next row that is not a blank line; `nil` at the end.
  mutating func row() throws(PanelError) -> CSVTable.Row? {
    while at < bytes.count, bytes[at] == 0x0A || bytes[at] == 0x0D { step() }
    guard at < bytes.count else { return nil }
    var row = CSVTable.Row(line: line, fields: [])
    while true {
      row.fields.append(try field())
      guard at < bytes.count, bytes[at] == UInt8(ascii: ",") else { break }
      step()
    }
    return row
  }

  private mutating func step() {
    if bytes[at] == 0x0A { line += 1 }
    at += 1
  }

  private mutating func field() throws(PanelError) -> String {
    if at < bytes.count, bytes[at] == UInt8(ascii: "\"") { return try quotedField() }
    let start = at
    while at < bytes.count, !",\n\r".utf8.contains(bytes[at]) { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func quotedField() throws(PanelError) -> String {
    let opened = line
    var content: [UInt8] = []
    step()
    while at < bytes.count {
      if bytes[at] != UInt8(ascii: "\"") {
        content.append(bytes[at])
        step()
      } else if at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\"") {
        content.append(bytes[at])
        at += 2
      } else {
        step()
        try checkFieldEnd()
        return String(decoding: content, as: UTF8.self)
      }
    }
    throw PanelError(
      .malformed, file: path, line: opened, reason: "a quoted field is never closed",
      remedy: "Write a quote inside a quoted field as two quotes.")
  }

  private func checkFieldEnd() throws(PanelError) {
    guard at < bytes.count, !",\n\r".utf8.contains(bytes[at]) else { return }
    throw PanelError(
      .malformed, file: path, line: line, reason: "text follows the closing quote of a field",
      remedy: "Write a quote inside a quoted field as two quotes.")
  }
}
