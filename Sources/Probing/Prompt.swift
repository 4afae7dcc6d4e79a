/// Everything an endpoint needs to answer one question.
public struct Prompt: Hashable, Sendable {
  public var messages: [Message]
  public var temperature: Double?
  public var maxTokens: Int
  /// The seed passed to providers that take one.
  public var seed: UInt64?
  /// How many alternatives to ask for at each generated token; 0 asks for none.
  public var topLogprobs: Int
  /// 0-based index among repeated samples, so that samples are never confused.
  public var sample: Int
  /// The probe's id, for endpoints that look answers up instead of generating them.
  public var probe: String?

  public init(
    messages: [Message], temperature: Double? = 0, maxTokens: Int = 256, seed: UInt64? = nil,
    topLogprobs: Int = 0, sample: Int = 0, probe: String? = nil
  ) {
    self.messages = messages
    self.temperature = temperature
    self.maxTokens = maxTokens
    self.seed = seed
    self.topLogprobs = topLogprobs
    self.sample = sample
    self.probe = probe
  }
}
