import ArgumentParser
import Evidence
import Foundation
import Probing

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Holds a checkpoint to the gates of a study file, for continuous integration.",
    discussion: """
      Asks what is missing (or, with --offline, looks it up in the study folder and in panels), \
      assesses, and compares the findings with the limits under 'check' in the study file and with a \
      baseline that an earlier checkpoint gave. What differs from the baseline, such as the digest of \
      a probe set or the name of a model, is said and not compared.

      A gate that fails says what was exceeded. It does not say that a model was trained on another's \
      outputs.

      Examples:
        filiation check study.yml --baseline baseline.json --update-baseline
        filiation check study.yml --baseline baseline.json --junit filiation.xml
        filiation check study.yml --baseline baseline.json --offline --json

      Exit status: 0 passed, 1 a gate failed, 3 inconclusive, 65 something differs from the baseline or \
      was altered, 66 not recorded (--offline) or no baseline, 69 provider down, 75 rate limit or \
      budget, 77 key refused, 78 configuration.
      """)

  @Argument(help: "The study file.")
  var study: String

  @Option(help: "The file with the baseline.")
  var baseline: String

  @Flag(help: "Write the baseline from this checkpoint; nothing else changes one.")
  var updateBaseline = false

  @Flag(help: "Ask nothing: replay what the study folder and panels hold.")
  var offline = false

  @Flag(help: "Stop asking as soon as the gates 'rare-errors' are decided.")
  var stopEarly = false

  @Option(help: "What gates that the data cannot decide count as: pass or fail; else status 3.")
  var inconclusive: CheckResult.Leniency?

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Option(help: "Write the result as JUnit XML to this file.")
  var junit: String?

  @Option(help: "Write findings.json, pairs.csv and the report to this folder, too.")
  var out: String?

  mutating func validate() throws {
    if stopEarly, offline || updateBaseline {
      throw ValidationError(
        "--stop-early asks; it does not go with --offline or --update-baseline.")
    }
  }

  mutating func run() async throws {
    if let junit, !JUnit.mayReplace(junit) {
      throw CommandFailure(
        .cannotCreate, "\(junit) is no JUnit file and is not overwritten; choose another name")
    }
    let start = Date()
    let result = await result()
    let seconds = Date().timeIntervalSince(start)
    let environment = ProcessInfo.processInfo.environment
    if let junit {
      let xml = JUnit(result: result, start: start, seconds: seconds).text
      try OutputFile.write(Data(xml.utf8), to: URL(fileURLWithPath: junit))
    }
    if environment["GITHUB_ACTIONS"] == "true" {
      let output = WorkflowOutput(result: result, file: study)
      for line in output.annotations { Terminal.printError(line) }
      try output.append(in: environment)
    }
    try say(result)
    guard let status = ExitStatus(rawValue: result.status), status != .success else { return }
    throw CheckEnding(status: status)
  }

  /// Whatever happens is a result, with the exit status that says so.
  private func result() async -> CheckResult {
    do {
      let loaded = try StudyLoading.study(at: study)
      let run = CheckRun(
        study: loaded, file: study, baselinePath: baseline, isOffline: offline,
        updatesBaseline: updateBaseline, stopsEarly: stopEarly, leniency: inconclusive,
        target: out.map { StudyFolder(URL(fileURLWithPath: $0)) })
      return try await run.result()
    } catch {
      return CheckResult(study, failing: error)
    }
  }

  private func say(_ result: CheckResult) throws {
    if let error = result.error { Terminal.printError("filiation: error: \(error)") }
    for gate in result.gates {
      Terminal.printError("\(gate.name): \(gate.verdict.rawValue): \(gate.message)")
    }
    for note in result.notes { Terminal.printError(note) }
    guard json else { return print(result.line.printable()) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(result), as: UTF8.self))
  }
}

extension CheckResult.Leniency: ExpressibleByArgument {}
