import ArgumentParser
import Endpoints
import Evidence
import Foundation

struct EmbedCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "embed",
    abstract: "Embeds the recorded responses of a study with the embedder it names.",
    discussion: """
      Only for a study file whose embedder is a server, a program or an encoder on this machine; the \
      built-in one needs no recording. Every exchange is appended to the study's log, so that 'filiation assess' needs no \
      network. Run it again after an interruption: only what is missing is embedded. The first 2,000 \
      characters of a response are sent.

      Example:
        filiation embed study.yml

      Exit status: 65 when a file of an encoder is damaged or has changed, 66 when nothing has been \
      asked or an encoder lacks a file, 69 when the embedder stays down or its vectors are \
      unusable, 75 when the budget or a rate limit stops it, 77 when a key is refused, 78 when the \
      model is unknown, rejects a text or is of an unsupported kind, 130 when interrupted.
      """)

  @Argument(help: "The study file.")
  var study: String

  mutating func run() async throws {
    let study = try StudyLoading.study(at: study)
    guard study.embedder != nil else {
      Terminal.printError("The built-in embedder needs no recording.")
      return
    }
    try await Self.embed(study, try study.plannedSets(), file: self.study)
  }

  /// Embeds what is missing and throws when work is left; nothing for the built-in embedder.
  static func embed(_ study: Study, _ sets: [PlannedSet], file: String) async throws {
    guard let choice = study.embedder else { return }
    let run = EmbeddingRun(study: study, sets: sets, choice: choice)
    let summary = try await cancelledBySignals {
      try await run.run(environment: ProcessInfo.processInfo.environment)
    }
    guard let summary else {
      Terminal.printError("Every response is embedded already.")
      return
    }
    Terminal.printError(
      "\(counted(summary.embedded, "response")) embedded, \(summary.left.grouped) left")
    if let failure = failure(summary, file) { throw failure }
  }

  /// Sets the embedder up and lets it go, so that what cannot work is said before anything is asked.
  static func check(_ study: Study) async throws {
    guard let choice = study.embedder else { return }
    let environment = ProcessInfo.processInfo.environment
    let transport = try Transport(environment: environment)
    do {
      let embedder = try choice.spec.embedder(
        in: Surroundings(environment: environment, transport: transport, folder: study.folder))
      await embedder.close()
      await transport.shutdown()
    } catch {
      await transport.shutdown()
      throw error
    }
  }

  /// Why work is left, with the exit status that says so.
  private static func failure(_ summary: Embedding.Summary, _ file: String) -> CommandFailure? {
    let again = "'filiation embed \(file)' continues where this run stopped"
    switch summary.stop {
    case .finished: return nil
    case .interrupted:
      return CommandFailure(.interrupted, "interrupted; nothing recorded is lost, and \(again)")
    case .budget:
      return CommandFailure(
        .tryAgain,
        "the budget is reached with \(counted(summary.left, "response")) not embedded; "
          + "raise it in the study file, then \(again)")
    case .endpoint(let error):
      return CommandFailure(ExitStatus(of: error.kind), "\(error.message); \(again)")
    }
  }
}
