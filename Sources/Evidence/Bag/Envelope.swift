import Foundation

/// A DSSE envelope (secure-systems-lab/dsse, v1) around an in-toto Statement v1 about one file.
struct Envelope: Codable, Hashable {
  struct Signature: Codable, Hashable {
    /// The fingerprint of the key.
    var keyid: Digest256
    /// Base64 of 64 bytes.
    var sig: Data
  }

  static let type = "application/vnd.in-toto+json"

  var payload: Data
  var payloadType: String
  var signatures: [Signature]

  init(signing statement: Statement, with key: SigningKey) {
    payload = JSONEncoder.canonical(statement)
    payloadType = Self.type
    let signature = key.signature(of: Self.authenticated(payload, Self.type))
    signatures = [Signature(keyid: key.verificationKey.fingerprint, sig: signature)]
  }

  /// Reads an envelope; it must be written byte for byte as this program writes it, so that nothing
  /// in it is left without protection.
  init?(_ bytes: Data) {
    guard let envelope = try? JSONDecoder().decode(Envelope.self, from: bytes),
      envelope.bytes == bytes, envelope.payloadType == Self.type, envelope.signatures.count == 1
    else { return nil }
    self = envelope
  }

  /// What is stored.
  var bytes: Data { JSONEncoder.canonical(self) + Data("\n".utf8) }

  var signature: Signature { signatures[0] }

  var statement: Statement? {
    guard let statement = try? JSONDecoder().decode(Statement.self, from: payload),
      JSONEncoder.canonical(statement) == payload
    else { return nil }
    return statement
  }

  func isSigned(by key: VerificationKey) -> Bool {
    key.isSignature(signature.sig, of: Self.authenticated(payload, payloadType))
  }

  /// DSSE's pre-authentication encoding: the bytes that are signed.
  private static func authenticated(_ payload: Data, _ type: String) -> Data {
    Data("DSSEv1 \(type.utf8.count) \(type) \(payload.count) ".utf8) + payload
  }
}

/// An in-toto Statement v1: these files, by digest, were sealed by this program at this time.
struct Statement: Codable, Hashable {
  struct Subject: Codable, Hashable {
    var name: String
    var digest: [String: Digest256]
  }

  struct Predicate: Codable, Hashable {
    /// The program that sealed.
    var agent: String
    /// By the clock of the machine that sealed: RFC 3339, UTC.
    var sealedAt: String
  }

  enum CodingKeys: String, CodingKey {
    case type = "_type"
    case subject, predicateType, predicate
  }

  static let statementType = "https://in-toto.io/Statement/v1"
  static let sealedBag = "urn:filiation:sealed-bag:v1"

  var type = statementType
  var subject: [Subject]
  var predicateType = sealedBag
  var predicate: Predicate

  init(root: Digest256, agent: String, at date: Date) {
    subject = [Subject(name: BagLayout.root, digest: ["sha256": root])]
    predicate = Predicate(agent: agent, sealedAt: date.formatted(.iso8601))
  }

  /// The digest that was signed, when this is a statement about a bag of this program.
  var root: Digest256? {
    guard type == Self.statementType, predicateType == Self.sealedBag, subject.count == 1,
      subject[0].name == BagLayout.root, subject[0].digest.count == 1
    else { return nil }
    return subject[0].digest["sha256"]
  }
}

extension JSONEncoder {
  /// The one way this program writes signed JSON: keys sorted, no white space.
  fileprivate static func canonical(_ value: some Encodable) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return try encoder.encode(value)
    } catch {
      preconditionFailure("digests and strings are always encodable: \(error)")
    }
  }
}
