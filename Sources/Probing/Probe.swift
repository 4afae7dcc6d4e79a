/// One fixed question, the unit that is asked and compared.
public struct Probe: Hashable, Sendable {
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
  /// The conversation to send, ending with a user turn; empty when a recorded panel omits it.
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

extension Probe {
  /// The label of an option by its 0-based position, at most 25: A, B, C, ...
  package static func label(ofOption index: Int) -> String {
    String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index)))
  }
}

/// The file form: `prompt` is a string for a single user turn and a list of messages otherwise.
extension Probe: Codable {
  enum CodingKeys: String, CodingKey { case id, stratum, kind, prompt, choices, key, extract }

  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try members.decode(String.self, forKey: .id),
      stratum: try members.decodeIfPresent(String.self, forKey: .stratum),
      kind: try members.decode(Kind.self, forKey: .kind),
      prompt: try Self.prompt(in: members),
      choices: try members.decodeIfPresent([String].self, forKey: .choices),
      key: try members.decodeIfPresent(String.self, forKey: .key),
      extract: try members.decodeIfPresent(AnswerKind.self, forKey: .extract))
  }

  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(id, forKey: .id)
    try members.encodeIfPresent(stratum, forKey: .stratum)
    try members.encode(kind, forKey: .kind)
    if let text = singleTurn {
      try members.encode(text, forKey: .prompt)
    } else if !prompt.isEmpty {
      try members.encode(prompt, forKey: .prompt)
    }
    try members.encodeIfPresent(choices, forKey: .choices)
    try members.encodeIfPresent(key, forKey: .key)
    try members.encodeIfPresent(extract, forKey: .extract)
  }

  /// The text of a prompt that is one user turn.
  var singleTurn: String? {
    prompt.count == 1 && prompt[0].role == .user ? prompt[0].content : nil
  }

  private static func prompt(
    in members: KeyedDecodingContainer<CodingKeys>
  ) throws -> [Message] {
    guard members.contains(.prompt) else { return [] }
    if let text = try? members.decode(String.self, forKey: .prompt) {
      return [Message(role: .user, content: text)]
    }
    return try members.decode([Message].self, forKey: .prompt)
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
