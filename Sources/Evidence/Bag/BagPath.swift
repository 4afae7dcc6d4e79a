/// The path of a file within a bag, with `/` between its parts.
///
/// Compared and sorted by its bytes: two spellings of one Unicode name are two files.
struct BagPath: Sendable {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  /// Whether it can stand in a manifest that sha256sum and every BagIt tool read alike: these
  /// disagree on how to escape line ends, `%` and `\`.
  var isPlain: Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let isRelative = parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
    return isRelative
      && text.utf8.allSatisfy {
        $0 >= 0x20 && $0 != 0x7f && $0 != UInt8(ascii: "%") && $0 != UInt8(ascii: "\\")
      }
  }

  /// Whether it is this file or lies in this folder.
  func isWithin(_ place: String) -> Bool {
    let folder = place.hasSuffix("/") ? place : place + "/"
    return text.utf8.elementsEqual(place.utf8) || text.utf8.starts(with: folder.utf8)
  }
}

extension BagPath: Comparable, Hashable, CustomStringConvertible {
  static func == (left: Self, right: Self) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  static func < (left: Self, right: Self) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }

  var description: String { text }
}
