/// Powers of ten written after a number: "million", "e6", "× 10^6", 万.
enum Magnitude {
  private static let words: [(String, Int)] = [
    ("thousand", 3), ("million", 6), ("millions", 6), ("billion", 9), ("trillion", 12),
    ("tausend", 3),
    ("millionen", 6), ("milliarden", 9), ("mille", 3), ("milliards", 9), ("milliard", 9),
    ("mil", 3),
    ("millón", 6), ("millones", 6), ("milhões", 6), ("milhão", 6), ("milioni", 6), ("тысяч", 3),
    ("миллионов", 6), ("миллиона", 6), ("lakh", 5), ("crore", 7),
  ]
  private static let marks: [(Unicode.Scalar, Int)] = [
    ("万", 4), ("萬", 4), ("亿", 8), ("億", 8), ("千", 3), ("만", 4), ("억", 8),
  ]

  /// The exponent that follows a number ending at `end`, and where it ends; (0, end) without one.
  static func after(_ text: [Unicode.Scalar], _ end: Int) -> (exponent: Int, end: Int) {
    guard end < text.count else { return (0, end) }
    if let mark = marks.first(where: { $0.0 == text[end] }) { return (mark.1, end + 1) }
    if isKilo(text, end) { return (3, end + 1) }
    return word(text, end) ?? scientific(text, end) ?? (0, end)
  }

  /// "1.5k", but not "5 km" or "5kg".
  private static func isKilo(_ text: [Unicode.Scalar], _ end: Int) -> Bool {
    (text[end] == "k" || text[end] == "K")
      && (end + 1 == text.count || !text[end + 1].isWordLetter && !text[end + 1].isDigit)
  }

  private static func word(_ text: [Unicode.Scalar], _ end: Int) -> (Int, Int)? {
    guard text[end] == " " else { return nil }
    let letters = text[(end + 1)...].prefix { $0.isWordLetter }
    let word = String(letters.map(\.lowercase))
    return words.first { $0.0 == word }.map { ($0.1, letters.endIndex) }
  }

  private static func scientific(_ text: [Unicode.Scalar], _ end: Int) -> (Int, Int)? {
    if text[end] == "e" || text[end] == "E" { return exponent(text, end + 1) }
    var index = end
    while index < text.count, text[index] == " " { index += 1 }
    guard index < text.count, "×x*·".unicodeScalars.contains(text[index]) else { return nil }
    index += 1
    while index < text.count, text[index] == " " { index += 1 }
    guard index + 2 < text.count, text[index] == "1", text[index + 1] == "0" else { return nil }
    if text[index + 2] == "^" { return exponent(text, index + 3) }
    return superscript(text, index + 2)
  }

  private static func exponent(_ text: [Unicode.Scalar], _ start: Int) -> (Int, Int)? {
    let body = text[min(start, text.count)...].prefix { $0.isDigit || $0 == "-" || $0 == "+" }
    guard let value = Int(String(Array(body))), abs(value) <= 30 else { return nil }
    return (value, body.endIndex)
  }

  private static func superscript(_ text: [Unicode.Scalar], _ start: Int) -> (Int, Int)? {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars)
    let isNegative = start < text.count && text[start] == "⁻"
    let body = text[(isNegative ? start + 1 : start)...].prefix { digits.contains($0) }
    guard !body.isEmpty, body.count <= 2 else { return nil }
    let value = body.reduce(0) { $0 * 10 + digits.firstIndex(of: $1)! }
    return (isNegative ? -value : value, body.endIndex)
  }
}
