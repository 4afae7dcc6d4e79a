import ArgumentParser
import Evidence
import Foundation
import Similarity
import Statistics

struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Measures how often the instrument is right and wrong.",
    discussion: """
      On recorded panels with labels, or on small models that are trained for it.

      Examples:
        filiation validate --panel panels/chat --out validation
        filiation validate --lab --populations 4 --out validation
      """)

  @Flag(help: "Train populations of small models of known lineage.")
  var lab = false

  @Option(help: "How many populations.")
  var populations = 4

  @Option(help: "The seed of the first population; the next ones follow.")
  var seed: UInt64 = 1

  @Option(help: "The folder for the results, made when missing.")
  var out: String

  mutating func run() async throws {
    BLAS.useOneThread()
    let trials = try await LabTrials(seed: seed, populations: populations).run { done in
      Terminal.printError("\(done)/\(populations) populations")
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let lines = try trials.map { String(decoding: try encoder.encode($0), as: UTF8.self) + "\n" }
    try OutputFile.write(
      Data(lines.joined().utf8),
      to: URL(fileURLWithPath: out).appendingPathComponent("trials.jsonl"))
  }
}
