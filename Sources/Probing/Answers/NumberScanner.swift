/// Finds numbers in running text and writes them in canonical form.
struct NumberScanner {
  struct Found: Equatable {
    var value: String
    /// Positions in the scanned scalars, sign and magnitude word included.
    var range: Range<Int>
  }

  /// Whether "1.234" means one thousand two hundred thirty-four, as in an answer that is an integer.
  let readsDotAsThousands: Bool

  /// Scalars of the longest number, separators included; what is longer is none.
  private static let longest = 400

  /// - Parameter startsLine: whether "1. " at the beginning may number a list item.
  func numbers(in text: [Unicode.Scalar], startsLine: Bool = true) -> [Found] {
    var found: [Found] = []
    var index = 0
    while index < text.count {
      guard startsNumber(text, index) else {
        index += 1
        continue
      }
      let end = endOfDigits(text, from: index)
      if isInsideWord(text, index) {
        index = max(end, index + 1)
      } else if startsLine || index > 0, isListNumber(text, index, end) {
        index = end
      } else if isPartOfClock(text, index, end) {
        index = skipClock(text, from: end)
      } else if end - index <= 2, CalendarDay.isOne(text, index..<end) {
        index = end
      } else {
        let (numbers, next) = number(text, index..<end)
        found += numbers
        index = next
      }
    }
    return found
  }

  /// A digit, or a point before one that begins a fraction such as ".5".
  private func startsNumber(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
    if text[index].isDigit { return true }
    guard index + 1 < text.count, text[index + 1].isDigit else { return false }
    let before: Unicode.Scalar = index > 0 ? text[index - 1] : " "
    if text[index] == "." { return !before.isDigit && before != "." }
    return text[index] == "," && !readsDotAsThousands && before.isSpace
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
          || "' _".unicodeScalars.contains(text[end]) && isGrouping
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
    guard digits.count <= Self.longest else { return ([], digits.upperBound) }
    let raw = (text[digits.lowerBound] == "," ? "0" : "") + String(text[digits])
    let (start, isNegative) = sign(text, before: digits.lowerBound)
    guard let plain = plainNumber(raw) else { return (separate(text, digits), digits.upperBound) }
    if let (value, end) =
      fraction(text, plain, digits.upperBound) ?? mixed(text, plain, digits.upperBound)
    {
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
    if start > 0, text[start - 1] == "-" || text[start - 1] == "–" && !isRange(text, start - 1) {
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

  /// Whether a dash stands after a number or is set apart from the next one.
  private func isRange(_ text: [Unicode.Scalar], _ dash: Int) -> Bool {
    text[dash + 1].isSpace || text[..<dash].suffix(3).last { !$0.isSpace }?.isDigit == true
  }

  /// "3/4" in lowest terms.
  private func fraction(
    _ text: [Unicode.Scalar], _ numerator: String, _ end: Int
  ) -> (value: String, end: Int)? {
    guard let (denominator, end) = denominator(text, end), let top = Int(numerator) else {
      return nil
    }
    return (reduced(top, denominator), end)
  }

  /// "1 4/15" is 19/15.
  private func mixed(
    _ text: [Unicode.Scalar], _ whole: String, _ end: Int
  ) -> (value: String, end: Int)? {
    guard end + 1 < text.count, text[end] == " " else { return nil }
    let digits = text[(end + 1)...].prefix(9).prefix(while: \.isDigit)
    guard let top = Int(String(digits)), let whole = Int(whole), whole < 1 << 20,
      let (denominator, end) = denominator(text, digits.endIndex), top < denominator
    else { return nil }
    return (reduced(whole * denominator + top, denominator), end)
  }

  private func denominator(_ text: [Unicode.Scalar], _ slash: Int) -> (value: Int, end: Int)? {
    guard slash + 1 < text.count, text[slash] == "/", text[slash + 1].isDigit else { return nil }
    let digits = text[(slash + 1)...].prefix(12).prefix(while: \.isDigit)
    guard let value = Int(String(digits)), value > 0 else { return nil }
    return (value, digits.endIndex)
  }

  private func reduced(_ top: Int, _ bottom: Int) -> String {
    let divisor = top.greatestCommonDivisor(bottom)
    return bottom == divisor ? "\(top / divisor)" : "\(top / divisor)/\(bottom / divisor)"
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

extension Int {
  /// The greatest common divisor of two numbers that are not both 0.
  package func greatestCommonDivisor(_ other: Int) -> Int {
    var (a, b) = (magnitude, other.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    return Int(a)
  }
}
