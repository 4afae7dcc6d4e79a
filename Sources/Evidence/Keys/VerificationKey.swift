import Crypto
public import Foundation

/// A public Ed25519 key (RFC 8032).
public struct VerificationKey: Sendable {
  private let key: Curve25519.Signing.PublicKey

  /// What precedes the 32 bytes of the key in a SubjectPublicKeyInfo (RFC 8410, 4).
  private static let prefix: [UInt8] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]

  init(_ key: Curve25519.Signing.PublicKey) {
    self.key = key
  }

  /// Reads a SubjectPublicKeyInfo in PEM, as `openssl pkey -pubout` writes it.
  public init(contentsOf file: URL) throws(EvidenceError) {
    let der = try PEMFile.read(file, type: "PUBLIC KEY")
    guard der.count == 44, der.starts(with: Self.prefix),
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: der.dropFirst(12))
    else {
      throw EvidenceError(
        .unusable, "\(file.path) is not a public Ed25519 key; 'filiation keys new' makes a pair")
    }
    self.key = key
  }

  /// SHA-256 of the SubjectPublicKeyInfo in DER: the name of the key in signatures and in print.
  public var fingerprint: Digest256 { Digest256(of: der) }

  /// As `openssl pkey -pubout` writes it, with a newline at the end.
  public var pem: String { PEMFile.text(type: "PUBLIC KEY", der) }

  /// Writes the key; an existing file is never overwritten.
  public func write(to file: URL) throws(EvidenceError) {
    try OpenFile(file, for: .creating(mode: 0o644)).writeAll(Data(pem.utf8))
  }

  private var der: [UInt8] { Self.prefix + Array(key.rawRepresentation) }

  func isSignature(_ signature: Data, of bytes: Data) -> Bool {
    key.isValidSignature(signature, for: bytes)
  }
}

extension VerificationKey: Hashable {
  public static func == (left: Self, right: Self) -> Bool { left.der == right.der }

  public func hash(into hasher: inout Hasher) { hasher.combine(der) }
}
