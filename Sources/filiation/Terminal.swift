import Foundation

/// The two streams a person reads: results on the standard output, everything else on the
/// standard error.
enum Terminal {
  /// Whether the standard error is a terminal, where a line can be drawn over.
  static var isInteractive: Bool {
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  static func printError(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  /// Replaces the line at the cursor.
  static func redrawLine(_ line: String) {
    FileHandle.standardError.write(Data(("\r\u{1B}[2K" + line).utf8))
  }
}
