import ArgumentParser
import Evidence
import Foundation

struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Makes and shows the keys that evidence bags are signed with.",
    discussion: """
      Keys are Ed25519, in the formats of openssl: 'openssl genpkey -algorithm ed25519' makes one \
      as well. The private key is readable by its owner alone and never put into a bag. Give the \
      fingerprint to whoever will verify, in another way than the bag.

      Examples:
        filiation keys new signer.pem
        filiation keys show signer.pem
      """,
    subcommands: [KeysNewCommand.self, KeysShowCommand.self])
}

struct KeysNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Makes a key pair.",
    discussion: """
      Writes the private key, and the public one beside it with the ending .pub.pem. An existing \
      file is never overwritten.

      Example:
        filiation keys new signer.pem
      """)

  @Argument(help: "The file for the private key.")
  var file: String

  mutating func run() throws {
    let key = SigningKey()
    let privateFile = URL(fileURLWithPath: file)
    let publicFile = privateFile.deletingPathExtension().appendingPathExtension("pub.pem")
    guard !FileManager.default.fileExists(atPath: publicFile.path) else {
      throw CommandFailure(
        .cannotCreate, "\(publicFile.path) is there already and is never overwritten")
    }
    try key.write(to: privateFile)
    try key.verificationKey.write(to: publicFile)
    print(
      """
      Private key: \(file), readable by you alone. Keep it secret and keep a copy.
      Public key:  \(publicFile.relativePath)
      Fingerprint: \(key.verificationKey.fingerprint)
      """)
  }
}

struct KeysShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows the public half and the fingerprint of a key.",
    discussion: """
      The fingerprint is the SHA-256 of the public key in DER, as \
      'openssl pkey -pubin -in KEY -outform DER | sha256sum' prints it.

      Example:
        filiation keys show signer.pem
      """)

  @Argument(help: "A private or a public key in PEM.")
  var file: String

  mutating func run() throws {
    let url = URL(fileURLWithPath: file)
    let key = try Self.key(url)
    print("Ed25519\nFingerprint: \(key.fingerprint)\n\n\(key.pem)", terminator: "")
  }

  private static func key(_ url: URL) throws(EvidenceError) -> VerificationKey {
    do {
      return try SigningKey(contentsOf: url).verificationKey
    } catch {
      guard error.kind == .unusable else { throw error }
      return try VerificationKey(contentsOf: url)
    }
  }
}
