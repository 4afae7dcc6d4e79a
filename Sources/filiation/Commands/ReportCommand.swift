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
      Nothing is recomputed: the report says what the findings hold, in the words of this version. \
      Findings that lack anything a report has to say give no report. With --pdf it is also set as \
      report.pdf (PDF/A-3) by WeasyPrint, a program of its own: 'pip install weasyprint', or \
      'apt install weasyprint'. A report.pdf of an earlier report is removed.

      Examples:
        filiation report my-case.study
        filiation report my-case.study --pdf
        filiation report results/findings.json

      Exit status: 65 when the findings are incomplete, 69 when WeasyPrint is not there or fails.
      """)

  @Argument(help: "A study or output folder, or a findings.json.")
  var findings: String

  @Flag(help: "Also write report.pdf, with WeasyPrint.")
  var pdf = false

  mutating func run() throws {
    let (findings, file) = try Self.findings(at: findings)
    let folder = StudyFolder(file.deletingLastPathComponent())
    try Self.write(findings, to: folder)
    guard pdf else { return }
    try WeasyPrint.write(folder.report, to: folder.reportPDF)
    print("PDF: \(folder.reportPDF.path)")
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

  /// Writes both reports into the folder; nothing when the findings are incomplete.
  static func writeFiles(_ findings: Findings, to folder: StudyFolder) throws {
    try Completeness.check(findings)
    let meter = WorkMeter("writing the report")
    defer { meter.finish() }
    let html = Data(Report.html(findings).utf8)
    if FileManager.default.contents(atPath: folder.report.path) != html {
      try? FileManager.default.removeItem(at: folder.reportPDF)
    }
    try OutputFile.write(html, to: folder.report)
    try OutputFile.write(Data(Report.markdown(findings).utf8), to: folder.reportMarkdown)
  }

  /// The same, and says where.
  static func write(_ findings: Findings, to folder: StudyFolder) throws {
    try writeFiles(findings, to: folder)
    print("Report: \(folder.report.path)")
  }
}
