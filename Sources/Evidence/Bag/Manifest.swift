import Crypto
import Foundation

/// One line of a manifest: what sha256sum prints.
struct ManifestLine: Hashable, Sendable {
  var digest: Digest256
  var path: BagPath

  var bytes: Data { Data("\(digest)  \(path)\n".utf8) }
}

/// Reads a manifest line by line; lines must be as this program writes them, in ascending order.
struct ManifestReader {
  private let file: URL
  private var lines: LineReader
  private var number = 0
  private(set) var last: ManifestLine?

  init(_ file: URL) throws(EvidenceError) {
    self.file = file
    lines = try LineReader(file)
  }

  /// `nil` at the end; throws `.corrupt(.malformed)` with the number of the line.
  mutating func next() throws(EvidenceError) -> ManifestLine? {
    guard let raw = try lines.next() else { return nil }
    number += 1
    guard raw.isComplete, let line = ManifestLine(raw.bytes) else {
      throw malformed("is not a SHA-256 digest, two spaces and a path")
    }
    if let last, !(last.path < line.path) {
      throw malformed("is out of order: paths ascend, each once")
    }
    last = line
    return line
  }

  private func malformed(_ what: String) -> EvidenceError {
    EvidenceError(
      .corrupt(.malformed), "\(file.path): line \(number) \(what)", line: number)
  }
}

extension ManifestLine {
  init?(_ bytes: Data) {
    guard let text = String(bytes: bytes.dropLast(), encoding: .utf8), text.utf8.count > 66,
      let digest = Digest256(hex: text.utf8.prefix(64).text)
    else { return nil }
    self.init(digest: digest, path: BagPath(text.utf8.dropFirst(66).text))
    guard self.bytes == bytes, path.isPlain else { return nil }
  }
}

extension Substring.UTF8View {
  fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}

/// Writes a manifest, in little memory.
struct ManifestWriter {
  private let file: OpenFile
  private var pending = Data()

  init(_ file: URL) throws(EvidenceError) {
    self.file = try OpenFile(file, for: .creating(mode: 0o644))
  }

  mutating func add(_ line: ManifestLine) throws(EvidenceError) {
    pending += line.bytes
    if pending.count > 1 << 16 { try finish() }
  }

  /// Must be called after the last line.
  mutating func finish() throws(EvidenceError) {
    try file.writeAll(pending)
    pending = Data()
  }
}
