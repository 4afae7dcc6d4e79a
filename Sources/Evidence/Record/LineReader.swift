import Foundation

/// The raw lines of a file, one after the other.
struct LineReader {
  struct Line {
    /// With the newline, unless the file ends before it.
    let bytes: Data
    let isComplete: Bool
  }

  /// Longer lines are not ours; reading stops before they fill the memory.
  static let longestLine = 16 << 20

  private let file: OpenFile
  private var buffer: [UInt8] = []
  private var start = 0

  init(_ file: URL) throws(EvidenceError) {
    self.file = try OpenFile(file, for: .reading)
  }

  /// nil at the end of the file.
  mutating func next() throws(EvidenceError) -> Line? {
    var searched = start
    while true {
      if let newline = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = newline + 1 }
        return Line(bytes: Data(buffer[start...newline]), isComplete: true)
      }
      buffer.removeSubrange(..<start)
      start = 0
      searched = buffer.count
      guard searched <= Self.longestLine, let chunk = try file.nextChunk() else { break }
      buffer += chunk
    }
    defer { buffer = [] }
    return buffer.isEmpty ? nil : Line(bytes: Data(buffer), isComplete: false)
  }
}
