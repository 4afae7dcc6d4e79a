/// Which terms of a response are counted.
package enum TermRule: Sendable {
  /// Tokens of the first `words` words.
  case opening(words: Int)
  /// The last tokens.
  case closing(tokens: Int)
  /// The first two tokens of every line that is not blank, joined into one term.
  case lineStarts
  /// Runs of `range` neighbouring tokens.
  case wordNGrams(ClosedRange<Int>)
  /// Runs of `range` characters within words, each word padded with a space at both ends.
  case characterNGrams(ClosedRange<Int>)

  /// The terms of a text in order, with repetitions.
  package func terms(of text: String) -> [UInt64] { text.withScalars { terms(of: $0) } }

  func terms(of text: UTF8Scalars) -> [UInt64] {
    switch self {
    case .opening(let words): Self.opening(text, words: words)
    case .closing(let tokens): Self.closing(text, tokens: tokens)
    case .lineStarts: Self.lineStarts(text)
    case .wordNGrams(let range): Self.wordNGrams(text, range)
    case .characterNGrams(let range): Self.characterNGrams(text, range)
    }
  }

  private static func opening(_ text: UTF8Scalars, words: Int) -> [UInt64] {
    var rest = text
    var (count, inWord) = (0, false)
    while count < words, let scalar = rest.next() {
      let isSpace = ScalarKind(scalar) == .space
      if isSpace && inWord { count += 1 }
      inWord = !isSpace
    }
    return Tokens(text.before(rest)).hashes
  }

  /// Reads from the end, so that a long response costs no more than a short one.
  private static func closing(_ text: UTF8Scalars, tokens: Int) -> [UInt64] {
    var rest = text
    var front = text
    var (count, inWord) = (0, false)
    while let scalar = rest.popLast() {
      let kind = ScalarKind(scalar)
      if kind == .symbol || kind == .word && !inWord { count += 1 }
      if count > tokens { break }
      inWord = kind == .word
      front = rest
    }
    return Tokens(text.after(front)).hashes
  }

  private static func lineStarts(_ text: UTF8Scalars) -> [UInt64] {
    text.lines.compactMap { line in
      let tokens = Tokens(line, limit: 2).hashes
      return tokens.isEmpty ? nil : TermHash.joined(tokens)
    }
  }

  private static func wordNGrams(_ text: UTF8Scalars, _ range: ClosedRange<Int>) -> [UInt64] {
    let tokens = Tokens(text).hashes
    var terms: [UInt64] = []
    terms.reserveCapacity(tokens.count * range.count)
    for size in range { TermHash.appendRuns(of: size, in: tokens, to: &terms) }
    return terms
  }

  private static func characterNGrams(_ text: UTF8Scalars, _ range: ClosedRange<Int>) -> [UInt64] {
    var terms: [UInt64] = []
    for word in Words(text) { appendNGrams(of: word.scalars, range, to: &terms) }
    return terms
  }

  /// Appends the n-grams of a word with a space at both ends; a word shorter than n is counted once.
  static func appendNGrams(
    of word: UTF8Scalars, _ range: ClosedRange<Int>, to terms: inout [UInt64]
  ) {
    var padded: [UInt64] = []
    padded.reserveCapacity(word.byteCount + 2)
    padded.append(0x20)
    for scalar in word {
      if scalar.isASCII {
        padded.append(scalar.lowercasedASCII)
      } else {
        padded += scalar.lowercased
      }
    }
    padded.append(0x20)
    for size in range {
      if size >= padded.count { return terms.append(TermHash.joined(padded)) }
      TermHash.appendRuns(of: size, in: padded, to: &terms)
    }
  }
}
