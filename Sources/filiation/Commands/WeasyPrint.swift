import Foundation

/// The program that sets an HTML report as PDF; not part of this one.
enum WeasyPrint {
  /// Throws status 69 when the program is not on the search path, or fails.
  static func write(_ html: URL, to pdf: URL) throws {
    guard let program = onPath("weasyprint") else {
      throw CommandFailure(
        .providerDown,
        "report.pdf is not written: it needs the program WeasyPrint, which is not on the PATH. "
          + "Install it with 'pip install weasyprint' or 'apt install weasyprint' and run "
          + "'filiation report --pdf' again. report.html prints well from a browser, too.")
    }
    let meter = WorkMeter("WeasyPrint sets report.pdf")
    defer { meter.finish() }
    let process = Process()
    process.executableURL = program
    // Whole or not at all.
    let part = pdf.appendingPathExtension("part")
    defer { try? FileManager.default.removeItem(at: part) }
    process.arguments = ["--quiet", "--pdf-variant", "pdf/a-3u", html.path, part.path]
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0,
      let bytes = FileManager.default.contents(atPath: part.path)
    else {
      throw CommandFailure(
        .providerDown, "report.pdf is not written: WeasyPrint failed (\(said.suffix(600)))")
    }
    try OutputFile.write(bytes, to: pdf)
  }

  private static func onPath(_ name: String) -> URL? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { URL(fileURLWithPath: "\($0)/\(name)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}
