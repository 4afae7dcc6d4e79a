/// Text with marks that stand for words.
enum Template {
  /// Replaces every mark: an ASCII character that stands alone between spaces or punctuation.
  ///
  /// - Parameter value: the text for a mark; `nil` keeps the character.
  static func filled(_ template: String, _ value: (Unicode.Scalar) -> String?) -> String {
    let bytes = Array(template.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 32)
    for (index, byte) in bytes.enumerated() {
      let standsAlone =
        (index == 0 || !isWordByte(bytes[index - 1]))
        && (index + 1 == bytes.count || !isWordByte(bytes[index + 1]))
      if standsAlone, byte < 0x80, let text = value(Unicode.Scalar(byte)) {
        result += text.utf8
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
      true
    default: false
    }
  }
}
