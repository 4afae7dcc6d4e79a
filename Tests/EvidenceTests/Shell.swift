import Foundation

/// Commands as somebody without this program would run them.
enum Shell {
  struct Outcome {
    var status: Int32
    var output: String
    var isGood: Bool { status == 0 }
  }

  /// The scripts beside the tests.
  static let scripts = URL(filePath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Outside")

  /// Runs a POSIX shell script; `$1`, `$2`, ... are the arguments.
  static func run(_ script: String, _ arguments: String..., in folder: URL) throws -> Outcome {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script, "sh"] + arguments
    process.currentDirectoryURL = folder
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, output: String(decoding: text, as: UTF8.self))
  }
}
