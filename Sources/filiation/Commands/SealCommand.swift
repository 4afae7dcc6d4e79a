import ArgumentParser
import Evidence
import Foundation

struct SealCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seal",
    abstract: "Seals a study as an evidence bag that other tools can verify.",
    discussion: """
      The bag holds the plan, the log, the exact bytes, the findings and the report, with lists of \
      SHA-256 digests (BagIt 1.0), a request for a time-stamp (RFC 3161) and, with a key, an \
      Ed25519 signature. README-VERIFY.md in it says how to verify without this program. A damaged \
      record is not sealed; what a partial study lacks is said. An existing bag is never \
      overwritten. Nothing is sent anywhere.

      Examples:
        filiation keys new signer.pem
        filiation seal my-case.study --out my-case --key signer.pem

      Exit status: 65 when the record is damaged, or findings and report do not belong to it.
      """)

  @Argument(help: "The study folder, or its study file.")
  var study: StudyPlace

  @Option(help: "The folder to make.")
  var out: String

  @Option(help: "The private key to sign with; without it the bag is unsigned.")
  var key: String?

  mutating func run() throws {
    let folder = try study.folder()
    try folder.withoutWriters { try seal(folder) }
  }

  private func seal(_ folder: StudyFolder) throws {
    let key = try key.map { try SigningKey(contentsOf: URL(fileURLWithPath: $0)) }
    let files = try CaseFiles(folder)
    let bag = BagFolder(URL(fileURLWithPath: out))
    let seal = Seal(
      payload: files.payload, agent: "filiation \(toolVersion)", facts: files.facts, key: key,
      secrets: ForbiddenText(environment: ProcessInfo.processInfo.environment))
    let meter = WorkMeter("sealing")
    defer { meter.finish() }
    let sealed = try seal.write(to: bag, progress: meter.show)
    meter.finish()
    print(SealingReport(sealed: sealed, missing: files.missing, place: out).text)
  }
}

/// What was sealed, for the person who did.
private struct SealingReport {
  var sealed: BagVerification
  var missing: [String]
  var place: String

  var text: String {
    ([
      "Sealed in \(place): \(counted(sealed.files, "file")), "
        + "\(counted(sealed.lines, "line")) of log.",
      "Root (SHA-256 of \(BagLayout.root)): \(sealed.root)", signature,
    ] + missing.map { "Not in the bag: \($0)" } + [next]).joined(separator: "\n")
  }

  private var signature: String {
    guard let signer = sealed.signer else {
      return "Unsigned: whoever has the bag can make another like it; seal with --key to sign."
    }
    return "Signed by \(signer.fingerprint)"
  }

  private var next: String {
    "Next: filiation verify \(place); filiation timestamp write \(place)"
  }
}
