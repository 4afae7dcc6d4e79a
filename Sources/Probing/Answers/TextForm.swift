import Foundation

/// The canonical spelling of a short text: lower case, without accents on Latin letters, quotes,
/// end punctuation or a leading article; single letters written apart are joined.
package enum TextForm {
  package static func canonical(_ text: String) -> String {
    let folded = CharacterFolding.folded(text).decomposedStringWithCanonicalMapping
    let bare = folded.unicodeScalars.filter { !(0x0300...0x036F).contains($0.value) }
    let lower = String(String.UnicodeScalarView(bare)).precomposedStringWithCanonicalMapping
      .lowercased()
    let words = lower.split { $0.isWhitespace || $0 == "\u{200B}" }.map { stripped(String($0)) }
      .filter { !$0.isEmpty }
    let kept = words.count > 1 && articles.contains(words[0]) ? Array(words.dropFirst()) : words
    return joined(kept)
  }

  private static let articles: Set = ["the", "a", "an"]

  private static func stripped(_ word: String) -> String {
    word.trimmingCharacters(in: CharacterSet(charactersIn: "\"'.,;:!?()[]{}<>«»“”‘’…*_`。、，！？「」『』"))
  }

  /// "f l o w" and "f-l-o-w" are "flow".
  private static func joined(_ words: [String]) -> String {
    if words.count > 2, words.allSatisfy({ $0.count == 1 }) { return words.joined() }
    if words.count == 1 {
      let parts = words[0].split { "-·,".contains($0) }
      if parts.count > 2, parts.allSatisfy({ $0.count == 1 }) { return parts.joined() }
    }
    return words.joined(separator: " ")
  }
}
