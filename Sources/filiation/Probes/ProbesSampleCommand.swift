import ArgumentParser
import Foundation
import Probing

struct ProbesSampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draws some probes of a set, every stratum in proportion.",
    discussion: """
      The same seed draws the same probes. What is drawn is a set of its own, printed or written to \
      a file, and is named by its path.

      Examples:
        filiation probes sample 60 arithmetic-v1 --seed 7 --out sums-v1.jsonl
        filiation probes sample 5 ./own-v1.jsonl
      """)

  @Argument(help: "How many probes to draw.")
  var count: Int

  @Argument(help: "The set, by name or path.")
  var set: String

  @Option(help: "The seed of the draw.")
  var seed: UInt64 = 1

  @Option(help: "The file to write; printed when it is not given.")
  var out: String?

  mutating func validate() throws {
    guard count > 0 else { throw ValidationError("Draw at least one probe.") }
  }

  mutating func run() throws {
    let set = try ProbeLibrary.read(at: try ProbeFiles.path(set)).set
    guard count <= set.probes.count else {
      throw CommandFailure(
        .usage, "\(set.header.name) has \(counted(set.probes.count, "probe"))")
    }
    let sample = StratifiedSample.draw(count, from: set, seed: seed)
    try ProbeSetOutput.write(sample, to: out)
  }
}

/// A set that a command made.
enum ProbeSetOutput {
  /// Writes a file that must not be there yet, or prints the lines.
  static func write(_ set: ProbeSet, to path: String?) throws {
    guard let path else {
      do {
        try FileHandle.standardOutput.write(contentsOf: set.encoded())
      } catch {
        throw CommandFailure(.cannotWrite, "the set was not printed whole: the output is full")
      }
      return
    }
    try OutputFile.create(set.encoded(), at: path)
    print(
      "Wrote \(path): \(counted(set.probes.count, "probe")) in "
        + "\(counted(set.header.strata.count, "stratum", "strata")). In a study file: "
        + "probes: [{set: \(path.contains("/") ? path : "./" + path)}]")
  }
}
