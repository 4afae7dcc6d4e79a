public import Foundation
import SwiftASN1

/// What a time-stamping authority answered (RFC 3161): which digest existed at which time.
///
/// The signature of the authority is not checked here: `openssl ts -verify` does, with the
/// authority's own certificate.
public struct TimestampResponse: Hashable, Sendable {
  /// The SHA-256 digest that was stamped.
  public let digest: Digest256
  /// The time the authority states: `YYYYMMDDhhmmss[.f]Z`.
  public let time: String

  /// Throws `.unusable` when the authority refused, or when it is no response over SHA-256.
  public init(contentsOf file: URL) throws(EvidenceError) {
    let bytes = try OpenFile(file, for: .reading).readToEnd()
    guard let response = try? DER.parse(Array(bytes)),
      let status = response.child(0)?.child(0)?.bytes
    else { throw EvidenceError(.unusable, "\(file.path) is not a time-stamp response (RFC 3161)") }
    guard [[0], [1]].contains(Array(status)) else {
      throw EvidenceError(
        .unusable, "\(file.path): the authority did not grant the time-stamp; ask again")
    }
    guard let stamp = Self.stamp(in: response) else {
      throw EvidenceError(.unusable, "\(file.path) holds no time-stamp over a SHA-256 digest")
    }
    self = stamp
  }

  private init(digest: Digest256, time: String) {
    self.digest = digest
    self.time = time
  }

  /// SHA-256 with absent or NULL parameters.
  private static let algorithm: [UInt8] = [
    0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01,
  ]

  /// `TSTInfo` within `SignedData` within the token.
  private static func stamp(in response: ASN1Node) -> TimestampResponse? {
    let signed = response.child(1)?.child(1)?.child(0)
    guard let content = signed?.child(2)?.child(1)?.child(0)?.bytes,
      let info = try? DER.parse(content), let imprint = info.child(2),
      imprint.child(0)?.child(0)?.encodedBytes.elementsEqual(algorithm) == true,
      let digest = imprint.child(1)?.bytes.flatMap({ Digest256(bytes: $0) }),
      let time = info.child(4)?.bytes
    else { return nil }
    return TimestampResponse(digest: digest, time: String(decoding: time, as: UTF8.self))
  }
}

extension ASN1Node {
  fileprivate func child(_ index: Int) -> ASN1Node? {
    guard case .constructed(let children) = content else { return nil }
    return children.dropFirst(index).first { _ in true }
  }

  fileprivate var bytes: ArraySlice<UInt8>? {
    guard case .primitive(let bytes) = content else { return nil }
    return bytes
  }
}
