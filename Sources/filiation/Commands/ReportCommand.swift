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
    let url = URL(fileURLWithPath: findings)
    let isFile = url.pathExtension == "json"
    let file = isFile ? url : url.appendingPathComponent("findings.json")
    guard let data = FileManager.default.contents(atPath: file.path) else {
      throw CommandFailure(
        .inputMissing, "no findings at \(file.path); 'filiation assess' writes them")
    }
    let folder = StudyFolder(file.deletingLastPathComponent())
    try Self.write(try FindingsJSON.decode(data), to: folder)
    guard pdf else { return }
    try WeasyPrint.write(folder.report, to: folder.reportPDF)
    print("PDF: \(folder.reportPDF.path)")
  }

  /// Writes both reports into the folder and says where; nothing when the findings are incomplete.
  static func write(_ findings: Findings, to folder: StudyFolder) throws {
    try Completeness.check(findings)
    let html = Data(Report.html(findings).utf8)
    if FileManager.default.contents(atPath: folder.report.path) != html {
      try? FileManager.default.removeItem(at: folder.reportPDF)
    }
    try OutputFile.write(html, to: folder.report)
    try OutputFile.write(Data(Report.markdown(findings).utf8), to: folder.reportMarkdown)
    print("Report: \(folder.report.path)")
  }
}
