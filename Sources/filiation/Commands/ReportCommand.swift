import ArgumentParser
import Evidence
import Foundation
import Reporting
import Similarity

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes report.html and report.md from findings.json.",
    discussion: """
      Nothing is recomputed: the report says what the findings hold, in the words of this version.

      Examples:
        filiation report my-case.study
        filiation report results/findings.json
      """)

  @Argument(help: "A study or output folder, or a findings.json.")
  var findings: String

  mutating func run() throws {
    let (findings, file) = try Self.findings(at: findings)
    try Self.write(findings, to: StudyFolder(file.deletingLastPathComponent()))
  }

  /// - Parameter path: a folder with findings.json, or that file.
  static func findings(at path: String) throws -> (findings: Findings, file: URL) {
    let url = URL(fileURLWithPath: path)
    let isFile = url.pathExtension == "json"
    let file = isFile ? url : url.appendingPathComponent("findings.json")
    guard let data = FileManager.default.contents(atPath: file.path) else {
      throw CommandFailure(
        .inputMissing, "no findings at \(file.path); 'filiation assess' writes them")
    }
    return (try FindingsJSON.decode(data), file)
  }

  /// Writes both reports into the folder.
  static func writeFiles(_ findings: Findings, to folder: StudyFolder) throws {
    try OutputFile.write(Data(Report.html(findings).utf8), to: folder.report)
    try OutputFile.write(Data(Report.markdown(findings).utf8), to: folder.reportMarkdown)
  }

  /// The same, and says where.
  static func write(_ findings: Findings, to folder: StudyFolder) throws {
    try writeFiles(findings, to: folder)
    print("Report: \(folder.report.path)")
  }
}
