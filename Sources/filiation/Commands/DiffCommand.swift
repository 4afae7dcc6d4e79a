import ArgumentParser
import Foundation
import Reporting
import Similarity

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Says what moved between two findings, and whether by more than noise.",
    discussion: """
      Compares the suspect with every source that stands in both. The excess is compared draw by draw \
      of the bootstrap over probes and control lineages, agreement on the source's errors over the probes; \
      the other quantities stand beside each other. Nothing is recomputed from answers.

      Examples:
        filiation diff old.study/findings.json new.study/findings.json
        filiation diff old.study new.study
      """)

  @Argument(help: "The earlier findings.json, or its folder.")
  var old: String

  @Argument(help: "The later findings.json, or its folder.")
  var new: String

  mutating func run() throws {
    print(FindingsDifference(old: try Self.read(old), new: try Self.read(new)).text)
  }

  private static func read(_ path: String) throws -> Findings {
    try ReportCommand.findings(at: path).findings
  }
}
