import Foundation

/// A small file system of its own for one run of the program, in a mount namespace that nobody else
/// sees.
struct OwnDisk {
  /// Where it is mounted; made when missing.
  var folder: URL
  /// Options of tmpfs(5).
  var options: String
  /// Shell commands to run first, each after a semicolon.
  var then = ""

  static let canBeMounted: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
    process.arguments = ["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  func run(_ program: Program, _ arguments: String...) async throws -> Program.Outcome {
    try await run(program, arguments)
  }

  func run(_ program: Program, _ arguments: [String]) async throws -> Program.Outcome {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let script = "mount -t tmpfs -o \(options) tmpfs '\(folder.path)' \(then) && exec \"$@\""
    return try await program.start(
      arguments, through: ["/usr/bin/unshare", "-rm", "sh", "-c", script, "sh"]
    ).outcome()
  }
}
