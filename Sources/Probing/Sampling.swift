/// How a probe is asked: how often, and with which decoding parameters.
public struct Sampling: Codable, Hashable, Sendable {
  /// Independent samples of every probe, at least 1.
  public var samples: Int
  /// Softmax temperature, 0 or above; `nil` leaves the provider's default.
  public var temperature: Double?
  /// Upper bound on generated tokens.
  public var maxTokens: Int

  /// More of either is a slip of the pen.
  package static let mostSamples = 10_000
  package static let mostTokens = 1_000_000

  public init(samples: Int = 1, temperature: Double? = 0, maxTokens: Int = 256) {
    self.samples = samples
    self.temperature = temperature
    self.maxTokens = maxTokens
  }

  enum CodingKeys: String, CodingKey {
    case samples, temperature
    case maxTokens = "max_tokens"
  }
}
