import Foundation
public import Probing

/// Recorded responses of many subjects to the same probes, with what is known about their lineage.
public struct Panel: Sendable {
  public var name: String
  public var transcript: Transcript
  /// Known relations of ordered pairs, in the order of `pairs.csv`.
  public var labels: [PairLabel]
  /// Columns of `subjects.csv` that `Subject` does not hold, by subject and column name.
  public var columns: [String: [String: String]]

  public init(
    name: String, transcript: Transcript, labels: [PairLabel] = [],
    columns: [String: [String: String]] = [:]
  ) {
    self.name = name
    self.transcript = transcript
    self.labels = labels
    self.columns = columns
  }

  /// Reads a folder with `probes.jsonl`, `responses.jsonl` (each plain or `.gz`), `subjects.csv`
  /// and optionally `pairs.csv`. Missing responses are legal, everything else has to agree.
  public static func read(_ folder: String) async throws(PanelError) -> Panel {
    let probes = try ProbesTable.read(try file("probes.jsonl", in: folder))
    let table = try SubjectsTable.read(try file("subjects.csv", in: folder))
    let transcript = try await ResponsesTable.read(
      try file("responses.jsonl", in: folder), subjects: table.subjects, probes: probes)
    var panel = Panel(
      name: URL(fileURLWithPath: folder).lastPathComponent, transcript: transcript,
      columns: table.columns)
    let pairs = path("pairs.csv", in: folder)
    if FileManager.default.fileExists(atPath: pairs) {
      panel.labels = try PairsTable.read(pairs, subjects: Set(table.subjects.map(\.id)))
    }
    panel.markRootMakers()
    return panel
  }

  /// Reads several folders and merges them.
  public static func read(_ folders: [String]) async throws(PanelError) -> Panel {
    precondition(!folders.isEmpty)
    var panel = try await read(folders[0])
    for folder in folders.dropFirst() {
      panel = try panel.merged(with: try await read(folder))
    }
    return panel
  }

  /// Builds a panel from rows in memory, as imported from elsewhere.
  public init(
    name: String, probes: [Probe], table: SubjectsTable, rows: [RecordedRow], rowsFile: String,
    labels: [PairLabel] = []
  ) throws(PanelError) {
    var marked = table
    marked.markCohort()
    let index = PanelIndex(subjects: marked.subjects, probes: probes, file: rowsFile)
    var assembly = PanelAssembly(
      subjects: marked.subjects.count, probes: probes.count, file: rowsFile)
    for (number, row) in rows.enumerated() {
      try assembly.add(try index.place(row, line: number + 1))
    }
    let responses = try assembly.finished()
    self.init(
      name: name,
      transcript: Transcript(subjects: marked.subjects, probes: probes, responses: responses),
      labels: labels, columns: marked.columns)
  }

  private static func path(_ name: String, in folder: String) -> String {
    folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  /// The path of a file that has to exist, plain or with `.gz`.
  private static func file(_ name: String, in folder: String) throws(PanelError) -> String {
    let plain = path(name, in: folder)
    for candidate in [plain, plain + ".gz"]
    where FileManager.default.fileExists(atPath: candidate) {
      return candidate
    }
    throw PanelError(
      .missing, file: plain, reason: "the file does not exist, nor does \(name).gz",
      remedy: "A panel is a folder with probes.jsonl, responses.jsonl and subjects.csv.")
  }
}
