import ArgumentParser
import Evidence
import Foundation

struct RedactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Makes a second bag of the part that may be disclosed.",
    discussion: """
      Whole files are withheld, by default the exact bytes sent and received; the log stays whole, \
      since a chain with a line cut out cannot be verified. The second bag holds the lists and \
      signatures of the first as exhibits, so that what is disclosed can be shown to be what was \
      sealed, and says what is withheld. The findings and the report quote some answers: withhold \
      them too where that matters.

      Examples:
        filiation redact my-case --out disclosed --key signer.pem
        filiation redact my-case --out disclosed --withhold data/raw --withhold data/report

      Exit status: 65 when the bag to redact does not verify.
      """)

  @Argument(help: "The bag to disclose a part of.")
  var bag: String

  @Option(help: "The folder to make.")
  var out: String

  @Option(help: "A file or folder of the bag to withhold; may be repeated.")
  var withhold: [String] = []

  @Option(help: "The private key to sign with; without it the second bag is unsigned.")
  var key: String?

  mutating func run() throws {
    let first = BagFolder(URL(fileURLWithPath: bag))
    let key = try key.map { try SigningKey(contentsOf: URL(fileURLWithPath: $0)) }
    let meter = WorkMeter("verifying the bag")
    defer { meter.finish() }
    let found = try BagVerification(of: first, progress: meter.show)
    if let problem = found.problems.first(where: { $0.kind != .corrupt(.unsigned) }) {
      throw problem
    }
    let redaction = try Redaction(
      of: first, withholding: withhold.isEmpty ? [BagLayout.raw] : withhold)
    let seal = Seal(
      payload: try redaction.payload(), agent: "filiation \(toolVersion)",
      facts: [
        Seal.Fact("Redacted-From", "\(BagLayout.root) sha256:\(found.root)"),
        Seal.Fact("Withheld", redaction.withheld.joined(separator: ", ")),
      ], key: key,
      secrets: ForbiddenText(environment: ProcessInfo.processInfo.environment))
    let sealed = try seal.write(
      to: BagFolder(URL(fileURLWithPath: out)), progress: meter.show)
    meter.finish()
    print(
      """
      Disclosed in \(out): \(counted(sealed.files, "file")); withheld: \
      \(redaction.withheld.joined(separator: ", ")).
      Root: \(sealed.root)
      \(sealed.signer.map { "Signed by \($0.fingerprint)" } ?? "Unsigned.")
      """)
  }
}
