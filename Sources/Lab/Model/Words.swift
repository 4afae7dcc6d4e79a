/// How the lab's models take text apart.
enum Words {
  /// A number for each run of letters and digits, without regard to case (FNV-1a, 64 bits).
  static func hashes(in text: some StringProtocol) -> [UInt64] {
    var result: [UInt64] = []
    var hash = offset
    for byte in text.utf8 {
      if let letter = folded(byte) {
        hash = (hash ^ UInt64(letter)) &* 0x0000_0100_0000_01B3
      } else if hash != offset {
        result.append(hash)
        hash = offset
      }
    }
    if hash != offset { result.append(hash) }
    return result
  }

  private static let offset: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The byte of a word in lower case; `nil` between words.
  private static func folded(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
      byte
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
    default: nil
    }
  }

  /// Words, line breaks and punctuation marks at the end of words, in order.
  static func tokens(of text: String) -> [String] {
    var result: [String] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { result.append("\n") }
      for word in line.split(separator: " ") { append(word, to: &result) }
    }
    return result
  }

  private static func append(_ word: Substring, to tokens: inout [String]) {
    let stem = word.reversed().drop(while: closing.contains).count
    if stem > 0 { tokens.append(String(word.prefix(stem))) }
    for mark in word.dropFirst(stem) { tokens.append(String(mark)) }
  }

  private static let closing: Set<Character> = [".", ",", "!", "?", ":", ";", ")"]

  /// The text that has these tokens.
  static func joined(_ tokens: [String]) -> String {
    var text = ""
    for token in tokens {
      let isMark = token.count == 1 && closing.contains(token.first!)
      if !isMark, token != "\n", let last = text.last, last != "\n" { text += " " }
      text += token
    }
    return text
  }
}
