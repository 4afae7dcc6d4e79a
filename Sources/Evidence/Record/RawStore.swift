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

  /// Paths are texts here: there are several to every exchange.
  private let folder: String

  public init(in study: StudyFolder) {
    self.init(study.raw)
  }

  init(_ folder: URL) {
    self.folder = folder.path
  }

  /// Writes once: the same bytes written again change nothing.
  ///
  /// Throws `.corrupt(.rawAltered)` when the file is there with other bytes. One that is shorter was left by
  /// a loss of power before it reached the disk, and is written again.
  public func write(_ bytes: Data, as side: Side) throws(EvidenceError) -> Digest256 {
    let file = ExactBytes(bytes, as: side)
    try write(file)
    return file.digest
  }

  func write(_ file: ExactBytes) throws(EvidenceError) {
    let path = path(of: file.digest, file.side)
    if let size = fileSize(at: path), size >= file.bytes.count {
      return try check(file.digest, file.side)
    }
    let incoming = folder + "/incoming"
    for needed in [incoming, folder + "/" + Self.folderName(of: file.digest)]
    where !fileExists(at: needed) {
      try makeFolder(URL(fileURLWithPath: needed))
    }
    try putWhole(file.bytes, at: path, by: incoming + "/" + UUID().uuidString)
  }

  /// The bytes with this digest.
  ///
  /// Throws `.corrupt(.rawMissing)` or `.corrupt(.rawAltered)`, naming the file.
  public func read(_ digest: Digest256, _ side: Side) throws(EvidenceError) -> Data {
    let path = try existingPath(of: digest, side)
    let bytes = try OpenFile(at: path, for: .reading).readToEnd()
    guard Digest256(of: bytes) == digest else { throw altered(path) }
    return bytes
  }

  /// Throws as `read` does, in constant memory.
  public func check(_ digest: Digest256, _ side: Side) throws(EvidenceError) {
    let path = try existingPath(of: digest, side)
    guard try Digest256(contentsOfFile: path) == digest else { throw altered(path) }
  }

  /// Checks every file that a line of the log names.
  ///
  /// Returns their number; throws as `check` does, for the first that is not good, with the line.
  @discardableResult
  public func check(filesOf line: LogLine) throws(EvidenceError) -> Int {
    try line.checkFiles { digest, side throws(EvidenceError) in try check(digest, side) }
  }

  public func file(of digest: Digest256, _ side: Side) -> URL {
    URL(fileURLWithPath: path(of: digest, side))
  }

  private func path(of digest: Digest256, _ side: Side) -> String {
    folder + "/" + Self.name(of: digest, side)
  }

  /// Where the bytes lie within the folder.
  static func name(of digest: Digest256, _ side: Side) -> String {
    "\(folderName(of: digest))/\(digest).\(side.rawValue)"
  }

  private static func folderName(of digest: Digest256) -> Substring { digest.description.prefix(2) }

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
    _ = try existingPath(of: digest, side)
  }

  private func existingPath(of digest: Digest256, _ side: Side) throws(EvidenceError) -> String {
    let path = path(of: digest, side)
    guard fileExists(at: path) else {
      throw EvidenceError(
        .corrupt(.rawMissing), "\(path) is missing; restore it from a copy of the study")
    }
    return path
  }

  private func altered(_ path: String) -> EvidenceError {
    EvidenceError(
      .corrupt(.rawAltered),
      "\(path) does not have the digest in its name; restore it from a copy of the study")
  }
}
