/// One recorded answer of one subject to one sample of one probe.
public struct Response: Hashable, Sendable {
  public var text: String
  public var answer: Answer
  /// Whether generation stopped at the token limit.
  public var isTruncated: Bool
  /// Log probabilities of the first generated token's alternatives; empty when none were returned.
  public var firstTokenLogprobs: [TokenLogprob]

  public init(
    text: String, answer: Answer = .none, isTruncated: Bool = false,
    firstTokenLogprobs: [TokenLogprob] = []
  ) {
    self.text = text
    self.answer = answer
    self.isTruncated = isTruncated
    self.firstTokenLogprobs = firstTokenLogprobs
  }
}
