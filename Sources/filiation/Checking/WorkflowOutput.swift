import Foundation
import Reporting

/// What GitHub Actions shows of a check: annotations, and a summary of the step.
struct WorkflowOutput {
  let result: CheckResult
  /// The study file, where annotations are attached.
  let file: String

  /// No more of a kind are shown by the service.
  static let mostAnnotations = 10
  /// A summary may have 1 MiB; half of it leaves room for those of other commands.
  static let longestSummary = 1 << 19

  /// Lines that the service reads from the output of a step.
  var annotations: [String] {
    if let error = result.error {
      return [annotation("error", "filiation check (status \(result.status))", error)]
    }
    let failed = result.gates.filter { $0.verdict == .failed }
      .map { annotation("error", "filiation \($0.name)", "\($0.message). \(CheckResult.caution)") }
    let open = result.gates.filter { $0.verdict == .inconclusive }
      .map { annotation("warning", "filiation \($0.name): inconclusive", $0.message) }
    return Array(failed.prefix(Self.mostAnnotations)) + open.prefix(Self.mostAnnotations)
  }

  private func annotation(_ kind: String, _ title: String, _ message: String) -> String {
    "::\(kind) file=\(Self.property(file)),title=\(Self.property(title))::\(Self.data(message))"
  }

  private static func data(_ text: String) -> String {
    Escaping.printable(text).replacing("%", with: "%25").replacing("\r", with: "%0D")
      .replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }

  /// In Markdown.
  var summary: String {
    var lines = [
      "### filiation check: \(result.verdict.rawValue)", "",
      "Study \(Escaping.markdown(result.study)), suspect \(Escaping.markdown(result.suspect)).", "",
    ]
    if let error = result.error {
      lines += ["```", Escaping.printable(error).replacing("```", with: "'''"), "```", ""]
    }
    if !result.gates.isEmpty {
      lines += ["| gate | outcome | what was compared |", "|---|---|---|"]
      lines += result.gates.map {
        "| \(Escaping.markdown($0.name)) | \($0.verdict.rawValue) | \(Escaping.markdown($0.message)) |"
      }
      lines.append("")
    }
    lines += result.notes.map { "- \(Escaping.markdown($0))" }
    lines += ["", CheckResult.caution, ""]
    return String(
      decoding: Data(lines.joined(separator: "\n").utf8).prefix(Self.longestSummary), as: UTF8.self)
  }

  /// Adds the summary to the file that the service names; nothing outside of it.
  func append(in environment: [String: String]) throws(CommandFailure) {
    guard let path = environment["GITHUB_STEP_SUMMARY"], !path.isEmpty else { return }
    do {
      let url = URL(fileURLWithPath: path)
      if !FileManager.default.fileExists(atPath: path) { try Data().write(to: url) }
      let file = try FileHandle(forWritingTo: url)
      try file.seekToEnd()
      try file.write(contentsOf: Data(summary.utf8))
      try file.close()
    } catch {
      throw CommandFailure(
        .cannotWrite, "cannot write the step summary \(path): \(error.localizedDescription)")
    }
  }
}
