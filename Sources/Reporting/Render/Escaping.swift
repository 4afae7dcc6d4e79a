/// Making recorded text safe to print.
package enum Escaping {
  /// For element content and quoted attribute values of HTML and SVG.
  package static func xml(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count + text.utf8.count / 16)
    for scalar in printable(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// For running text of Markdown, on one line.
  package static func markdown(_ text: String) -> String {
    var result = ""
    for scalar in printable(text).unicodeScalars {
      switch scalar {
      case "\n", "\r", "\u{2028}", "\u{2029}": result += " "
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "#", "&", "$":
        result += "\\\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Keeps signs of percent and equality, and both ends of a range, on one line.
  static func unbroken(_ text: String) -> String {
    text.replacing(" %", with: "\u{202F}%").replacing(" = ", with: "\u{A0}=\u{A0}")
      .replacing("–", with: "\u{2060}–\u{2060}")
  }

  /// Control characters, which no document may hold, shown by their Unicode pictures, and those
  /// that reorder what is read, shown by the replacement character.
  package static func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      scalars.append(isControl(scalar) ? picture(scalar) : scalar)
    }
    return String(scalars)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0x00...0x1F, 0x7F...0x9F, 0xFFFE, 0xFFFF: true
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func picture(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let isASCII = scalar.value < 0x20
    return (isASCII ? Unicode.Scalar(0x2400 + scalar.value) : nil) ?? "\u{FFFD}"
  }
}
