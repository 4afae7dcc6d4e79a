import Foundation
import SwiftASN1

/// Keys as text (RFC 7468).
enum PEMFile {
  /// The DER bytes of the one document in a file.
  ///
  /// Throws `.missing`, or `.unusable` for another type, an encrypted key or no PEM at all.
  static func read(_ file: URL, type: String) throws(EvidenceError) -> [UInt8] {
    let bytes = try OpenFile(file, for: .reading).readToEnd()
    guard let document = try? PEMDocument(pemString: String(decoding: bytes, as: UTF8.self)) else {
      throw EvidenceError(.unusable, "\(file.path) does not hold one key in PEM")
    }
    guard document.discriminator == type else {
      let remedy =
        switch document.discriminator {
        case "ENCRYPTED PRIVATE KEY": "decrypt it with 'openssl pkey -in FILE -out PLAIN'"
        case "PRIVATE KEY": "give the public key, not the private one"
        case "PUBLIC KEY": "give the private key"
        default: "give an Ed25519 key"
        }
      throw EvidenceError(
        .unusable, "\(file.path) holds \(document.discriminator), not \(type); \(remedy)")
    }
    return document.derBytes
  }

  static func text(type: String, _ der: [UInt8]) -> String {
    PEMDocument(type: type, derBytes: der).pemString + "\n"
  }
}
