import ArgumentParser
import Evidence
import Foundation

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Verifies an evidence bag and says what is wrong with it, and where.",
    discussion: """
      Checks the signature, every file, the chain of the log line by line, and the request for a \
      time-stamp. A signature is worth as much as what is known about the key: give the one you \
      expect with --key, or compare the fingerprint.

      Examples:
        filiation verify my-case --key signer.pub.pem
        filiation verify my-case

      Exit status: 65 when anything was altered, added, removed or reordered, when the bag is \
      unsigned, or signed by another key than the one given.
      """)

  @Argument(help: "The bag.")
  var bag: String

  @Option(help: "The public key that must have signed.")
  var key: String?

  mutating func run() throws {
    let key = try key.map { try VerificationKey(contentsOf: URL(fileURLWithPath: $0)) }
    let folder = BagFolder(URL(fileURLWithPath: bag))
    let meter = WorkMeter("verifying the bag")
    defer { meter.finish() }
    let found = try BagVerification(of: folder, signedBy: key, progress: meter.show)
    let analysis = SealedAnalysis.problems(in: found)
    meter.finish()
    print(VerificationReport(found: found, isKeyGiven: key != nil, place: bag).text)
    let problems = found.problems.map(\.message) + analysis
    guard !problems.isEmpty else { return }
    let more = found.problemCount - found.problems.count
    let rest = more > 0 ? ["and \(counted(more, "problem")) more"] : []
    throw CommandFailure(
      .badData,
      "\(bag) does not verify:\n" + (problems + rest).map { "  \($0)" }.joined(separator: "\n"))
  }
}

/// What was found good, and by which key.
private struct VerificationReport {
  var found: BagVerification
  var isKeyGiven: Bool
  var place: String

  var text: String {
    table([
      ["bag", place], ["root", found.root.description], ["signed by", signer],
      ["sealed", found.sealedAt.map { "\($0) (clock of the signer)" } ?? "-"],
      ["time-stamp", stamp(found.stampedAt)], ["plan stamped", stamp(found.planStampedAt)],
      ["files", "\(found.files.grouped) as sealed"],
      ["log", "\(counted(found.lines, "line")) that follow from one another"],
      ["disclosure", found.isRedacted ? "part of another bag, see data/redaction" : "whole"],
      ["result", result],
    ]) + advice
  }

  private var advice: String {
    guard found.signer != nil, !isKeyGiven else { return "" }
    return
      "\n\nThe key is the one in the bag: compare its fingerprint with what the signer gave you."
  }

  private var signer: String {
    found.signer.map { $0.fingerprint.description } ?? "nobody"
  }

  private func stamp(_ time: String?) -> String {
    time.map { "\($0), as its answer states; check its signature with README-VERIFY.md" } ?? "none"
  }

  private var result: String {
    found.problemCount == 0 ? "good" : "\(counted(found.problemCount, "problem"))"
  }
}
