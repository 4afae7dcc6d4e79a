/// What an endpoint answered to one prompt.
public struct Reply: Hashable, Sendable {
  public enum Finish: String, Codable, Sendable {
    case stop, length, filtered, refused, other
  }

  /// The visible answer, with reasoning removed.
  public var text: String
  /// Reasoning content, when the endpoint returned any or it stood in `<think>` tags.
  public var reasoning: String?
  public var finish: Finish
  /// The model name in the response, which may differ from the one requested.
  public var modelReturned: String?
  /// The provider's fingerprint of the serving configuration.
  public var fingerprint: String?
  /// Tokens of the prompt and of the completion (reasoning included), as billed.
  public var promptTokens: Int?
  public var completionTokens: Int?
  /// Log probabilities of the first generated token's alternatives, best first.
  public var firstTokenLogprobs: [TokenLogprob]

  public init(
    text: String, reasoning: String? = nil, finish: Finish = .stop, modelReturned: String? = nil,
    fingerprint: String? = nil, promptTokens: Int? = nil, completionTokens: Int? = nil,
    firstTokenLogprobs: [TokenLogprob] = []
  ) {
    self.text = text
    self.reasoning = reasoning
    self.finish = finish
    self.modelReturned = modelReturned
    self.fingerprint = fingerprint
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
    self.firstTokenLogprobs = firstTokenLogprobs
  }
}

/// A token and its natural log probability.
public struct TokenLogprob: Codable, Hashable, Sendable {
  public var token: String
  public var logprob: Double

  public init(token: String, logprob: Double) {
    self.token = token
    self.logprob = logprob
  }
}
