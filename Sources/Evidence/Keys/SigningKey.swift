import Crypto
public import Foundation
import SwiftASN1

/// A private Ed25519 key (RFC 8032). It is never printed, encoded or put into a bag.
public struct SigningKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// What precedes the 32 bytes of the key in PKCS#8 (RFC 8410, 7).
  private static let prefix: [UInt8] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]

  /// A new key from the system's random numbers.
  public init() {
    key = Curve25519.Signing.PrivateKey()
  }

  /// Reads PKCS#8 in PEM, as `openssl genpkey -algorithm ed25519` writes it.
  public init(contentsOf file: URL) throws(EvidenceError) {
    let der = try PEMFile.read(file, type: "PRIVATE KEY")
    guard der.count == 48, der.starts(with: Self.prefix),
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: der.dropFirst(16))
    else {
      throw EvidenceError(
        .unusable,
        "\(file.path) is not an Ed25519 key in PKCS#8 of version 0; "
          + "'filiation keys new' or 'openssl genpkey -algorithm ed25519' makes one")
    }
    self.key = key
  }

  public var verificationKey: VerificationKey { VerificationKey(key.publicKey) }

  /// Writes the key so that only its owner can read it; an existing file is never overwritten.
  public func write(to file: URL) throws(EvidenceError) {
    let pem = PEMFile.text(type: "PRIVATE KEY", Self.prefix + Array(key.rawRepresentation))
    let opened = try OpenFile(file, for: .creating(mode: 0o600))
    try opened.writeAll(Data(pem.utf8))
    try opened.synchronize()
  }

  /// 64 bytes.
  func signature(of bytes: Data) -> Data {
    do {
      return try key.signature(for: bytes)
    } catch {
      preconditionFailure("Ed25519 signs any bytes: \(error)")
    }
  }
}

extension SigningKey: CustomStringConvertible, CustomReflectable {
  public var description: String { "[private key of \(verificationKey.fingerprint)]" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
