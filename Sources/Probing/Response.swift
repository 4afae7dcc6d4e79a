/// One recorded answer of one subject to one sample of one probe.
public struct Response: Hashable, Sendable {
  var recorded: RecordedText
  public var answer: Answer
  /// Whether generation stopped at the token limit.
  public var isTruncated: Bool
  /// Log probabilities of the first generated token's alternatives; empty when none were returned.
  public var firstTokenLogprobs: [TokenLogprob]

  public init(
    text: String, answer: Answer = .none, isTruncated: Bool = false,
    firstTokenLogprobs: [TokenLogprob] = []
  ) {
    recorded = .inMemory(text)
    self.answer = answer
    self.isTruncated = isTruncated
    self.firstTokenLogprobs = firstTokenLogprobs
  }

  /// Read from disk each time where a `TextStore` put it there.
  public var text: String {
    get { recorded.text }
    set { recorded = .inMemory(newValue) }
  }
}

/// A text, wherever it is kept.
enum RecordedText: Hashable, Sendable {
  case inMemory(String)
  case onDisk(TextFile, TextFile.Place)

  var text: String {
    switch self {
    case .inMemory(let text): text
    case .onDisk(let file, let place): file.text(at: place)
    }
  }

  static func == (first: RecordedText, second: RecordedText) -> Bool { first.text == second.text }

  func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
