package import Probing

extension Response {
  /// Whether there is nothing to read in it; it then counts as missing.
  package var isBlank: Bool { !text.unicodeScalars.contains { ScalarKind($0) != .space } }
}

/// Tokens of a text as 64-bit hashes, without building strings.
///
/// The rule is the regular expression `\w+|[^\w\s]` on lower-cased text: a run of letters, digits
/// and underscores is one token, every other visible character is one token. Two different tokens
/// collide with probability 2^-64.
struct Tokens {
  /// Hashes in order of appearance.
  private(set) var hashes: [UInt64] = []

  /// The tokens of a text.
  init(_ text: String) { scan(text.unicodeScalars[...], limit: .max) }

  /// The first `limit` tokens of a slice of text.
  init(_ scalars: Substring.UnicodeScalarView, limit: Int = .max) { scan(scalars, limit: limit) }

  private mutating func scan(_ scalars: Substring.UnicodeScalarView, limit: Int) {
    var word = TermHash()
    var inWord = false
    for scalar in scalars {
      let kind = ScalarKind(scalar)
      if kind == .word {
        word.append(lowercasing: scalar)
        inWord = true
        continue
      }
      if inWord { finish(&word, &inWord) }
      if hashes.count >= limit { return }
      if kind == .symbol {
        var symbol = TermHash()
        symbol.append(lowercasing: scalar)
        hashes.append(symbol.value)
      }
      if hashes.count >= limit { return }
    }
    if inWord { finish(&word, &inWord) }
  }

  private mutating func finish(_ word: inout TermHash, _ inWord: inout Bool) {
    hashes.append(word.value)
    word = TermHash()
    inWord = false
  }
}

/// The class of a scalar under the expression `\w+|[^\w\s]`.
enum ScalarKind {
  case word, space, symbol

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: self = .word
    case 0x09...0x0D, 0x1C...0x20: self = .space
    case 0..<0x80: self = .symbol
    default: self = Self.beyondASCII(scalar)
    }
  }

  private static func beyondASCII(_ scalar: Unicode.Scalar) -> ScalarKind {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      .word
    default:
      scalar.properties.isWhitespace ? .space : .symbol
    }
  }
}
