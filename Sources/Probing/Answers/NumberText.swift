/// Numbers as people and models write them.
package enum NumberText {
  /// The canonical form of a text that is one number, with an optional sign, currency, percent
  /// sign or unit of one word: no separators, no "+", no superfluous zeros. `nil` for other text.
  ///
  /// A single comma or dot followed by exactly three digits is ambiguous between locales. A comma
  /// is then read as a thousands separator and a dot as a decimal one.
  package static func canonical(_ text: String) -> String? {
    var rest = text[...]
    var isNegative = false
    while let first = rest.first, "+-$€£¥ ".contains(first) {
      if first == "-" { isNegative.toggle() }
      rest.removeFirst()
    }
    let digits = rest.prefix { $0.isASCII && ($0.isNumber || ",.' ".contains($0)) }
    guard let plain = plainNumber(digits), isUnit(rest.dropFirst(digits.count)) else { return nil }
    return canonicalDigits(plain, isNegative: isNegative)
  }

  /// Resolves separators: digits with at most one "." left, or `nil` when the groups make no sense.
  package static func plainNumber(_ text: some StringProtocol) -> String? {
    var value = text.trimmed
    while let last = value.last, ",.'".contains(last) { value.removeLast() }
    guard let first = value.first, first.isNumber || first == "." else { return nil }
    let marks = value.filter { !$0.isNumber }
    guard let last = marks.last else { return value }
    let kinds = Set(marks)
    if kinds.count == 1 { return oneSeparator(last, count: marks.count, in: value) }
    guard kinds.count == 2, marks.filter({ $0 == last }).count == 1, ",.".contains(last),
      let cut = value.lastIndex(of: last)
    else { return nil }
    let mark = kinds.first { $0 != last }!
    let fraction = value[value.index(after: cut)...]
    return grouped(value[..<cut], by: mark).map { "\($0).\(fraction)" }
  }

  private static func oneSeparator(
    _ mark: Character, count: Int, in value: String
  ) -> String? {
    if count > 1 { return grouped(value[...], by: mark) }
    let parts = value.split(separator: mark, omittingEmptySubsequences: false)
    if mark == "." { return value }
    if mark == ",", parts[1].count != 3 || parts[0] == "0" || parts[0].count > 3 {
      return "\(parts[0]).\(parts[1])"
    }
    return grouped(value[...], by: mark)
  }

  /// Joins groups of three digits, or Indian groups of two before the last three.
  private static func grouped(_ text: Substring, by mark: Character) -> String? {
    let groups = text.split(separator: mark, omittingEmptySubsequences: false)
    guard let first = groups.first, let last = groups.last, groups.count > 1 || !first.isEmpty
    else { return nil }
    if groups.count == 1 { return String(first) }
    let inner = groups.dropFirst().dropLast()
    guard (1...3).contains(first.count), last.count == 3,
      inner.allSatisfy({ $0.count == 3 }) || inner.allSatisfy({ $0.count == 2 })
    else { return nil }
    return groups.joined()
  }

  /// Moves the decimal point to the right, or to the left when negative.
  static func shifted(_ plain: String, by places: Int) -> String {
    guard places != 0 else { return plain }
    let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
    let digits = parts.joined()
    let point = parts[0].count + places
    if point <= 0 { return "0." + String(repeating: "0", count: -point) + digits }
    if point >= digits.count { return digits + String(repeating: "0", count: point - digits.count) }
    return "\(digits.prefix(point)).\(digits.dropFirst(point))"
  }

  /// Strips superfluous zeros from digits with at most one dot.
  package static func canonicalDigits(_ plain: String, isNegative: Bool) -> String? {
    let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ $0.allSatisfy(\.isNumber) }) else { return nil }
    var whole = String(parts[0].drop { $0 == "0" })
    if whole.isEmpty { whole = "0" }
    var fraction = parts.count == 2 ? String(parts[1]) : ""
    while fraction.last == "0" { fraction.removeLast() }
    let value = fraction.isEmpty ? whole : "\(whole).\(fraction)"
    return isNegative && value != "0" ? "-\(value)" : value
  }

  /// Whether what follows a number is nothing, a percent or degree sign, or a word or two.
  private static func isUnit(_ text: Substring) -> Bool {
    let words = text.split(separator: " ")
    if words.isEmpty || words == ["%"] || words == ["°"] { return true }
    return words.count <= 2 && words.allSatisfy { $0.count > 1 && $0.allSatisfy(\.isLetter) }
  }
}
