/// Reads an answer of one kind out of a response: the same text always gives the same answer.
///
/// In order: a response that is nothing but an answer; a boxed answer; the last announced one ("the
/// final answer is", "answer:", in some twenty languages) unless it is denied or taken back; a
/// refusal; the last emphasised answer; what the last sentence arrives at. Two candidates that the
/// response does not decide between are no answer, nor is unfinished text without an announcement.
public struct AnswerExtractor: Sendable {
  public let kind: AnswerKind
  /// The texts of the options, for `AnswerKind.choice`; they are labelled A, B, C, ...
  public let choices: [String]?

  public init(_ kind: AnswerKind, choices: [String]? = nil) {
    self.kind = kind
    self.choices = choices
  }

  /// - Parameter isTruncated: whether generation stopped at the token limit.
  public func answer(in response: String, isTruncated: Bool = false) -> Answer {
    let text = ResponseText(response)
    let reader = self.reader
    guard text.scalars.contains(where: { !$0.isSpace }) else { return .none }
    if !isTruncated, let value = reader.whole(String(text.scalars).trimmed) { return .given(value) }
    if let value = text.boxed.last.flatMap(reader.whole) { return .given(value) }
    switch Announcements(text, reader).reading {
    case .found(let value): return .given(value)
    case .several: return .none
    case .absent: break
    }
    if AnswerPhrases.declining.occurs(in: text.lower) { return .refused }
    if isTruncated { return .none }
    if let value = emphasised(text, reader) { return .given(value) }
    return concluding(text, reader)
  }

  /// The canonical form of a key, or `nil` when it is no answer of this kind.
  public func canonical(_ key: String) -> String? {
    reader.whole(String(ResponseText(key).scalars))
  }

  private var reader: any AnswerReader {
    switch kind {
    case .integer: NumberReader(readsDotAsThousands: true)
    case .decimal: NumberReader(readsDotAsThousands: false)
    case .choice: ChoiceReader(choices: choices ?? [])
    case .date: DateReader()
    case .yesNo: YesNoReader()
    case .text: TextReader()
    case .list: ListReader()
    }
  }

  private func emphasised(_ text: ResponseText, _ reader: any AnswerReader) -> String? {
    let values = text.emphasised.compactMap(reader.whole)
    return kind == .choice && Set(values).count > 1 ? nil : values.last
  }

  private func concluding(_ text: ResponseText, _ reader: any AnswerReader) -> Answer {
    if let cue = AnswerPhrases.correcting.ranges(in: text.lower).last,
      case .found(let value) = reader.concluding(Array(text.scalars[cue.upperBound...]))
    {
      return .given(value)
    }
    if case .found(let value) = reader.concluding(text.scalars) { return .given(value) }
    return .none
  }
}

/// The answer that a response announces with a fixed phrase.
private struct Announcements {
  private let text: ResponseText
  private let reader: any AnswerReader

  init(_ text: ResponseText, _ reader: any AnswerReader) {
    self.text = text
    self.reader = reader
  }

  var reading: Reading {
    for phrases in [AnswerPhrases.final, AnswerPhrases.announcing] {
      for range in phrases.ranges(in: text.lower).reversed() {
        let stretch = stretch(after: range.upperBound)
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
  private func stretch(after start: Int) -> Range<Int> {
    let marks = Set(" \t\n:=-—–>\"'*".unicodeScalars)
    let scalars = text.scalars
    var first = start
    while first < scalars.count, marks.contains(scalars[first]), !isSign(first) { first += 1 }
    if reader.spansLines { return first..<scalars.count }
    var end = first
    while end < scalars.count, scalars[end] != "\n" { end += 1 }
    return first..<end
  }

  private func isSign(_ index: Int) -> Bool {
    text.scalars[index] == "-" && index + 1 < text.scalars.count && text.scalars[index + 1].isDigit
  }

  /// What replaces an announced answer when the text takes it back afterwards.
  private func correction(after start: Int) -> String? {
    guard
      let cue = AnswerPhrases.correcting.ranges(in: text.lower).last(where: {
        $0.lowerBound > start
      }),
      case .found(let value) = reader.concluding(Array(text.scalars[cue.upperBound...]))
    else { return nil }
    return value
  }
}
