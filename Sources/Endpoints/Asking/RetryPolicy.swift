/// When a failed request is made again.
///
/// Exponential backoff with full jitter (Brooker, "Exponential Backoff and Jitter", 2015): before
/// retry n the wait is uniform between 0 and `min(cap, base * 2^(n-1))`. A server's Retry-After is
/// waited out first. The usual eight attempts take about a minute, the window of most rate limits.
public struct RetryPolicy: Sendable {
  /// Requests made for one question at most, at least 1.
  public var attempts: Int
  public var base: Duration
  public var cap: Duration
  /// The longest Retry-After worth waiting for; a longer one counts as a failure.
  public var patience: Duration
  /// A uniform number in 0..<1.
  public var random: @Sendable () -> Double

  public init(
    attempts: Int = 8, base: Duration = .seconds(1), cap: Duration = .seconds(60),
    patience: Duration = .seconds(300),
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
  ) {
    precondition(attempts >= 1)
    self.attempts = attempts
    self.base = base
    self.cap = cap
    self.patience = patience
    self.random = random
  }

  /// A response that breaks the protocol is worth few attempts: it is billed and seldom recovers.
  private static let malformedAttempts = 3

  /// How long to wait before the next attempt, or `nil` to give up.
  ///
  /// - Parameter failures: Failed attempts so far, this one included.
  public func delay(after error: EndpointError, failures: Int) -> Duration? {
    let limit = error.kind == .malformed ? min(attempts, Self.malformedAttempts) : attempts
    let asked = error.retryAfter ?? .zero
    guard error.isRetriable, failures < limit, asked <= patience else { return nil }
    let doublings = min(failures - 1, 30)
    return asked + min(cap, base * (1 << doublings)) * random()
  }
}

/// The clock by which asking is paced.
public struct TimeSource: Sendable {
  /// Time since some fixed moment.
  public var now: @Sendable () -> Duration
  /// Waits, or throws `CancellationError` when the task is cancelled.
  public var sleep: @Sendable (Duration) async throws -> Void

  public init(
    now: @escaping @Sendable () -> Duration,
    sleep: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.now = now
    self.sleep = sleep
  }

  public static var continuous: TimeSource {
    let start = ContinuousClock.now
    return TimeSource(
      now: { ContinuousClock.now - start }, sleep: { try await Task.sleep(for: $0) })
  }
}
