/// Maps typographic variants to the plain characters that parsers expect.
package enum CharacterFolding {
  /// Full-width forms and digits of any script become ASCII; dashes that write a minus sign
  /// become "-"; special spaces become U+0020; curly quotes become straight.
  package static func folded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(plain(scalar)) }
    return String(result)
  }

  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0..<0x80: scalar
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)!
    case 0x3000, 0x00A0, 0x2000...0x200A, 0x202F, 0x205F: " "
    case 0x2212, 0x2010, 0x2011, 0xFE63: "-"
    case 0x2018, 0x2019, 0x201B, 0x02BC: "'"
    case 0x201C, 0x201D, 0x201E, 0x201F: "\""
    case 0x066B: "."
    case 0x066C: ","
    default: digit(scalar)
    }
  }

  /// The ASCII digit of a decimal digit in any script; other characters stay.
  private static func digit(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue
    else { return scalar }
    return Unicode.Scalar(UInt8(ascii: "0") + UInt8(value))
  }
}
