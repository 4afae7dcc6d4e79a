import Foundation

/// The exact bytes that a redacted bag withholds, looked up in the sorted list without reading it
/// into memory.
struct WithheldList {
  /// Mapped, not read.
  private let bytes: Data

  init(_ file: URL) throws(EvidenceError) {
    do {
      bytes = try Data(contentsOf: file, options: .alwaysMapped)
    } catch {
      throw EvidenceError(.missing, "cannot read \(file.path)")
    }
  }

  /// Whether the list names `data/raw/<name>`: a binary search over its lines.
  func contains(_ name: String) -> Bool {
    let wanted = BagPath("\(BagLayout.raw)/\(name)")
    var low = bytes.startIndex
    var high = bytes.endIndex
    while low < high {
      let line = line(around: low + (high - low) / 2, within: low..<high)
      let path = BagPath(String(decoding: bytes[line].dropFirst(66), as: UTF8.self))
      if path == wanted { return true }
      if path < wanted { low = line.upperBound + 1 } else { high = line.lowerBound }
    }
    return false
  }

  /// The line at a place, without its end.
  private func line(around place: Int, within range: Range<Int>) -> Range<Int> {
    let newline = UInt8(ascii: "\n")
    let start = bytes[range.lowerBound..<place].lastIndex(of: newline).map { $0 + 1 }
    let end = bytes[place..<range.upperBound].firstIndex(of: newline)
    return (start ?? range.lowerBound)..<(end ?? range.upperBound)
  }
}
