import ArgumentParser
import Evidence
import Foundation

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Asks, assesses and reports in one go.",
    discussion: """
      The same as 'filiation ask', 'filiation assess' and 'filiation report' one after the other. \
      When asking stops early, what was answered is assessed all the same and the exit status \
      says why it stopped; run it again to continue. After an interruption nothing is assessed.

      Example:
        filiation run study.yml
      """)

  @Argument(help: "The study file.")
  var study: String

  mutating func run() async throws {
    let study = try StudyLoading.study(at: study)
    var stop: CommandFailure?
    do {
      try await AskCommand.ask(study, try study.plannedSets(), file: self.study)
    } catch let failure as CommandFailure where failure.isPartial {
      stop = failure
    }
    let folder = StudyFolder(study.out)
    let findings = try await StudyAssessment.write(to: folder)
    try ReportCommand.write(findings, to: folder)
    if let stop { throw stop }
  }
}

extension CommandFailure {
  /// Whether there may be answers worth assessing although work is left.
  fileprivate var isPartial: Bool {
    [.tryAgain, .providerDown, .configuration, .notAuthorised].contains(status)
  }
}
