/// JSON text made readable where it holds what is no Unicode text.
package enum JSONRepair {
  /// The text with U+FFFD in place of bytes that are not UTF-8 and of halves of surrogate pairs that
  /// are escaped alone, such as `\ud83d`, which RFC 8259 (8.2) leaves open; `nil` when there is
  /// neither.
  ///
  /// Both come from models that stop between the tokens of one character.
  package static func repaired(_ bytes: some Sequence<UInt8>) -> [UInt8]? {
    let given = Array(bytes)
    var text = given
    if String(validating: given, as: UTF8.self) == nil {
      text = Array(String(decoding: given, as: UTF8.self).utf8)
    }
    replaceLoneHalves(in: &text)
    return text == given ? nil : text
  }

  private static func replaceLoneHalves(in text: inout [UInt8]) {
    var at = 0
    while let backslash = text[at...].firstIndex(of: UInt8(ascii: "\\")) {
      guard let half = surrogate(text, backslash) else {
        // What a backslash escapes is never the beginning of another escape.
        at = min(backslash + 2, text.count)
        continue
      }
      let isPair = half < 0xDC00 && (surrogate(text, backslash + 6) ?? 0) >= 0xDC00
      if !isPair { text.replaceSubrange((backslash + 2)..<(backslash + 6), with: "fffd".utf8) }
      at = backslash + (isPair ? 12 : 6)
    }
  }

  /// The surrogate that is escaped at a position, 0xD800 to 0xDFFF.
  private static func surrogate(_ text: [UInt8], _ at: Int) -> UInt32? {
    guard at + 6 <= text.count, text[at] == UInt8(ascii: "\\"), text[at + 1] == UInt8(ascii: "u"),
      let value = UInt32(String(decoding: text[(at + 2)..<(at + 6)], as: UTF8.self), radix: 16),
      0xD800...0xDFFF ~= value
    else { return nil }
    return value
  }
}
