import ArgumentParser
import Foundation

@main
struct Filiation: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "filiation",
    abstract: "Tests whether a language model was trained on the outputs of another.",
    discussion: """
      Both models, and control models known to be unrelated, are asked the same fixed questions. \
      Their answers are compared in what unrelated models do not share, and the result is reported \
      with its error rate and its limits.

      Example, from nothing to a report:
        filiation init --suspect openai:gpt-4o-mini --source anthropic:claude-3-5-haiku-latest
        filiation ask study.yml --dry-run
        filiation run study.yml

      Exit status: 0 done, 1 a gate failed and 3 inconclusive (of 'check' alone), 2 usage, 65 bad \
      data, 66 input missing, 69 provider down, 70 internal, 73 cannot create, 74 cannot write, 75 \
      try again later, 77 key refused, 78 configuration, 130 interrupted.
      """,
    version: toolVersion,
    subcommands: [
      InitCommand.self, DoctorCommand.self, AskCommand.self, EmbedCommand.self, StatusCommand.self,
      AssessCommand.self, ReportCommand.self, RunCommand.self, PlanCommand.self, SealCommand.self,
      VerifyCommand.self, TimestampCommand.self, KeysCommand.self, RedactCommand.self,
      CheckCommand.self, DiffCommand.self, ImportCommand.self, ListCommand.self, ProbesCommand.self,
      DemoCommand.self, LabCommand.self, ValidateCommand.self,
    ])

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      try finishOutput()
    } catch {
      Foundation.exit(report(error).rawValue)
    }
  }

  /// What was printed has to arrive: a script may depend on it.
  private static func finishOutput() throws(CommandFailure) {
    guard fflush(nil) == 0 else {
      throw CommandFailure(
        .cannotWrite, "the output cannot be written: \(String(cString: strerror(errno)))")
    }
  }

  /// Prints what went wrong, or the help that was asked for, and says how to end.
  private static func report(_ error: any Error) -> ExitStatus {
    let code = exitCode(for: error)
    if code.isSuccess {
      print(fullMessage(for: error))
      return .success
    }
    if code == .validationFailure {
      Terminal.printError(fullMessage(for: error))
      return .usage
    }
    let status = ExitStatus(of: error)
    if error is CheckEnding { return status }
    Terminal.printError("filiation: error: \(error)")
    return status
  }
}
