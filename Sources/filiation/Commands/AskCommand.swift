import ArgumentParser
import Endpoints
import Evidence
import Foundation

struct AskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Asks every subject of a study the questions it has not answered yet.",
    discussion: """
      Before the first question the plan is locked in the study folder; every exchange, failures \
      included, is appended to its log. Interrupting (Ctrl-C) or being killed loses nothing that \
      was answered: run the same command again and only what is missing is asked. Keys are read \
      from the environment variables that the study file names.

      Examples:
        filiation ask study.yml --dry-run
        OPENAI_API_KEY=... filiation ask study.yml

      Exit status: 75 when the budget or a rate limit stops it, 77 when a key is refused, 78 when a \
      model is unknown, 69 when a provider stays down, 130 when interrupted.
      """)

  @Argument(help: "The study file.")
  var study: String

  @Flag(help: "Print the plan, its cost and what it can conclude; ask nothing.")
  var dryRun = false

  mutating func run() async throws {
    let study = try StudyLoading.study(at: study)
    let sets = try study.plannedSets()
    if dryRun {
      print(PlanDescription(study: study, sets: sets).text)
    } else {
      try await Self.ask(study, sets, file: self.study)
    }
  }

  /// Asks what is missing and throws when work is left.
  static func ask(_ study: Study, _ sets: [PlannedSet], file: String) async throws {
    let folder = StudyFolder(study.out)
    OpenFiles.raiseLimit()
    let outcome = try await cancelledBySignals {
      let respondents = try await Respondents(
        study, file: file, environment: ProcessInfo.processInfo.environment)
      do {
        let outcome = try await Collection(study: study, sets: sets, folder: folder)
          .run(respondents)
        await respondents.close()
        return outcome
      } catch {
        await respondents.close()
        throw error
      }
    }
    let report = AskingReport(summary: outcome.summary, file: file, folder: folder)
    Terminal.printError(report.text)
    if let failure = report.failure { throw failure }
    if let failure = outcome.drift?.failure { throw failure }
    for warning in outcome.drift?.warnings ?? [] { Terminal.printError(warning) }
  }
}
