/// Finds numbers in running text and writes them in canonical form.
struct NumberScanner {
  struct Found: Equatable {
    var value: String
    /// Positions in the scanned scalars, sign and magnitude word included.
    var range: Range<Int>
  }

  /// Whether "1.234" means one thousand two hundred thirty-four, as in an answer that is an integer.
  let readsDotAsThousands: Bool

  /// - Parameter startsLine: whether "1. " at the beginning may number a list item.
  func numbers(in text: [Unicode.Scalar], startsLine: Bool = true) -> [Found] {
    var found: [Found] = []
    var index = 0
    while index < text.count {
      guard startsNumber(text, index), !isInsideWord(text, index) else {
        index += 1
        continue
      }
      let end = endOfDigits(text, from: index)
      if startsLine || index > 0, isListNumber(text, index, end) {
        index = end
      } else if isPartOfClock(text, index, end) {
        index = skipClock(text, from: end)
      } else {
        let (numbers, next) = number(text, index..<end)
        found += numbers
        index = next
      }
    }
    return found
  }

  /// A digit, or a dot before one that begins a fraction such as ".5".
  private func startsNumber(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
    if text[index].isDigit { return true }
    guard text[index] == ".", index + 1 < text.count, text[index + 1].isDigit else { return false }
    return index == 0 || !text[index - 1].isDigit && text[index - 1] != "."
  }

  private func isInsideWord(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = text[index - 1]
    return before.isWordLetter || before == "_" || before == "^"
  }

  /// Past the digits and the separators between groups of digits.
  private func endOfDigits(_ text: [Unicode.Scalar], from start: Int) -> Int {
    var end = start
    while end < text.count, text[end].isDigit { end += 1 }
    let lead = end - start
    while end + 1 < text.count, text[end + 1].isDigit {
      let group = text[(end + 1)...].prefix(while: \.isDigit).count
      let isGrouping = group == 3 && lead <= 3
      guard
        ",.".unicodeScalars.contains(text[end])
          || "' ".unicodeScalars.contains(text[end]) && isGrouping
      else { break }
      end += 1 + group
    }
    return end
  }

  /// "1." or "2)" at the start of a line that goes on.
  private func isListNumber(_ text: [Unicode.Scalar], _ start: Int, _ end: Int) -> Bool {
    guard end + 1 < text.count, ".)".unicodeScalars.contains(text[end]), text[end + 1] == " ",
      end - start <= 2
    else { return false }
    let before = text[..<start].last { $0 != " " }
    let after = text[(end + 1)...].first { $0 != " " }
    return (before == nil || before == "\n") && after != nil && after != "\n"
  }

  private func isPartOfClock(_ text: [Unicode.Scalar], _ start: Int, _ end: Int) -> Bool {
    end + 1 < text.count && text[end] == ":" && text[end + 1].isDigit && end - start <= 2
  }

  private func skipClock(_ text: [Unicode.Scalar], from end: Int) -> Int {
    var index = end
    while index + 1 < text.count, text[index] == ":", text[index + 1].isDigit {
      index += 1
      while index < text.count, text[index].isDigit { index += 1 }
    }
    return max(index, end)
  }

  private func number(
    _ text: [Unicode.Scalar], _ digits: Range<Int>
  ) -> (numbers: [Found], next: Int) {
    let raw = String(Array(text[digits]))
    let (start, isNegative) = sign(text, before: digits.lowerBound)
    guard let plain = plainNumber(raw) else { return (separate(text, digits), digits.upperBound) }
    if let (value, end) = fraction(text, plain, digits.upperBound) {
      return ([Found(value: (isNegative ? "-" : "") + value, range: start..<end)], end)
    }
    let (shift, end) = Magnitude.after(text, digits.upperBound)
    guard
      let value = NumberText.canonicalDigits(
        NumberText.shifted(plain, by: shift), isNegative: isNegative)
    else { return ([], end) }
    if isPower(text, end) { return ([], endOfPower(text, end)) }
    return ([Found(value: value, range: start..<end)], end)
  }

  private func plainNumber(_ raw: String) -> String? {
    if readsDotAsThousands, raw.filter({ $0 == "." }).count == 1, !raw.contains(",") {
      let parts = raw.split(separator: ".")
      if parts.count == 2, parts[1].count == 3, (1...3).contains(parts[0].count), parts[0] != "0" {
        return parts.joined()
      }
    }
    return NumberText.plainNumber(raw)
  }

  /// "1,2,3" is no number but three.
  private func separate(_ text: [Unicode.Scalar], _ range: Range<Int>) -> [Found] {
    text[range].split { !$0.isDigit }.compactMap { part in
      NumberText.canonicalDigits(String(Array(part)), isNegative: false).map {
        Found(value: $0, range: part.startIndex..<part.endIndex)
      }
    }
  }

  /// Where the number begins when a sign stands before it.
  private func sign(_ text: [Unicode.Scalar], before digits: Int) -> (start: Int, isNegative: Bool)
  {
    var start = digits
    while start > 0, "€£¥₹".unicodeScalars.contains(text[start - 1]) { start -= 1 }
    if start > 0, text[start - 1] == "-" {
      let before = start > 1 ? text[start - 2] : " "
      let joins = before.isDigit || before.isWordLetter || before == ")"
      return joins ? (start, false) : (start - 1, true)
    }
    for word in ["minus ", "negative ", "moins ", "menos ", "meno ", "минус ", "负", "マイナス"] {
      let scalars = Array(word.unicodeScalars)
      let from = start - scalars.count
      guard from >= 0, text[from..<start].map(\.lowercase) == scalars else { continue }
      let previous = text[..<from].last { $0 != " " }
      if word == "minus ", previous?.isDigit == true { continue }
      return (from, true)
    }
    return (start, false)
  }

  /// "3/4", but no date such as 3/4/1999.
  private func fraction(
    _ text: [Unicode.Scalar], _ numerator: String, _ end: Int
  ) -> (value: String, end: Int)? {
    guard end + 1 < text.count, text[end] == "/", text[end + 1].isDigit else { return nil }
    let digits = text[(end + 1)...].prefix(while: \.isDigit)
    guard let denominator = Int(String(Array(digits))), denominator > 0, let top = Int(numerator)
    else { return nil }
    let divisor = top.greatestCommonDivisor(denominator)
    let value =
      denominator == divisor ? "\(top / divisor)" : "\(top / divisor)/\(denominator / divisor)"
    return (value, digits.endIndex)
  }

  private func isPower(_ text: [Unicode.Scalar], _ end: Int) -> Bool {
    end < text.count && (text[end] == "^" || "⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars.contains(text[end]))
  }

  private func endOfPower(_ text: [Unicode.Scalar], _ end: Int) -> Int {
    var index = end + 1
    while index < text.count, text[index].isDigit || text[index] == "-" { index += 1 }
    return index
  }
}

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
    return word(text, end) ?? scientific(text, end) ?? (0, end)
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

extension Int {
  /// The greatest common divisor of two numbers that are not both 0.
  package func greatestCommonDivisor(_ other: Int) -> Int {
    var (a, b) = (magnitude, other.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    return Int(a)
  }
}
