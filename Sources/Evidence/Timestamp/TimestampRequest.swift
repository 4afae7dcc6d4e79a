public import Foundation

/// A time-stamp request (RFC 3161) over a SHA-256 digest: always 59 bytes, without a nonce, and with
/// the certificate of the authority asked for.
public struct TimestampRequest: Hashable, Sendable {
  /// `TimeStampReq { version 1, messageImprint { SHA-256, digest }, certReq TRUE }` in DER.
  public let bytes: Data

  private static let before: [UInt8] = [
    0x30, 0x39, 0x02, 0x01, 0x01, 0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65,
    0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20,
  ]
  private static let after: [UInt8] = [0x01, 0x01, 0xff]

  public init(for digest: Digest256) {
    bytes = Data(Self.before + digest.bytes + Self.after)
  }
}
