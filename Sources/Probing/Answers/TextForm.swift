import Foundation

/// The canonical spelling of a short text: lower case, without accents on Latin letters, quotes,
/// end punctuation or a leading article; single letters written apart are joined.
package enum TextForm {
  package static func canonical(_ text: String) -> String {
    let words = words(in: CharacterFolding.scalars(text))
    let kept =
      words.count > 1 && articles.contains(words[0]) ? words.dropFirst() : words[...]
    return joined(kept)
  }

  private static let articles: Set = ["the", "a", "an"]

  /// The words in canonical spelling, without those that are only punctuation.
  static func words(in text: [Unicode.Scalar]) -> [String] {
    text.split(whereSeparator: \.isSpace).map { spelling($0) }.filter { !$0.isEmpty }
  }

  /// The words of a text with a space before and after each.
  static func spaced(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = [" "]
    result.reserveCapacity(text.count + 2)
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(where: \.isSpace) ?? text.count
      append(stripped(text[start..<end]), to: &result)
      start = end + 1
    }
    return result
  }

  private static func append(_ core: ArraySlice<Unicode.Scalar>, to result: inout [Unicode.Scalar])
  {
    if core.isEmpty { return }
    let before = result.count
    for scalar in core {
      guard let plain = bare(scalar) else {
        result.removeSubrange(before...)
        result += composed(core).unicodeScalars
        break
      }
      result.append(plain)
    }
    result.append(" ")
  }

  private static func spelling(_ word: ArraySlice<Unicode.Scalar>) -> String {
    let core = stripped(word)
    let plain = core.compactMap(bare)
    return plain.count == core.count ? String(plain) : composed(core)
  }

  /// The spelling of any word, by way of its decomposition.
  private static func composed(_ word: ArraySlice<Unicode.Scalar>) -> String {
    let parts = String(word).decomposedStringWithCanonicalMapping.unicodeScalars
      .filter { !(0x0300...0x036F).contains($0.value) }
    return String(parts).precomposedStringWithCanonicalMapping.lowercased()
  }

  /// U+00C0 to U+00FF in lower case without accents.
  private static let latin = Array(
    "aaaaaaæceeeeiiiiðnooooo×øuuuuyþßaaaaaaæceeeeiiiiðnooooo÷øuuuuyþy".unicodeScalars)

  /// The lower-case form without accent of a scalar that has a simple one, else `nil`.
  private static func bare(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0..<0x80, 0x0410...0x0418, 0x041A...0x0438, 0x043A...0x044F: scalar.lowercase
    case 0x80..<0xC0, 0x2010...0x206F, 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF: scalar
    case 0xC0...0xFF: latin[Int(scalar.value) - 0xC0]
    default: nil
    }
  }

  private static func stripped(_ word: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    let front = word.drop(while: isMark)
    guard let last = front.lastIndex(where: { !isMark($0) }) else { return [] }
    return front[...last]
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "{", "}", "<", ">", "‘", "’", "`", "。", "、", "，", "！", "？", "「", "」", "『", "』": true
    default: Cutting.isMark(scalar)
    }
  }

  /// "f l o w" and "f-l-o-w" are "flow".
  private static func joined(_ words: ArraySlice<String>) -> String {
    if words.count > 2, words.allSatisfy({ $0.count == 1 }) { return words.joined() }
    if words.count == 1, let word = words.first {
      let parts = word.split { "-·,".contains($0) }
      if parts.count > 2, parts.allSatisfy({ $0.count == 1 }) { return parts.joined() }
    }
    return words.joined(separator: " ")
  }
}
