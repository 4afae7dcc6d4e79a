/// Cutting of text into sentences and words.
enum Cutting {
  /// The end of the sentence or line that contains a position.
  static func endOfSentence(_ text: [Unicode.Scalar], from start: Int) -> Int {
    var index = start
    while index < text.count, !isEnd(text, index) { index += 1 }
    return index
  }

  /// The sentences that are not blank and no mere courtesies, in order.
  static func sentences(_ text: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    Array(BackwardSentences(text) { _ in true }).reversed()
  }

  fileprivate static func isEnd(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
    switch text[index] {
    case "\n", "。", "！", "？", "।", "؟": true
    case ".": (index + 1 == text.count || text[index + 1].isSpace) && !isAbbreviation(text, index)
    case "!", "?", ";": index + 1 == text.count || text[index + 1].isSpace
    default: false
    }
  }

  /// Whether a dot belongs to a word such as "i.e." or "Apr.".
  private static func isAbbreviation(_ text: [Unicode.Scalar], _ dot: Int) -> Bool {
    let start = text[..<dot].suffix(8).lastIndex(where: \.isSpace).map { $0 + 1 } ?? max(0, dot - 8)
    let word = text[start..<dot]
    if word.count <= 2, word.allSatisfy(\.isDigit) { return monthFollows(text, dot + 1) }
    return word.count < 6 && abbreviations.contains(String(word.map(\.lowercase)))
  }

  /// As after the dot of "3. März".
  private static func monthFollows(_ text: [Unicode.Scalar], _ start: Int) -> Bool {
    let word = text[start...].drop(while: \.isSpace).prefix(12).prefix { $0.isWordLetter }
    return DateTokens.months[String(word.map(\.lowercase))] != nil
  }

  private static let abbreviations: Set = [
    "i.e", "e.g", "ca", "approx", "nr", "dr", "mr", "mrs", "vs", "jan", "feb", "apr", "aug", "sep",
    "sept", "oct", "nov", "dec",
  ]

  /// Lower-case words without the punctuation around them.
  ///
  /// - Parameter limit: how many words are of interest.
  static func words(_ text: some Collection<Unicode.Scalar>, atMost limit: Int = .max) -> [String] {
    var words: [String] = []
    for piece in text.lazy.split(whereSeparator: \.isSpace) {
      let word = bare(piece)
      if !word.isEmpty { words.append(word) }
      if words.count == limit { break }
    }
    return words
  }

  /// Whether the text has at most so many words.
  static func isShort(_ text: some Collection<Unicode.Scalar>, words: Int) -> Bool {
    self.words(text, atMost: words + 1).count <= words
  }

  /// The last word of a text, looked for in its last 40 scalars.
  static func lastWord(_ text: ArraySlice<Unicode.Scalar>) -> String? {
    let end = text.suffix(40)
    guard let last = end.lastIndex(where: { !$0.isSpace && !isMark($0) }) else { return nil }
    let start = end[...last].lastIndex(where: \.isSpace).map { $0 + 1 } ?? end.startIndex
    return bare(end[start...last])
  }

  /// The last words of a text, looked for in its last 60 scalars.
  static func lastWords(_ text: ArraySlice<Unicode.Scalar>, _ count: Int) -> ArraySlice<String> {
    words(text.suffix(60)).suffix(count)
  }

  /// Whether punctuation that may stand around a word.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"", "'", ".", ",", ";", ":", "!", "?", "(", ")", "[", "]", "«", "»", "“", "”", "…", "*",
      "_":
      true
    default: false
    }
  }

  private static func bare(_ word: some Collection<Unicode.Scalar>) -> String {
    let front = Array(word.drop(while: isMark))
    let end = front.lastIndex { !isMark($0) }.map { $0 + 1 } ?? 0
    return String(front[..<end].map(\.lowercase))
  }
}

/// The sentences that satisfy a condition and are no mere courtesies, the last one first.
struct BackwardSentences: Sequence, IteratorProtocol {
  private let text: [Unicode.Scalar]
  private let isWanted: (ArraySlice<Unicode.Scalar>) -> Bool
  /// Where the next sentence ends; negative when there is none left.
  private var end: Int

  init(
    _ text: [Unicode.Scalar], where isWanted: @escaping (ArraySlice<Unicode.Scalar>) -> Bool
  ) {
    self.text = text
    self.isWanted = isWanted
    end = text.count
  }

  mutating func next() -> [Unicode.Scalar]? {
    while end >= 0 {
      var start = end
      while start > 0, !Cutting.isEnd(text, start - 1) { start -= 1 }
      let sentence = text[start..<end]
      end = start - 1
      guard isWanted(sentence), !sentence.isBlank,
        !AnswerPhrases.courteous.occurs(in: sentence.map(\.lowercase))
      else { continue }
      return Array(sentence)
    }
    return nil
  }
}
