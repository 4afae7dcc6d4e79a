/// WordPiece (Schuster and Nakajima 2012) as BERT uses it, token for token like the reference
/// implementation.
package struct Tokenizer: Sendable {
  /// Words of more Unicode scalars are unknown as a whole.
  private let longestWord: Int
  private let vocabulary: Vocabulary
  /// Every token is below it.
  let tokenCount: Int
  private let normalization: Normalization
  /// Tokens that are found in a text as written, such as `[SEP]`.
  private let verbatim: [(text: [UInt8], id: Int32)]
  private let first: Int32
  private let last: Int32
  private let unknown: Int32

  /// - Throws: `.damaged` when the vocabulary lacks a token that every input needs.
  package init(_ source: TokenizerSource) throws(EncoderError) {
    vocabulary = Vocabulary(source.pieces)
    normalization = Normalization(source.normalization)
    longestWord = source.longestWord
    verbatim = source.verbatim.map { (Array($0.text.utf8), $0.id) }
    guard source.verbatim.allSatisfy({ $0.id >= 0 && !$0.text.isEmpty }) else {
      throw EncoderError(.damaged, "tokenizer.json: an added token is empty or has a negative id")
    }
    tokenCount = max(vocabulary.count, 1 + Int(source.verbatim.map(\.id).max() ?? 0))
    var ids: [Int32] = []
    for name in ["[CLS]", "[SEP]", source.unknown] {
      guard let id = vocabulary.id(of: name) else {
        throw EncoderError(.damaged, "the vocabulary lacks \(name); copy the folder again")
      }
      ids.append(id)
    }
    (first, last, unknown) = (ids[0], ids[1], ids[2])
  }

  /// The tokens of a text between its two marks.
  ///
  /// - Parameter limit: tokens at most, marks included; what is beyond is cut from the end.
  package func tokens(of text: String, atMost limit: Int) -> [Int32] {
    var tokens: [Int32] = [first]
    for part in parts(of: text) {
      guard tokens.count < limit else { break }
      switch part {
      case .verbatim(let id): tokens.append(id)
      case .text(let text): append(text.unicodeScalars, to: &tokens)
      }
    }
    return tokens.prefix(limit - 1) + [last]
  }

  private func append(_ text: Substring.UnicodeScalarView, to tokens: inout [Int32]) {
    for word in normalization.words(of: text) {
      let bytes = Array(String(word).utf8)
      let isShort = bytes.count <= longestWord || word.count <= longestWord
      if isShort, let pieces = vocabulary.pieces(of: bytes) {
        tokens += pieces
      } else {
        tokens.append(unknown)
      }
    }
  }

  private enum Part {
    case text(Substring)
    case verbatim(Int32)
  }

  /// The text cut where it holds a token as written; of several at one place, the longest.
  private func parts(of text: String) -> [Part] {
    var parts: [Part] = []
    let bytes = text.utf8
    var (start, at) = (bytes.startIndex, bytes.startIndex)
    while at < bytes.endIndex {
      let rest = bytes[at...]
      let found = verbatim.filter { $0.text.first == bytes[at] && rest.starts(with: $0.text) }
        .max { $0.text.count < $1.text.count }
      guard let found else {
        at = bytes.index(after: at)
        continue
      }
      if start < at { parts.append(.text(text[start..<at])) }
      parts.append(.verbatim(found.id))
      at = bytes.index(at, offsetBy: found.text.count)
      start = at
    }
    if start < bytes.endIndex { parts.append(.text(text[start...])) }
    return parts
  }
}
