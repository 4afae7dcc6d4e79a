/// How the lab's models take text apart. All of it works on UTF-8 bytes.
package enum Words {
  /// A number for each run of letters and digits, without regard to case (FNV-1a, 64 bits).
  static func hashes(in text: String) -> [UInt64] {
    var result: [UInt64] = []
    var hash = offset
    for byte in text.utf8 {
      if Template.isWordByte(byte) {
        let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        hash = (hash ^ UInt64(isUpper ? byte + 32 : byte)) &* 0x0000_0100_0000_01B3
      } else if hash != offset {
        result.append(hash)
        hash = offset
      }
    }
    if hash != offset { result.append(hash) }
    return result
  }

  private static let offset: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Words, line breaks and punctuation marks at the end of words, in order.
  package static func tokens(of text: String) -> [String] {
    var result: [String] = []
    for word in text.utf8.split(omittingEmptySubsequences: true, whereSeparator: { $0 == space }) {
      for (index, line) in word.split(separator: lineBreak, omittingEmptySubsequences: false)
        .enumerated()
      {
        if index > 0 { result.append("\n") }
        append(line, to: &result)
      }
    }
    return result
  }

  private static func append(_ word: Substring.UTF8View, to tokens: inout [String]) {
    let end = word.lastIndex { !isClosing($0) }.map(word.index(after:)) ?? word.startIndex
    if end > word.startIndex { tokens.append(String(Substring(word[..<end]))) }
    for mark in word[end...] { tokens.append(String(Unicode.Scalar(mark))) }
  }

  /// The text that has these tokens.
  package static func joined(_ tokens: [String]) -> String {
    var bytes: [UInt8] = []
    for token in tokens {
      let isMark = token.utf8.count == 1 && isClosing(token.utf8.first!)
      if !isMark, token != "\n", let last = bytes.last, last != lineBreak { bytes.append(space) }
      bytes += token.utf8
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let space = UInt8(ascii: " ")
  private static let lineBreak = UInt8(ascii: "\n")

  private static func isClosing(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "!"), UInt8(ascii: "?"),
      UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: ")"):
      true
    default: false
    }
  }
}
