import Probing

/// How the answer to one probe is read out of a recorded row.
struct AnswerReading: Sendable {
  private let kind: Probe.Kind
  private let labels: Set<String>
  private let extractor: AnswerExtractor?

  init(_ probe: Probe) {
    kind = probe.kind
    labels = AnswerReading.labels(probe.choices?.count ?? 0)
    extractor = Self.answerKind(of: probe).map { AnswerExtractor($0, choices: probe.choices) }
  }

  /// Letters and numbers that may label this many choices.
  private static func labels(_ count: Int) -> Set<String> {
    let letters = (0..<min(count, 26)).map { String(UnicodeScalar(UInt8(65 + $0))) }
    return Set(letters + (0..<count).map { String($0 + 1) })
  }

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
    case .shortAnswer: ShortAnswer.canonical(text)
    case .freeText: extractor.map { _ in ShortAnswer.canonical(text) } ?? text
    }
  }

  func answer(to row: RecordedRow) -> Answer {
    guard let given = row.answer, !given.trimmed.isEmpty else {
      return extractor?.answer(in: row.response, isTruncated: row.isTruncated) ?? .none
    }
    let value = canonical(given)
    // Several options at once are no choice.
    return kind == .choice && !labels.isEmpty && !labels.contains(value) ? .none : .given(value)
  }
}
