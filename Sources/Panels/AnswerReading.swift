import Probing

/// How the answer to one probe is read out of a recorded row.
struct AnswerReading: Sendable {
  private let kind: Probe.Kind
  private let labels: Set<String>
  private let extractor: AnswerExtractor?
  /// Whether the probe itself says how to extract, so that an answer column is read likewise.
  private let isStated: Bool
  /// Whether the options are labelled 1, 2, 3, ... instead of A, B, C, ...
  private let isNumbered: Bool

  init(_ probe: Probe) {
    kind = probe.kind
    let count = min(probe.choices?.count ?? 0, 26)
    labels = Set((0..<count).flatMap { [Self.letter($0), String($0 + 1)] })
    extractor = Self.answerKind(of: probe).map { AnswerExtractor($0, choices: probe.choices) }
    isStated = probe.extract != nil
    isNumbered = probe.kind == .choice && probe.key.flatMap { Int($0) } != nil
  }

  private static func letter(_ index: Int) -> String { String(UnicodeScalar(UInt8(65 + index))) }

  /// A panel may leave open how to read its short answers; the key then shows the form.
  private static func answerKind(of probe: Probe) -> AnswerKind? {
    if let kind = probe.extract { return kind }
    switch probe.kind {
    case .freeText: return nil
    case .choice: return .choice
    case .shortAnswer: return probe.key.flatMap(NumberText.canonical) == nil ? .text : .decimal
    }
  }

  /// The canonical form of a key or of an answer column.
  func canonical(_ text: String) -> String {
    switch kind {
    case .choice: text.trimmed.uppercased()
    case .shortAnswer where !isStated: ShortAnswer.canonical(text)
    default: extractor?.canonical(text) ?? ShortAnswer.canonical(text)
    }
  }

  func answer(to row: RecordedRow) -> Answer {
    guard let given = row.answer, !given.trimmed.isEmpty else { return extracted(row) }
    let value = canonical(given)
    // Several options at once are no choice.
    return kind == .choice && !labels.isEmpty && !labels.contains(value) ? .none : .given(value)
  }

  private func extracted(_ row: RecordedRow) -> Answer {
    let answer = extractor?.answer(in: row.response, isTruncated: row.isTruncated) ?? .none
    guard isNumbered, let letter = answer.value?.utf8.first else { return answer }
    return .given(String(letter - UInt8(ascii: "A") + 1))
  }
}
