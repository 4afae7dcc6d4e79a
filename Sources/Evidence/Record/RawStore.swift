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
    self.init(study.raw)
  }

  init(_ folder: URL) {
    self.folder = folder
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

  /// Checks every file that a line of the log names.
  ///
  /// Returns their number; throws as `check` does, for the first that is not good, with the line.
  @discardableResult
  public func check(filesOf line: LogLine) throws(EvidenceError) -> Int {
    try line.checkFiles { digest, side throws(EvidenceError) in try check(digest, side) }
  }

  public func file(of digest: Digest256, _ side: Side) -> URL {
    folder.appending(path: Self.name(of: digest, side), directoryHint: .notDirectory)
  }

  /// Where the bytes lie within the folder.
  static func name(of digest: Digest256, _ side: Side) -> String {
    let hex = digest.description
    return "\(hex.prefix(2))/\(hex).\(side.rawValue)"
  }

  /// The digest in a path within the folder; nil for a file that is not one of exact bytes.
  static func digest(inName path: some StringProtocol) -> Digest256? {
    let parts = path.split(separator: "/")
    guard parts.count == 2, parts[1].utf8.count == 68,
      let digest = Digest256(hex: parts[1].prefix(64))
    else { return nil }
    let names = [Side.request, .response].map { name(of: digest, $0) }
    return names.contains { $0.utf8.elementsEqual(path.utf8) } ? digest : nil
  }

  /// Throws when the file is not there; its bytes are not read.
  func checkPresence(_ digest: Digest256, _ side: Side) throws(EvidenceError) {
    _ = try existingFile(of: digest, side)
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
