/// How hard one endpoint may be driven.
public struct Limits: Hashable, Sendable {
  /// Questions under way at once, at least 1.
  public var concurrency: Int
  public var requestsPerMinute: Int?
  /// Tokens of prompt and completion, counted at their upper bound until usage is known.
  public var tokensPerMinute: Int?

  /// - Precondition: all are at least 1.
  public init(
    concurrency: Int = 1, requestsPerMinute: Int? = nil, tokensPerMinute: Int? = nil
  ) {
    precondition(concurrency >= 1 && requestsPerMinute ?? 1 >= 1 && tokensPerMinute ?? 1 >= 1)
    self.concurrency = concurrency
    self.requestsPerMinute = requestsPerMinute
    self.tokensPerMinute = tokensPerMinute
  }

  /// The names under which a study file gives them, beside an endpoint's own settings.
  public static var settingNames: [String] { CodingKeys.allCases.map(\.rawValue) }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case concurrency
    case requestsPerMinute = "requests_per_minute"
    case tokensPerMinute = "tokens_per_minute"
  }

  init(from decoder: any Decoder, usualConcurrency: Int) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func positive(_ key: CodingKeys) throws -> Int? {
      let value = try container.decodeIfPresent(Int.self, forKey: key)
      guard value ?? 1 >= 1 else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container, debugDescription: "\(key.rawValue) must be at least 1")
      }
      return value
    }
    self.init(
      concurrency: try positive(.concurrency) ?? usualConcurrency,
      requestsPerMinute: try positive(.requestsPerMinute),
      tokensPerMinute: try positive(.tokensPerMinute))
  }
}

/// A token bucket such that no 60 seconds see more than the limit.
///
/// A tenth of the limit may come in a burst; the rest of it flows in evenly.
package struct TokenBucket: Sendable {
  private let capacity: Double
  private let perSecond: Double
  private var level: Double
  private var filledAt: Duration

  package init(perMinute: Int, now: Duration) {
    capacity = max(1, 0.1 * Double(perMinute))
    perSecond = 0.9 * Double(perMinute) / 60
    level = capacity
    filledAt = now
  }

  /// How long until `amount` can be taken. An amount above the capacity is let through when the
  /// bucket is full, and leaves it in debt.
  package mutating func wait(for amount: Int, now: Duration) -> Duration {
    level = min(capacity, level + perSecond * ((now - filledAt) / .seconds(1)))
    filledAt = now
    let missing = min(Double(amount), capacity) - level
    // Rounding may leave a sliver missing that no further wait would fill.
    return missing > 1e-9 ? .seconds(missing / perSecond) : .zero
  }

  package mutating func take(_ amount: Int) { level -= Double(amount) }

  package mutating func giveBack(_ amount: Int) { level = min(capacity, level + Double(amount)) }
}
