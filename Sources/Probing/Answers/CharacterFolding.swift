/// Maps typographic variants to the plain characters that parsers expect.
package enum CharacterFolding {
  /// Full-width forms and digits of any script become ASCII; dashes that write a minus sign
  /// become "-"; special spaces become U+0020; curly quotes become straight; what is not seen, and
  /// the replacement character that stands for a broken one, is left out.
  package static func folded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    return String(scalars(text))
  }

  /// The folded text, one element per Unicode scalar.
  static func scalars(_ text: String) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if scalar.value < 0x80 {
        result.append(scalar)
      } else if let fraction = fraction(scalar) {
        if result.last?.isDigit == true { result.append(" ") }
        result += fraction.unicodeScalars
      } else if !isInvisible(scalar.value) {
        result.append(plain(scalar))
      }
    }
    return result
  }

  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(scalar.value - 0xFEE0))
    case 0x3000, 0x00A0, 0x2000...0x200A, 0x202F, 0x205F: " "
    case 0x2212, 0x2010, 0x2011, 0xFE63: "-"
    case 0x2018, 0x2019, 0x201B, 0x02BC: "'"
    case 0x201C, 0x201D, 0x201E, 0x201F: "\""
    case 0x2044: "/"
    case 0x066B: "."
    case 0x066C: ","
    default: digit(scalar)
    }
  }

  private static func fraction(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "½": "1/2"
    case "⅓": "1/3"
    case "⅔": "2/3"
    case "¼": "1/4"
    case "¾": "3/4"
    case "⅕": "1/5"
    case "⅛": "1/8"
    default: nil
    }
  }

  /// Soft hyphen, zero-width and direction marks, variation selectors, byte order mark, U+FFFD.
  private static func isInvisible(_ value: UInt32) -> Bool {
    switch value {
    case 0xAD, 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF,
      0xFFFD:
      true
    default: false
    }
  }

  /// The ASCII digit of a decimal digit in any script; other characters stay.
  private static func digit(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    // No decimal digits here: Latin to Arabic, punctuation to Vai, Hangul to the full-width forms.
    case 0..<0x0660, 0x1A9A...0xA61F, 0xABFA...0xFFFF, 0x1F000...0x1FBEF: return scalar
    default: break
    }
    guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue
    else { return scalar }
    return Unicode.Scalar(UInt8(ascii: "0") + UInt8(value))
  }
}
