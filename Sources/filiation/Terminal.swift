import Foundation
import Probing

/// The two streams a person reads: results on the standard output, everything else on the
/// standard error.
enum Terminal {
  /// Whether the standard error is a terminal, where a line can be drawn over.
  static var isInteractive: Bool {
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// The columns of the terminal on the standard error; 80 when it does not say.
  static var width: Int {
    var size = winsize()
    let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return isKnown ? Int(size.ws_col) : 80
  }

  /// Prints lines, without what could steer the terminal: they may quote what a server said.
  static func printError(_ lines: String) {
    let parts = lines.split(separator: "\n", omittingEmptySubsequences: false)
    write(parts.map { String($0).printable() }.joined(separator: "\n") + "\n")
  }

  /// Replaces the line at the cursor.
  static func redrawLine(_ line: String) {
    write("\r\u{1B}[2K" + line.printable())
  }

  /// A reader that has gone away ends no work.
  private static func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
