import ArgumentParser
import Foundation
import Probing

struct ProbesImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Makes a probe set of a benchmark file.",
    discussion: """
      The file is CSV, JSON lines or a JSON list. The layouts mmlu, gsm8k and truthfulqa are those \
      the benchmarks are distributed in; otherwise --column says what a column is: prompt, key, id, \
      stratum, choices (one column with all options) or choice (one for each, repeated). A key \
      among options is a letter, the text of an option or, as a number in JSON, its place counted \
      from 0. Rows that repeat an earlier one are left out and counted.

      Examples:
        filiation probes import anatomy_test.csv --layout mmlu --out mmlu-anatomy-v1.jsonl
        filiation probes import test.jsonl --layout gsm8k --out gsm8k-v1.jsonl
        filiation probes import own.csv --column prompt=Question --column key=Answer \\
          --extract integer --out own-v1.jsonl

      Exit status: 65 when a row makes no sound probe, each with its line.
      """)

  @Argument(help: "The file: .csv, .jsonl or .json, the first two also with .gz.")
  var file: String

  @Option(help: "\(BenchmarkLayout.allCases.map(\.rawValue).joined(separator: ", ")).")
  var layout = BenchmarkLayout.columns

  @Option(help: "The file's name for a column, as in prompt=question; may be repeated.")
  var column: [String] = []

  @Option(
    help: """
      How a short answer is read: \(Self.extracts).
      """)
  var extract: String?

  @Option(help: "The terms under which the file may be used.")
  var licence = "as of the file it was made from"

  @Option(help: "The seed of the order of options, where the file has the right one first.")
  var seed: UInt64 = 1

  @Option(help: "The file to write, named as NAME-v1.jsonl.")
  var out: String

  mutating func validate() throws {
    guard BenchmarkColumns(column) != nil else {
      throw ValidationError(
        "--column is NAME=COLUMN with one of \(BenchmarkColumns.names.joined(separator: ", ")).")
    }
    guard layout == .columns || (column.isEmpty && extract == nil) else {
      throw ValidationError("--column and --extract go with --layout columns.")
    }
    if let extract, AnswerKind(rawValue: extract) == nil || extract == AnswerKind.choice.rawValue {
      throw ValidationError("--extract is one of \(Self.extracts).")
    }
    guard Self.name(out) != nil else {
      throw ValidationError(
        "--out is named after the set and its version, as in my-set-v1.jsonl, in letters, digits, -, "
          + "_ and '.'.")
    }
  }

  mutating func run() throws {
    guard let name = Self.name(out), let columns = BenchmarkColumns(column) else { return }
    let meter = WorkMeter("making probes of the rows")
    defer { meter.finish() }
    let drafts = try layout.drafts(
      file, columns: columns, extract: extract.flatMap(AnswerKind.init), seed: seed)
    let header = ProbeSet.Header(
      id: name.id, version: name.version, licence: licence,
      summary: "Imported from \(URL(fileURLWithPath: file).lastPathComponent).", strata: [],
      sampling: Sampling(samples: 1, temperature: 0, maxTokens: 512))
    let imported = try BenchmarkImport(
      drafts, header: header, file: file, keysRequired: layout != .columns || columns.key != nil)
    meter.finish()
    try ProbeSetOutput.write(imported.set, to: out)
    if imported.repeated > 0 {
      print("Left out: \(counted(imported.repeated, "row")) that repeated an earlier one.")
    }
  }

  private static let extracts = AnswerKind.allCases.filter { $0 != .choice }.map(\.rawValue)
    .joined(separator: ", ")

  /// Id and version in a file's name.
  private static func name(_ path: String) -> (id: String, version: Int)? {
    let file = URL(fileURLWithPath: path).lastPathComponent
    guard let match = file.wholeMatch(of: /([A-Za-z0-9._-]+)-v([1-9][0-9]{0,5})\.jsonl/),
      let version = Int(match.output.2)
    else { return nil }
    return (String(match.output.1), version)
  }
}
