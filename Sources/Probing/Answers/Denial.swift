/// Answers that a text denies: "not 7 but 9" says 9.
enum Denial {
  private static let phrases = Phrases(AnswerPhrases.denying)

  /// The text without the answers it denies.
  ///
  /// - Parameter isAnswer: whether a word, bare and in lower case, may be an answer.
  static func removed(
    from text: [Unicode.Scalar], isAnswer: (String) -> Bool
  ) -> [Unicode.Scalar] {
    let lower = text.map(\.lowercase)
    let after = ends(in: lower).flatMap { denied(text, after: $0, isAnswer) }
    let before = AnswerPhrases.denyingBefore.ranges(in: lower)
      .compactMap { denied(text, before: $0.lowerBound, isAnswer) }
    guard !after.isEmpty || !before.isEmpty else { return text }
    var kept: [Unicode.Scalar] = []
    var done = 0
    for range in (after + before).sorted(by: { $0.lowerBound < $1.lowerBound })
    where range.lowerBound >= done {
      kept += text[done..<range.lowerBound]
      done = range.upperBound
    }
    return kept + text[done...]
  }

  /// Where words of denial end, directly before a space, or before the answer in scripts without.
  private static func ends(in lower: [Unicode.Scalar]) -> [Int] {
    let contracted = lower.indices.dropFirst(2).filter {
      lower[$0] == "t" && lower[$0 - 1] == "'" && lower[$0 - 2] == "n"
    }
    let ends = phrases.ranges(in: lower).map(\.upperBound) + contracted.map { $0 + 1 }
    return ends.filter {
      $0 < lower.count && (lower[$0].isSpace || lower[$0 - 1].isIdeographic)
    }
  }

  private static let fillers: Set = [
    "option", "choice", "letter", "simply", "just", "exactly", "be",
  ]

  /// The words after a denial that are answers, up to the first other word that is no filler.
  private static func denied(
    _ text: [Unicode.Scalar], after end: Int, _ isAnswer: (String) -> Bool
  ) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = end
    while index < text.count {
      while index < text.count, text[index].isSpace { index += 1 }
      let start = index
      while index < text.count, !text[index].isSpace, !text[index].isIdeographic { index += 1 }
      let word = Cutting.words(text[start..<index].prefix(60)).first ?? ""
      if isAnswer(word) {
        found.append(start..<index)
        if ".:;".unicodeScalars.contains(text[index - 1]) { break }
      } else if !fillers.contains(word) {
        break
      }
    }
    return found
  }

  /// The answer that ends where a denial of it begins.
  private static func denied(
    _ text: [Unicode.Scalar], before start: Int, _ isAnswer: (String) -> Bool
  ) -> Range<Int>? {
    let before = text[..<start].suffix(60)
    guard let last = before.lastIndex(where: { !$0.isSpace }) else { return nil }
    let first =
      before[...last].lastIndex { $0.isSpace || $0.isIdeographic }.map { $0 + 1 }
      ?? before.startIndex
    let word = Cutting.words(text[first...last]).first ?? ""
    return isAnswer(word) ? first..<(last + 1) : nil
  }
}
