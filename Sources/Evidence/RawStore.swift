public import Foundation

/// The exact bytes that were sent and received, each file named by its own digest:
/// `raw/<first two digits>/<digest>.req` or `.res`.
///
/// Bytes survive the end of this process as soon as `write` returns, and a loss of power once a log
/// line that names them has been appended: `ExchangeLog` brings them to the disk before the line.
public struct RawStore: Hashable, Sendable {
  public enum Side: String, Sendable {
    case request = "req"
    case response = "res"
  }

  private let folder: URL

  public init(in study: StudyFolder) {
    folder = study.raw
  }

  /// Writes once: the same bytes written again change nothing.
  ///
  /// Throws `.corrupt(.rawAltered)` when the file is there with other bytes.
  public func write(_ bytes: Data, as side: Side) throws(EvidenceError) -> Digest256 {
    let digest = Digest256(of: bytes)
    let file = file(of: digest, side)
    if fileExists(file) {
      try check(digest, side)
      return digest
    }
    let incoming = folder.appendingPathComponent("incoming")
    try makeFolder(incoming)
    try makeFolder(file.deletingLastPathComponent())
    try putWhole(bytes, at: file, by: incoming.appendingPathComponent(UUID().uuidString))
    return digest
  }

  /// The bytes with this digest.
  ///
  /// Throws `.corrupt(.rawMissing)` or `.corrupt(.rawAltered)`, naming the file.
  public func read(_ digest: Digest256, _ side: Side) throws(EvidenceError) -> Data {
    let file = try existingFile(of: digest, side)
    let bytes = try OpenFile(file, for: .reading).readToEnd()
    guard Digest256(of: bytes) == digest else { throw altered(file) }
    return bytes
  }

  /// Throws as `read` does, in constant memory.
  public func check(_ digest: Digest256, _ side: Side) throws(EvidenceError) {
    let file = try existingFile(of: digest, side)
    guard try Digest256(contentsOf: file) == digest else { throw altered(file) }
  }

  /// Checks the request, the response and the text that a line of the log names.
  ///
  /// Returns their number; throws as `check` does, for the first that is not good, with the line.
  @discardableResult
  public func check(filesOf line: LogLine) throws(EvidenceError) -> Int {
    let named: [(Digest256?, Side)] = [
      (line.entry.requestDigest, .request), (line.entry.responseDigest, .response),
      (line.entry.textDigest, .response),
    ]
    var count = 0
    for case (let digest?, let side) in named {
      do throws(EvidenceError) {
        try check(digest, side)
      } catch {
        throw error.at(line: line.seq)
      }
      count += 1
    }
    return count
  }

  public func file(of digest: Digest256, _ side: Side) -> URL {
    let hex = digest.description
    return folder.appendingPathComponent(String(hex.prefix(2)))
      .appendingPathComponent("\(hex).\(side.rawValue)")
  }

  private func existingFile(of digest: Digest256, _ side: Side) throws(EvidenceError) -> URL {
    let file = file(of: digest, side)
    guard fileExists(file) else {
      throw EvidenceError(
        .corrupt(.rawMissing), "\(file.path) is missing; restore it from a copy of the study")
    }
    return file
  }

  private func altered(_ file: URL) -> EvidenceError {
    EvidenceError(
      .corrupt(.rawAltered),
      "\(file.path) does not have the digest in its name; restore it from a copy of the study")
  }
}
