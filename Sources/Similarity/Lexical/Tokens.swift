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

  /// The first `limit` tokens.
  init(_ text: UTF8Scalars, limit: Int = .max) {
    hashes.reserveCapacity(min(limit, text.byteCount / 4 + 1))
    var rest = text
    while hashes.count < limit, let scalar = rest.next() {
      let kind = ScalarKind(scalar)
      if kind == .space { continue }
      var token = TermHash()
      token.append(lowercasing: scalar)
      if kind == .word { token.append(lowercasing: &rest, while: { ScalarKind($0) == .word }) }
      hashes.append(token.value)
    }
  }
}

/// The class of a scalar under the expression `\w+|[^\w\s]`.
enum ScalarKind {
  case word, space, symbol

  @inline(__always)
  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: self = .word
    case 0x09...0x0D, 0x1C...0x20: self = .space
    case 0..<0x80: self = .symbol
    default: self = Self.beyondASCII(scalar)
    }
  }

  @inline(never)
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
