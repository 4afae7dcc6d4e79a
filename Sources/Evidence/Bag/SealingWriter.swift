import Crypto
import Foundation

/// Writes one new file, and knows the digest of what it wrote.
struct SealingWriter {
  private let file: OpenFile
  private let path: BagPath
  private var scan: ForbiddenText.Scan
  private var hash = SHA256()
  private var count = 0

  init(_ file: URL, _ secrets: ForbiddenText, _ path: BagPath) throws(EvidenceError) {
    self.file = try OpenFile(file, for: .creating(mode: 0o644))
    self.path = path
    scan = secrets.scan()
  }

  var result: (digest: Digest256, bytes: Int) { (Digest256(hash), count) }

  /// Throws `.corrupt(.secret)` when the file turns out to hold something forbidden.
  mutating func write(_ chunk: [UInt8]) throws(EvidenceError) {
    if let name = scan.found(in: chunk) {
      throw EvidenceError(
        .corrupt(.secret),
        "\(path) holds \(name), so nothing was sealed; take it out of what was asked, "
          + "and replace the key")
    }
    hash.update(data: chunk)
    try file.writeAll(Data(chunk))
    count += chunk.count
  }
}
