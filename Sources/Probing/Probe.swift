/// One fixed question, the unit that is asked and compared.
public struct Probe: Codable, Hashable, Sendable {
  /// How the answer space is shaped, which decides the metrics that apply.
  public enum Kind: String, Codable, CaseIterable, Sendable {
    /// Any text; compared by wording and embedding.
    case freeText = "free-text"
    /// One of `choices`; compared by the chosen label.
    case choice
    /// A short value with a canonical form; compared after normalisation.
    case shortAnswer = "short-answer"
  }

  public var id: String
  public var stratum: String?
  public var kind: Kind
  /// The conversation to send, ending with a user turn.
  public var prompt: [Message]
  public var choices: [String]?
  /// The canonical correct answer, or `nil` when none is known.
  public var key: String?
  /// How the answer is read out of a response; `nil` when there is nothing to read.
  public var extract: AnswerKind?

  public init(
    id: String, stratum: String? = nil, kind: Kind, prompt: [Message], choices: [String]? = nil,
    key: String? = nil, extract: AnswerKind? = nil
  ) {
    self.id = id
    self.stratum = stratum
    self.kind = kind
    self.prompt = prompt
    self.choices = choices
    self.key = key
    self.extract = extract
  }
}

/// The form of answer to look for in a response.
public enum AnswerKind: String, Codable, CaseIterable, Sendable {
  case choice, integer, decimal, date, text, list
  case yesNo = "yes-no"
}

/// What was read out of a response: a canonical answer, nothing, or a refusal.
public enum Answer: Hashable, Sendable {
  case given(String)
  case none
  case refused

  public var value: String? {
    if case .given(let value) = self { value } else { nil }
  }
}
