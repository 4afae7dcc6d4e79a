/// Where a response takes back what it said before.
enum Correction {
  /// Where the last correction after a position begins to say what is right.
  static func last(in lower: [Unicode.Scalar], after start: Int) -> Int? {
    let anywhere = AnswerPhrases.correcting.ranges(in: lower).last
    let atStart = AnswerPhrases.correctingAtStart.ranges(in: lower)
      .last { beginsClause(lower, $0.lowerBound) }
    return [anywhere, atStart].compactMap { $0 }.filter { $0.lowerBound > start }.map(\.upperBound)
      .max()
  }

  /// Whether punctuation, or nothing but an exclamation such as "oh", stands before a position.
  private static func beginsClause(_ lower: [Unicode.Scalar], _ position: Int) -> Bool {
    let before = lower[..<position].suffix(20)
    guard let last = before.last(where: { $0 != " " }) else { return true }
    if !last.isWordLetter && !last.isDigit { return true }
    return Cutting.lastWord(before).map(exclamations.contains) ?? true
  }

  private static let exclamations: Set = ["oh", "hmm", "but", "ah", "and", "well", "no"]
}
