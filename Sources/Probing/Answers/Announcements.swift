/// The answer that a response announces with a fixed phrase.
struct Announcements {
  private let text: ResponseText
  private let reader: any AnswerReader

  init(_ text: ResponseText, _ reader: any AnswerReader) {
    self.text = text
    self.reader = reader
  }

  var reading: Reading {
    for phrases in [AnswerPhrases.final, AnswerPhrases.announcing] {
      var end = text.scalars.count
      for range in phrases.ranges(in: text.lower).reversed() {
        let stretch = stretch(range.upperBound..<end)
        end = range.lowerBound
        switch reader.leading(Array(text.scalars[stretch])) {
        case .found(let value): return .found(correction(after: stretch.lowerBound) ?? value)
        case .several: return .several
        case .absent: continue
        }
      }
    }
    return .absent
  }

  /// The rest of the line after a phrase, or the next line that is not blank.
  private func stretch(_ range: Range<Int>) -> Range<Int> {
    let marks = " \t\n:=-—–>\"'*".unicodeScalars
    let scalars = text.scalars
    var first = range.lowerBound
    while first < range.upperBound, marks.contains(scalars[first]), !isSign(first) { first += 1 }
    let limit = min(range.upperBound, first + reader.longestStretch)
    if reader.spansLines { return first..<limit }
    var end = first
    while end < limit, scalars[end] != "\n" { end += 1 }
    return first..<end
  }

  private func isSign(_ index: Int) -> Bool {
    text.scalars[index] == "-" && index + 1 < text.scalars.count
      && text.scalars[index + 1].isDigit
  }

  /// What replaces an announced answer when the text takes it back afterwards.
  private func correction(after start: Int) -> String? {
    guard let cue = Correction.last(in: text.lower, after: start),
      case .found(let value) = reader.concluding(Array(text.scalars[cue...]))
    else { return nil }
    return value
  }
}
