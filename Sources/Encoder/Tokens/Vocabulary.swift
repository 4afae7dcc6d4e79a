/// The pieces of words a model knows, as a tree of bytes, so that the longest one is found in a walk.
struct Vocabulary: Sendable {
  /// How a piece that continues a word is marked.
  private static let continuing = Array("##".utf8)
  private static let none: Int32 = -1

  let count: Int
  /// The child of a node under a byte.
  private var children: [UInt64: Int32] = [:]
  /// The piece that ends in a node.
  private var ids: [Int32] = [none, none]
  private let start: Int32 = 0
  private let continuation: Int32 = 1

  /// - Parameter pieces: UTF-8, in the order of their ids.
  init(_ pieces: [[UInt8]]) {
    count = pieces.count
    children.reserveCapacity(8 * pieces.count)
    for (id, piece) in pieces.enumerated() {
      insert(piece[...], Int32(id), under: start)
      if piece.starts(with: Self.continuing), piece.count > Self.continuing.count {
        insert(piece[Self.continuing.count...], Int32(id), under: continuation)
      }
    }
  }

  private mutating func insert(_ piece: ArraySlice<UInt8>, _ id: Int32, under root: Int32) {
    var node = root
    for byte in piece {
      let key = Self.key(node, byte)
      if let child = children[key] {
        node = child
      } else {
        children[key] = Int32(ids.count)
        node = Int32(ids.count)
        ids.append(Self.none)
      }
    }
    if !piece.isEmpty { ids[Int(node)] = id }
  }

  private static func key(_ node: Int32, _ byte: UInt8) -> UInt64 {
    UInt64(node) << 8 | UInt64(byte)
  }

  /// The id of a whole piece.
  func id(of piece: String) -> Int32? {
    let found = longest(Array(piece.utf8)[...], from: start)
    return found?.length == piece.utf8.count ? found?.id : nil
  }

  /// The pieces of a word, each the longest that fits; `nil` when the rest has none.
  func pieces(of word: [UInt8]) -> [Int32]? {
    var pieces: [Int32] = []
    var at = 0
    while at < word.count {
      guard let found = longest(word[at...], from: at == 0 ? start : continuation) else {
        return nil
      }
      pieces.append(found.id)
      at += found.length
    }
    return pieces
  }

  private func longest(
    _ bytes: ArraySlice<UInt8>, from root: Int32
  ) -> (id: Int32, length: Int)? {
    var node = root
    var found: (id: Int32, length: Int)?
    for (index, byte) in bytes.enumerated() {
      guard let child = children[Self.key(node, byte)] else { break }
      node = child
      if ids[Int(node)] != Self.none { found = (ids[Int(node)], index + 1) }
    }
    return found
  }
}
