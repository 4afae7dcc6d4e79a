import ArgumentParser
import Foundation
import Panels
import Probing

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turns recorded responses into a panel.",
    discussion: """
      The file has one response a row: JSON lines or CSV with the columns probe and response, and, \
      where needed, subject, sample, prompt and answer. The panel can be assessed, or asked in a \
      study in place of a model: endpoint: {provider: panel, path: PANEL, subject: ID}.

      For a model that can be reached only through a web page, print a sheet of the questions, \
      paste the answers into its column response, and import it.

      Examples:
        filiation import --sheet arithmetic-v1 > sheet.csv
        filiation import sheet.csv --probes arithmetic-v1 --subject web-model --out web.panel
        filiation import runs.jsonl --column subject=model --column probe=id --out runs.panel
      """)

  @Argument(help: "The file with responses: .jsonl or .csv, also with .gz.")
  var file: String?

  @Option(help: "The folder to make.")
  var out: String?

  @Option(help: "The probe set the responses answer, by built-in name or path.")
  var probes: String?

  @Option(help: "The subject of all rows, when the file has no such column.")
  var subject: String?

  @Option(help: "Who made the subjects.")
  var maker: String?

  @Option(help: "The family of the subjects.")
  var family: String?

  @Option(help: "The lineage of the subjects.")
  var lineage: String?

  @Option(help: "The file's name for a column, as in response=output; may be repeated.")
  var column: [String] = []

  @Option(help: "Print a CSV sheet with the questions of this probe set to fill in.")
  var sheet: String?

  mutating func validate() throws {
    guard sheet == nil else { return }
    guard file != nil, out != nil else {
      throw ValidationError("Give a file and --out, or --sheet.")
    }
    for text in column where Self.renaming(text) == nil {
      throw ValidationError(
        "'\(text)' renames no column. Write one of \(Self.names.joined(separator: ", ")), =, and "
          + "the file's name for it.")
    }
  }

  mutating func run() throws {
    if let sheet {
      print(try Self.sheet(Self.probes(sheet)), terminator: "")
    } else if let file, let out {
      try convert(file, to: out)
    }
  }

  private func convert(_ file: String, to out: String) throws {
    guard !FileManager.default.fileExists(atPath: out) else {
      throw CommandFailure(
        .cannotCreate, "\(out) exists and is not overwritten; choose another name")
    }
    let columns = Dictionary(
      column.compactMap(Self.renaming), uniquingKeysWith: { _, last in last })
    let meter = WorkMeter("reading the responses")
    defer { meter.finish() }
    let imported = try ImportedRows.read(file, subject: subject, columns: columns)
    let probes = try probes.map(Self.probes) ?? Self.probes(in: imported)
    let panel = try Panel(
      name: URL(fileURLWithPath: out).lastPathComponent, probes: probes,
      table: SubjectsTable(subjects: subjects(in: imported.rows)), rows: imported.rows,
      rowsFile: file)
    do throws(PanelError) {
      try PanelWriter.write(panel, to: out)
    } catch {
      // A part of a panel reads as a whole one.
      try? FileManager.default.removeItem(atPath: out)
      throw error
    }
    meter.finish()
    print(
      "Wrote \(out): \(counted(panel.transcript.subjects.count, "subject")), "
        + "\(counted(probes.count, "probe")), \(counted(imported.rows.count, "response")).")
  }

  private func subjects(in rows: [RecordedRow]) -> [Subject] {
    var seen: Set<String> = []
    return rows.map(\.subject).filter { seen.insert($0).inserted }.map { id in
      Subject(
        id: id, maker: maker ?? id, family: family ?? maker ?? id, lineage: lineage ?? id)
    }
  }

  private static let names = ["subject", "probe", "prompt", "response", "sample", "answer"]

  private static func renaming(_ text: String) -> (String, String)? {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    return parts.count == 2 && names.contains(parts[0]) ? (parts[0], parts[1]) : nil
  }

  private static func probes(_ name: String) throws -> [Probe] {
    let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    return try ProbeSelection(set: name).load(from: here, library: .installed).probes
  }

  /// The probes that a file itself describes: free text, in order of first appearance.
  private static func probes(in imported: ImportedRows) -> [Probe] {
    let prompts = Dictionary(
      imported.prompts.map { ($0.probe, $0.prompt) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<String> = []
    return imported.rows.map(\.probe).filter { seen.insert($0).inserted }.map { id in
      Probe(
        id: id, kind: .freeText,
        prompt: prompts[id].map { [Message(role: .user, content: $0)] } ?? [])
    }
  }

  private static func sheet(_ probes: [Probe]) -> String {
    let rows = probes.map { probe in
      [probe.id, probe.prompt.map(\.content).joined(separator: "\n\n"), ""]
    }
    return ([["probe", "prompt", "response"]] + rows).map { row in
      row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\r\n"
    }.joined()
  }
}
