import ArgumentParser
import Evidence
import Foundation

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Asks, embeds, assesses and reports in one go.",
    discussion: """
      The same as 'filiation ask', 'filiation embed', 'filiation assess' and 'filiation report' one \
      after the other. \
      When asking or embedding stops early, what was answered is assessed all the same and the exit status \
      says why it stopped; run it again to continue. After an interruption nothing is assessed.

      Example:
        filiation run study.yml
      """)

  @Argument(help: "The study file.")
  var study: String

  mutating func run() async throws {
    let study = try StudyLoading.study(at: study)
    let sets = try study.plannedSets()
    let file = self.study
    try await EmbedCommand.check(study)
    let stops = [
      try await Self.stop { try await AskCommand.ask(study, sets, file: file) },
      try await Self.stop { try await EmbedCommand.embed(study, sets, file: file) },
    ]
    let folder = StudyFolder(study.out)
    let findings = try await StudyAssessment.write(to: folder)
    try ReportCommand.write(findings, to: folder)
    if let stop = stops.compactMap({ $0 }).first { throw stop }
  }

  /// Why the step stopped early, when there is something to assess all the same.
  private static func stop(_ step: () async throws -> Void) async throws -> CommandFailure? {
    do {
      try await step()
      return nil
    } catch let failure as CommandFailure where failure.isPartial {
      return failure
    }
  }
}

extension CommandFailure {
  /// Whether there may be answers worth assessing although work is left.
  fileprivate var isPartial: Bool {
    [.tryAgain, .providerDown, .configuration, .notAuthorised].contains(status)
  }
}
