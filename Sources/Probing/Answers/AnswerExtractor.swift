/// Reads an answer of one kind out of a response.
public struct AnswerExtractor: Sendable {
  public let kind: AnswerKind
  public let choices: [String]?

  public init(_ kind: AnswerKind, choices: [String]? = nil) {
    self.kind = kind
    self.choices = choices
  }

  public func answer(in response: String, isTruncated: Bool = false) -> Answer {
    let value = ShortAnswer.canonical(response)
    return value.isEmpty ? .none : .given(value)
  }
}
