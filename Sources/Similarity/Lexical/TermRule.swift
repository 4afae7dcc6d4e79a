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
  package func terms(of text: String) -> [UInt64] {
    switch self {
    case .opening(let words): Self.opening(text, words: words)
    case .closing(let tokens): Self.closing(text, tokens: tokens)
    case .lineStarts: Self.lineStarts(text)
    case .wordNGrams(let range): Self.wordNGrams(text, range)
    case .characterNGrams(let range): Self.characterNGrams(text, range)
    }
  }

  private static func opening(_ text: String, words: Int) -> [UInt64] {
    let scalars = text.unicodeScalars
    var end = scalars.startIndex
    for _ in 0..<words {
      end = skip(while: { ScalarKind($0) == .space }, in: scalars, from: end)
      end = skip(while: { ScalarKind($0) != .space }, in: scalars, from: end)
    }
    return Tokens(Substring(text)[..<end].unicodeScalars).hashes
  }

  private static func skip(
    while condition: (Unicode.Scalar) -> Bool, in scalars: String.UnicodeScalarView,
    from start: String.Index
  ) -> String.Index {
    var index = start
    while index < scalars.endIndex, condition(scalars[index]) {
      index = scalars.index(after: index)
    }
    return index
  }

  /// Reads from the end, so that a long response costs no more than a short one.
  private static func closing(_ text: String, tokens: Int) -> [UInt64] {
    let scalars = text.unicodeScalars
    var start = scalars.endIndex
    var count = 0
    var inWord = false
    while start > scalars.startIndex {
      let previous = scalars.index(before: start)
      let kind = ScalarKind(scalars[previous])
      if kind == .symbol || kind == .word && !inWord { count += 1 }
      if count > tokens { break }
      inWord = kind == .word
      start = previous
    }
    return Tokens(scalars[start...]).hashes
  }

  private static func lineStarts(_ text: String) -> [UInt64] {
    text.unicodeScalars.split(separator: "\n").compactMap { line in
      let tokens = Tokens(line, limit: 2).hashes
      return tokens.isEmpty ? nil : TermHash.joined(tokens)
    }
  }

  private static func wordNGrams(_ text: String, _ range: ClosedRange<Int>) -> [UInt64] {
    let tokens = Tokens(text).hashes
    return range.flatMap { size in
      size > tokens.count
        ? [] : (0...(tokens.count - size)).map { TermHash.joined(tokens[$0..<($0 + size)]) }
    }
  }

  private static func characterNGrams(_ text: String, _ range: ClosedRange<Int>) -> [UInt64] {
    var terms: [UInt64] = []
    terms.reserveCapacity(text.utf8.count * range.count)
    var word: [UInt64] = [0x20]
    for scalar in text.unicodeScalars {
      if ScalarKind(scalar) == .space {
        appendNGrams(ofWord: &word, range, to: &terms)
      } else {
        appendLowercased(scalar, to: &word)
      }
    }
    appendNGrams(ofWord: &word, range, to: &terms)
    return terms
  }

  private static func appendLowercased(_ scalar: Unicode.Scalar, to word: inout [UInt64]) {
    let value = scalar.value
    if value < 0x80 {
      word.append(UInt64(value &- 0x41 < 26 ? value | 0x20 : value))
    } else {
      for lower in scalar.properties.lowercaseMapping.unicodeScalars {
        word.append(UInt64(lower.value))
      }
    }
  }

  /// Appends the n-grams of a padded word and empties it; a word shorter than n is counted once.
  private static func appendNGrams(
    ofWord word: inout [UInt64], _ range: ClosedRange<Int>, to terms: inout [UInt64]
  ) {
    defer { word.removeSubrange(1...) }
    guard word.count > 1 else { return }
    word.append(0x20)
    for size in range {
      if size >= word.count {
        terms.append(TermHash.joined(word))
        return
      }
      for start in 0...(word.count - size) {
        terms.append(TermHash.joined(word[start..<(start + size)]))
      }
    }
  }
}
