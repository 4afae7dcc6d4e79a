import Foundation
import Testing

/// The built executable, run as a user runs it.
struct Program: Sendable {
  struct Outcome: Sendable {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The folder that SwiftPM builds products into.
  private static let products: URL = {
    #if os(macOS)
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
      return bundle!.bundleURL.deletingLastPathComponent()
    #else
      return URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent()
    #endif
  }()

  /// Where the program runs.
  var folder: URL
  var environment: [String: String] = [:]

  /// Runs to the end.
  func run(_ arguments: String...) async throws -> Outcome {
    try await run(arguments)
  }

  func run(_ arguments: [String]) async throws -> Outcome {
    let process = try start(arguments)
    return await process.outcome()
  }

  /// - Parameter launcher: a command that is given the program and its arguments to run.
  func start(_ arguments: [String], through launcher: [String] = []) throws -> RunningProgram {
    try launch(launcher + [command] + arguments)
  }

  /// Runs another command in the place of the program, in the same surroundings.
  func start(as command: [String]) throws -> RunningProgram { try launch(command) }

  /// The path of the program.
  var command: String { Self.products.appendingPathComponent("filiation").path }

  private func launch(_ command: [String]) throws -> RunningProgram {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.currentDirectoryURL = folder
    var inherited = ProcessInfo.processInfo.environment.filter {
      !$0.key.hasSuffix("_API_KEY") && !$0.key.lowercased().hasSuffix("_proxy")
    }
    inherited.merge(environment) { _, given in given }
    process.environment = inherited
    return try RunningProgram(process, capturedIn: folder)
  }
}

/// A started program; its output goes through files, so that it never waits for a reader.
final class RunningProgram: Sendable {
  private let process: Process
  private let output: URL
  private let errors: URL

  fileprivate init(_ process: Process, capturedIn folder: URL) throws {
    let name = UUID().uuidString
    output = folder.appendingPathComponent(".\(name).out")
    errors = folder.appendingPathComponent(".\(name).err")
    for file in [output, errors] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    self.process = process
    try process.run()
  }

  var isRunning: Bool { process.isRunning }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// What it has printed so far.
  var printed: String { output.text }

  func outcome() async -> Program.Outcome {
    while process.isRunning { try? await Task.sleep(for: .milliseconds(20)) }
    return Program.Outcome(
      status: process.terminationReason == .uncaughtSignal
        ? 128 + process.terminationStatus : process.terminationStatus,
      output: (try? String(contentsOf: output, encoding: .utf8)) ?? "",
      errors: (try? String(contentsOf: errors, encoding: .utf8)) ?? "")
  }
}

/// A folder for the duration of a test.
func withFolder<Value: Sendable>(
  _ body: (URL) async throws -> Value
) async throws -> Value {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("filiation-\(UUID().uuidString)").resolvingSymlinksInPath()
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await body(folder)
}

extension URL {
  func write(_ text: String) throws {
    try FileManager.default.createDirectory(
      at: deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: self)
  }

  var text: String { (try? String(contentsOf: self, encoding: .utf8)) ?? "" }
}
