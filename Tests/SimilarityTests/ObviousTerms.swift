import Similarity
import Statistics

/// The rules for terms written down scalar by scalar over arrays, a term being a string.
enum ObviousTerms {
  static func terms(of text: String, _ rule: TermRule) -> [String] {
    switch rule {
    case .opening(let words): tokens(opening(Array(text.unicodeScalars), words: words))
    case .closing(let count): Array(tokens(Array(text.unicodeScalars)).suffix(count))
    case .lineStarts:
      text.unicodeScalars.split(separator: "\n").map { tokens(Array($0)).prefix(2) }
        .filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
    case .wordNGrams(let range):
      range.flatMap { size in
        runs(of: size, in: tokens(Array(text.unicodeScalars))).map { $0.joined(separator: " ") }
      }
    case .characterNGrams(let range):
      words(Array(text.unicodeScalars)).flatMap { nGrams([" "] + lowercased($0) + [" "], range) }
    }
  }

  private static func opening(_ text: [Unicode.Scalar], words count: Int) -> [Unicode.Scalar] {
    Array(words(text).prefix(count).joined(separator: [" "]))
  }

  private static func words(_ text: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    text.split(whereSeparator: isSpace).map(Array.init)
  }

  /// Runs of word characters, and every other visible character by itself.
  private static func tokens(_ text: [Unicode.Scalar]) -> [String] {
    var tokens: [[Unicode.Scalar]] = []
    var continues = false
    for scalar in text {
      if continues, isWord(scalar) {
        tokens[tokens.count - 1].append(scalar)
      } else if !isSpace(scalar) {
        tokens.append([scalar])
      }
      continues = isWord(scalar)
    }
    return tokens.map { string(lowercased($0)) }
  }

  private static func nGrams(_ word: [Unicode.Scalar], _ range: ClosedRange<Int>) -> [String] {
    var terms: [String] = []
    for size in range {
      if size >= word.count { return terms + [string(word)] }
      terms += runs(of: size, in: word).map { string(Array($0)) }
    }
    return terms
  }

  private static func runs<Element>(of size: Int, in all: [Element]) -> [ArraySlice<Element>] {
    size > all.count ? [] : (0...all.count - size).map { all[$0..<$0 + size] }
  }

  /// Spelt out as numbers, for strings that look alike are equal to Swift.
  private static func string(_ scalars: [Unicode.Scalar]) -> String {
    scalars.map { String($0.value, radix: 16) }.joined(separator: ".")
  }

  private static func lowercased(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    scalars.flatMap { Array($0.properties.lowercaseMapping.unicodeScalars) }
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      true
    default: scalar == "_"
    }
  }

  /// White space, and the separators that Python counts as such.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    !isWord(scalar) && scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
  }
}

/// Texts that a fast path may trip over.
enum AwkwardTexts {
  static let all: [String] =
    [
      "", " ", "\n\n", "a", "A b", "_", "é", "\u{1F680}", "no space", " ends in space ",
      "x\r\ny\r\n",
      "İstanbul ẞtraße ǅungla Ⓐ Ⓩ ﬁx ΌΣΟΣ", "e\u{301}galité e\u{301}", "“quoted” — ‘text’… •",
      "東京は、日本の首都です。", "full　width\u{3000}space\u{A0}and\u{85}next\u{2028}line",
      "👩\u{200D}🚀👩🏽\u{200D}🚀 flags 🇩🇪🇫🇷", "\u{1C}\u{1D}\u{1E}\u{1F}\t\u{0B}\u{0C}x",
      "Don't stop—it's 3.14% of $5_000!", "- one\n- two\n\n1. three\n   indented\n",
      String(repeating: "long", count: 3_000), String(repeating: "ſK", count: 500),
      String(repeating: "one two three ", count: 300), "z\u{0}z \u{7F} \u{80} \u{10FFFF}",
    ] + (0..<12).map(random)

  /// Scalars of one to four bytes, often white space.
  private static func random(_ seed: Int) -> String {
    var stream = RandomStream(seed: UInt64(seed))
    let limits: [UInt32] = [0x80, 0x80, 0x800, 0x1_0000, 0x11_0000]
    let scalars = (0..<400).map { _ -> Unicode.Scalar in
      let limit = limits[stream.index(below: limits.count)]
      if stream.index(below: 5) == 0 { return " " }
      return Unicode.Scalar(UInt32(stream.index(below: Int(limit)))) ?? "\n"
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
