import Crypto
public import Foundation

/// A SHA-256 digest (FIPS 180-4), written as 64 lower-case hexadecimal digits.
public struct Digest256: Hashable, Sendable {
  /// 32 bytes.
  public let bytes: [UInt8]

  private init(_ digest: SHA256.Digest) {
    bytes = Array(digest)
  }

  /// The 32 bytes of a digest; nil for any other number.
  init?(bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
    guard self.bytes.count == 32 else { return nil }
  }

  init(_ hash: SHA256) {
    self.init(hash.finalize())
  }

  public init(of bytes: some DataProtocol) {
    self.init(SHA256.hash(data: bytes))
  }

  /// The digest of a file of any size, in constant memory.
  public init(contentsOf file: URL) throws(EvidenceError) {
    try self.init(contentsOfFile: file.path)
  }

  init(contentsOfFile path: String) throws(EvidenceError) {
    let opened = try OpenFile(at: path, for: .reading)
    var hash = SHA256()
    while let chunk = try opened.nextChunk() { hash.update(data: chunk) }
    self.init(hash.finalize())
  }

  /// Exactly 64 digits of 0-9 and a-f; nil for anything else.
  public init?(hex: some StringProtocol) {
    let values = hex.utf8.compactMap(Self.value(ofDigit:))
    guard values.count == 64, hex.utf8.count == 64 else { return nil }
    bytes = stride(from: 0, to: 64, by: 2).map { values[$0] << 4 | values[$0 + 1] }
  }

  private static func value(ofDigit digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}

extension Digest256: CustomStringConvertible {
  public var description: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(unsafeUninitializedCapacity: 64) { text in
      for (index, byte) in bytes.enumerated() {
        text[2 * index] = digits[Int(byte >> 4)]
        text[2 * index + 1] = digits[Int(byte & 15)]
      }
      return 64
    }
  }
}

extension Digest256: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let digest = Digest256(hex: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not 64 lower-case hexadecimal digits")
    }
    self = digest
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
