import Foundation

/// One line of `log.jsonl`: an entry, its place in the chain and its time.
public struct LogLine: Codable, Hashable, Sendable {
  /// The number of the line, counted from 1.
  public let seq: Int
  /// The digest of the previous line with its newline; in the first line, of the plan.
  public let prev: Digest256
  /// When the line was made: RFC 3339, UTC, milliseconds.
  public let ts: String
  public let entry: LogEntry

  private enum CodingKeys: CodingKey { case seq, prev, ts }

  init(after previous: LogHead, at date: Date, _ entry: LogEntry) {
    seq = previous.seq + 1
    prev = previous.digest
    ts = date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    self.entry = entry
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    seq = try container.decode(Int.self, forKey: .seq)
    prev = try container.decode(Digest256.self, forKey: .prev)
    ts = try container.decode(String.self, forKey: .ts)
    entry = try LogEntry(from: decoder)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(seq, forKey: .seq)
    try container.encode(prev, forKey: .prev)
    try container.encode(ts, forKey: .ts)
    try entry.encode(to: encoder)
  }

  /// The bytes to write, newline included. They are hashed as written: nothing is ever re-encoded.
  func bytes() -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return try encoder.encode(self) + [UInt8(ascii: "\n")]
    } catch {
      preconditionFailure("integers and strings are always encodable: \(error)")
    }
  }
}
