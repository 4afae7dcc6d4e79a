import Foundation

/// The canonical spelling of a short text: lower case, without accents on Latin letters, quotes,
/// end punctuation or a leading article; single letters written apart are joined.
package enum TextForm {
  package static func canonical(_ text: String) -> String {
    let words = plain(text).split { $0.isWhitespace || $0 == "\u{200B}" }.map(stripped)
      .filter { !$0.isEmpty }
    let kept =
      words.count > 1 && articles.contains(String(words[0])) ? words.dropFirst() : words[...]
    return joined(kept)
  }

  private static let articles: Set = ["the", "a", "an"]

  /// Lower case without combining accents.
  private static func plain(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
    let folded = CharacterFolding.folded(text).decomposedStringWithCanonicalMapping
    let bare = folded.unicodeScalars.filter { !(0x0300...0x036F).contains($0.value) }
    return String(String.UnicodeScalarView(bare)).precomposedStringWithCanonicalMapping.lowercased()
  }

  private static let marks = Set("\"'.,;:!?()[]{}<>«»“”‘’…*_`。、，！？「」『』")

  private static func stripped(_ word: Substring) -> Substring {
    let front = word.drop(while: marks.contains)
    guard let last = front.lastIndex(where: { !marks.contains($0) }) else { return "" }
    return front[...last]
  }

  /// "f l o w" and "f-l-o-w" are "flow".
  private static func joined(_ words: ArraySlice<Substring>) -> String {
    if words.count > 2, words.allSatisfy({ $0.count == 1 }) { return words.joined() }
    if words.count == 1, let word = words.first {
      let parts = word.split { "-·,".contains($0) }
      if parts.count > 2, parts.allSatisfy({ $0.count == 1 }) { return parts.joined() }
    }
    return words.joined(separator: " ")
  }
}
