/// One recorded answer of one subject to one sample of one probe.
public struct Response: Hashable, Sendable {
  public var text: String
  public var answer: Answer
  /// Whether generation stopped at the token limit.
  public var isTruncated: Bool

  public init(text: String, answer: Answer = .none, isTruncated: Bool = false) {
    self.text = text
    self.answer = answer
    self.isTruncated = isTruncated
  }
}
