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
    let url = URL(fileURLWithPath: findings)
    let isFile = url.pathExtension == "json"
    let file = isFile ? url : url.appendingPathComponent("findings.json")
    guard let data = FileManager.default.contents(atPath: file.path) else {
      throw CommandFailure(
        .inputMissing, "no findings at \(file.path); 'filiation assess' writes them")
    }
    let folder = StudyFolder(file.deletingLastPathComponent())
    try Self.write(try FindingsJSON.decode(data), to: folder)
  }

  /// Writes both reports into the folder and says where.
  static func write(_ findings: Findings, to folder: StudyFolder) throws {
    try OutputFile.write(Data(Report.html(findings).utf8), to: folder.report)
    try OutputFile.write(Data(Report.markdown(findings).utf8), to: folder.reportMarkdown)
    print("Report: \(folder.report.path)")
  }
}
