/// Reads an answer of one kind out of a response: the same text always gives the same answer.
///
/// In order: a response that is nothing but an answer; a boxed answer; the last announced one ("the
/// final answer is", "answer:", in some twenty languages) unless it is denied or taken back; a
/// refusal; the last emphasised answer; what the last sentence arrives at. Two candidates that the
/// response does not decide between are no answer, nor is unfinished text without an announcement.
/// The time taken grows in proportion to the length of the response.
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
    let body = text.scalars.trimmed
    guard !body.isEmpty else { return .none }
    if !isTruncated, body.count <= Self.longestWhole, let value = reader.whole(String(body)) {
      return .given(value)
    }
    if let value = text.boxed.flatMap(reader.whole) { return .given(value) }
    switch Announcements(text, reader).reading {
    case .found(let value): return .given(value)
    case .several: return .none
    case .absent: break
    }
    if let decline = AnswerPhrases.declining.ranges(in: text.lower).last {
      return conceded(text, after: decline.upperBound, reader).map { .given($0) } ?? .refused
    }
    if isTruncated { return .none }
    if let value = emphasised(text, reader) ?? concluding(text, reader) { return .given(value) }
    return AnswerPhrases.hedging.occurs(in: text.lower) ? .refused : .none
  }

  /// Scalars of the longest response that may be nothing but an answer.
  private static let longestWhole = 10_000

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

  private func concluding(_ text: ResponseText, _ reader: any AnswerReader) -> String? {
    let cue = Correction.last(in: text.lower, after: -1)
    if let cue, case .found(let value) = reader.concluding(Array(text.scalars[cue...])) {
      return value
    }
    if case .found(let value) = reader.concluding(text.scalars) { return value }
    return nil
  }

  /// The answer that is given after all: "I don't know, but roughly 1,500".
  private func conceded(
    _ text: ResponseText, after start: Int, _ reader: any AnswerReader
  ) -> String? {
    let cues = AnswerPhrases.conceding.ranges(in: Array(text.lower[start...]))
    guard let cue = cues.last.map({ start + $0.upperBound }) else { return nil }
    let next = Cutting.words(text.scalars[cue...], atMost: 1).first ?? ""
    guard !["you", "i", "if", "please", "feel"].contains(next),
      case .found(let value) = reader.concluding(Array(text.scalars[cue...]))
    else { return nil }
    return value
  }
}
