/// Strings in many scripts by number; the same code stands in `Golden/make_golden.py`.
struct GeneratedString {
  let ranges: [[UInt32]]
  let words: [String]

  init(_ golden: TokenGolden) {
    ranges = golden.ranges
    words = golden.words
  }

  func callAsFunction(_ number: Int) -> String {
    var draws = Draws(number)
    let kind = draws.below(7)
    let count = 1 + Int(draws.below(24))
    switch kind {
    case 0: return (0..<count).map { _ in word(&draws) }.joined(separator: " ")
    case 1:
      let range = ranges[Int(draws.below(UInt64(ranges.count)))]
      return (0..<count).map { _ in scalar(range[0], range[1], &draws) }.joined()
    case 2: return (0..<count).map { _ in fromRange(&draws) }.joined()
    case 3: return (0..<count).map { _ in scalar(0, 0x10FFFF, &draws) }.joined()
    case 4:
      return (0..<count).map { _ in
        let start = word(&draws)
        let mark = scalar(0x300, 0x36F, &draws)
        return start + mark + fromRange(&draws)
      }.joined()
    case 5:
      return (0..<count).map { _ in
        let word = word(&draws)
        return String(repeating: word, count: 1 + Int(draws.below(6)))
      }.joined(separator: " ")
    default:
      let bytes = (0..<count * 4).map { _ in
        draws.below(3) == 0 ? UInt8(draws.below(256)) : 0x61 + UInt8(draws.below(26))
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  private func word(_ draws: inout Draws) -> String {
    words[Int(draws.below(UInt64(words.count)))]
  }

  private func fromRange(_ draws: inout Draws) -> String {
    let range = ranges[Int(draws.below(UInt64(ranges.count)))]
    return scalar(range[0], range[1], &draws)
  }

  private func scalar(_ low: UInt32, _ high: UInt32, _ draws: inout Draws) -> String {
    let code = low + UInt32(draws.below(UInt64(high - low + 1)))
    return String(Unicode.Scalar(code) ?? "\u{FFFD}")
  }
}

/// Marsaglia's xorshift64, started from the number of the string.
private struct Draws {
  private var state: UInt64

  init(_ number: Int) {
    state = UInt64(number + 1) &* 0x9E37_79B9_7F4A_7C15
    for _ in 0..<3 { _ = below(1) }
  }

  mutating func below(_ bound: UInt64) -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state % bound
  }
}

/// FNV-1a over tokens, each as four bytes.
func digest(_ tokens: [Int32]) -> UInt32 {
  tokens.reduce(0x811C_9DC5) { value, token in
    withUnsafeBytes(of: token.littleEndian) { bytes in
      bytes.reduce(value) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    }
  }
}
