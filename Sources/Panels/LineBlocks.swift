/// Cuts a file into blocks of whole lines, so that lines can be parsed on several cores.
struct LineBlocks: ~Copyable {
  private let reader: GzipReader
  private let size: Int
  private var rest: [UInt8] = []
  private var isAtEnd = false

  init(_ path: String, size: Int = 1 << 22) throws(PanelError) {
    reader = try GzipReader(path)
    self.size = size
  }

  /// The next lines, ending with a line feed except possibly at the end; `nil` after the last.
  mutating func next() throws(PanelError) -> [UInt8]? {
    while !isAtEnd {
      var block = rest
      try reader.append(size, to: &block)
      isAtEnd = block.count < rest.count + size
      rest = []
      if isAtEnd { return block.isEmpty ? nil : block }
      guard let cut = block.lastIndex(of: UInt8(ascii: "\n")) else {
        rest = block
        continue
      }
      rest = Array(block[(cut + 1)...])
      block.removeSubrange((cut + 1)...)
      return block
    }
    return nil
  }

  /// The whole of a small file.
  static func all(_ path: String) throws(PanelError) -> [UInt8] {
    var blocks = try LineBlocks(path)
    var bytes: [UInt8] = []
    while let block = try blocks.next() { bytes += block }
    return bytes
  }
}

/// Calls `body` with every line of a file that is not blank, and its 1-based number; the file may be
/// gzip.
package func forEachLine(
  ofFile path: String, _ body: (ArraySlice<UInt8>, Int) throws(PanelError) -> Void
) throws(PanelError) {
  var blocks = try LineBlocks(path)
  var lines = 0
  while let block = try blocks.next() {
    let before = lines
    lines += try forEachLine(in: block) { (line, number) throws(PanelError) in
      try body(line, before + number)
    }
  }
}

/// Calls `body` with every line of a block that is not blank, and its 1-based number.
func forEachLine(
  in block: [UInt8], _ body: (ArraySlice<UInt8>, Int) throws(PanelError) -> Void
) throws(PanelError) -> Int {
  var start = 0
  var number = 0
  while start < block.count {
    number += 1
    let end = block[start...].firstIndex(of: UInt8(ascii: "\n")) ?? block.count
    let line = block[start..<end]
    if !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { try body(line, number) }
    start = end + 1
  }
  return number
}
