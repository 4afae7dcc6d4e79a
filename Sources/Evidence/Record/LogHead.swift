import Foundation

/// How far a log has come: `log.head` holds the number and the digest of its last durable line,
/// as "<seq> <digest>" and a newline. An empty log has number 0 and the digest of the plan.
public struct LogHead: Hashable, Sendable {
  public let seq: Int
  public let digest: Digest256

  init(seq: Int, digest: Digest256) {
    self.seq = seq
    self.digest = digest
  }

  init(contentsOf file: URL) throws(EvidenceError) {
    guard fileExists(file) else {
      throw EvidenceError(
        .corrupt(.headMissing),
        "\(file.path) is missing, so lines may be missing at the end of the log too; "
          + "restore it from a copy of the study")
    }
    let bytes = try OpenFile(file, for: .reading).readToEnd()
    guard let head = LogHead(bytes) else {
      throw EvidenceError(
        .corrupt(.headAltered),
        "\(file.path) is not a line number and a digest; restore it from a copy of the study")
    }
    self = head
  }

  private init?(_ bytes: Data) {
    let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    guard fields.count == 2, let seq = Int(fields[0]), seq >= 0,
      let digest = Digest256(hex: fields[1].dropLast())
    else { return nil }
    self.init(seq: seq, digest: digest)
    guard self.bytes == bytes else { return nil }
  }

  private var bytes: Data { Data("\(seq) \(digest)\n".utf8) }

  /// A crash may leave the previous head, which the next opening of the log brings up to date.
  func write(to file: URL) throws(EvidenceError) {
    try writeWhole(bytes, to: file, by: file.appendingPathExtension("new"))
  }
}
