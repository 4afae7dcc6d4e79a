/// Days of dates, which are no answers to a question for a number: in "15 April 1707" that is 1707.
enum CalendarDay {
  /// Whether a number of one or two digits is the day of a date with month and year.
  static func isOne(_ text: [Unicode.Scalar], _ day: Range<Int>) -> Bool {
    let rest = afterSuffix(text[day.upperBound...].prefix(40))
    let words = Cutting.words(rest, atMost: 4).filter { !fillers.contains($0) }
    if let first = words.first, DateTokens.months[first] != nil {
      return words.dropFirst().first.map(isYear) ?? false
    }
    guard let first = words.first, isYear(first) else { return false }
    return Cutting.lastWord(text[..<day.lowerBound]).map { DateTokens.months[$0] != nil } ?? false
  }

  private static let fillers: Set = ["of", "de"]

  private static func isYear(_ word: String) -> Bool {
    (3...4).contains(word.utf8.count) && Int(word) != nil
  }

  /// What follows the letters of an ordinal: "th", "er".
  private static func afterSuffix(
    _ text: ArraySlice<Unicode.Scalar>
  ) -> ArraySlice<Unicode.Scalar> {
    let letters = text.prefix { $0.isWordLetter }
    return letters.count <= 2 ? text.dropFirst(letters.count) : text
  }
}
