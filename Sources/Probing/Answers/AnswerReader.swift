/// What a stretch of text says: one answer, several between which it does not decide, or none.
enum Reading: Equatable {
  case found(String)
  case several
  case absent
}

/// Reads answers of one kind.
protocol AnswerReader {
  /// The canonical answer when the text is nothing but an answer.
  func whole(_ text: String) -> String?
  /// The answer that a stretch begins with, as after "the answer is".
  func leading(_ text: [Unicode.Scalar]) -> Reading
  /// The answer that running text arrives at.
  func concluding(_ text: [Unicode.Scalar]) -> Reading
  /// Whether an announced answer may go on over the following lines.
  var spansLines: Bool { get }
}

extension AnswerReader {
  var spansLines: Bool { false }
}

/// Cutting of text into sentences, words and stretches.
enum Cutting {
  /// The end of the sentence or line that contains a position.
  static func endOfSentence(_ text: [Unicode.Scalar], from start: Int) -> Int {
    var index = start
    while index < text.count, !isEnd(text, index) { index += 1 }
    return index
  }

  /// The sentences that are not blank and no mere courtesies, in order.
  static func sentences(_ text: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    var result: [[Unicode.Scalar]] = []
    var start = 0
    while start < text.count {
      let end = endOfSentence(text, from: start)
      let sentence = Array(text[start..<end])
      if sentence.contains(where: { !$0.isSpace }),
        !AnswerPhrases.courteous.occurs(in: sentence.map(\.lowercase))
      {
        result.append(sentence)
      }
      start = end + 1
    }
    return result
  }

  private static func isEnd(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
    switch text[index] {
    case "\n", "。", "！", "？", "।", "؟": true
    case ".", "!", "?", ";": index + 1 == text.count || text[index + 1].isSpace
    default: false
    }
  }

  /// Lower-case words without the punctuation around them.
  static func words(_ text: [Unicode.Scalar]) -> [String] {
    text.split(whereSeparator: \.isSpace).map { bare($0) }.filter { !$0.isEmpty }
  }

  private static let marks = Set("\"'.,;:!?()[]«»“”…*_".unicodeScalars)

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isLatinLetter && !scalar.isDigit && marks.contains(scalar)
  }

  private static func bare(_ word: ArraySlice<Unicode.Scalar>) -> String {
    let front = word.drop(while: isMark)
    let end = front.lastIndex { !isMark($0) }.map { $0 + 1 } ?? front.startIndex
    return String(front[front.startIndex..<end].map(\.lowercase))
  }

  /// The text without answers that it denies: "not 7 but 9" becomes "but 9".
  static func withoutDenied(
    _ text: [Unicode.Scalar], isAnswer: (String) -> Bool
  ) -> [Unicode.Scalar] {
    var kept: [ArraySlice<Unicode.Scalar>] = []
    var denies = false
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let plain = bare(word)
      if denies, isAnswer(plain) { continue }
      if !plain.isEmpty, !denies || !fillers.contains(plain) {
        denies = AnswerPhrases.denying.contains(plain) || plain.hasSuffix("n't")
      }
      kept.append(word)
    }
    return Array(kept.joined(separator: [" "]))
  }

  private static let fillers: Set = [
    "option", "choice", "letter", "simply", "just", "exactly", "be",
  ]
}
