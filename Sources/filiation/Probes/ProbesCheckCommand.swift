import ArgumentParser
import Foundation
import Probing

struct ProbesCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks probe sets before anyone is asked.",
    discussion: """
      Format, unique ids, keys that the extractor reaches, digests against SHA256SUMS beside the \
      sets, empty strata, and near-duplicates within and across the sets named: a set of which \
      \(ProbesCheck.highestShare.rounded(toPlaces: 2)) or more repeats others is refused. The \
      balance of right options is printed.

      Examples:
        filiation probes check probesets
        filiation probes check ./own-v1.jsonl ./other-v1.jsonl

      Exit status: 65 when anything is wrong, each with its file and line.
      """)

  @Argument(help: "Files, folders or built-in names.")
  var paths: [String]

  mutating func run() throws {
    let meter = WorkMeter("checking the probes")
    defer { meter.finish() }
    let check = try ProbesCheck(paths)
    meter.finish()
    print(check.text)
    guard check.issues.isEmpty else {
      throw CommandFailure(.badData, check.issues.joined(separator: "\n"))
    }
  }
}
