#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What k successes in n independent trials say about the chance of success.
public struct BinomialCount: Equatable, Sendable {
  public let successes: Int
  public let trials: Int

  /// Requires 0 <= successes <= trials and at least one trial.
  public init(_ successes: Int, of trials: Int) {
    precondition(trials > 0 && successes >= 0 && successes <= trials, "0 <= k <= n, n > 0")
    self.successes = successes
    self.trials = trials
  }

  /// The Clopper-Pearson interval: exact, two-sided, never covering less often than stated.
  public func interval(confidence: Double = 0.95) -> ClosedRange<Double> {
    precondition(confidence > 0 && confidence < 1, "confidence lies between 0 and 1")
    let side = (1 - confidence) / 2
    return lowerBound(confidence: 1 - side)...upperBound(confidence: 1 - side)
  }

  /// One-sided upper bound of the chance of success; for 0 of n it is 1 - (1 - confidence)^(1/n).
  public func upperBound(confidence: Double = 0.95) -> Double {
    precondition(confidence > 0 && confidence < 1, "confidence lies between 0 and 1")
    if successes == trials { return 1 }
    if successes == 0 { return -expm1(log(1 - confidence) / Double(trials)) }
    return Beta(Double(successes + 1), Double(trials - successes)).quantile(confidence)
  }

  /// One-sided lower bound of the chance of success.
  public func lowerBound(confidence: Double = 0.95) -> Double {
    precondition(confidence > 0 && confidence < 1, "confidence lies between 0 and 1")
    if successes == 0 { return 0 }
    if successes == trials { return exp(log(1 - confidence) / Double(trials)) }
    return Beta(Double(successes), Double(trials - successes + 1)).quantile(1 - confidence)
  }

  /// P(at least this many successes) when each trial succeeds with chance `rate`: the exact
  /// one-sided test of "the rate is no larger".
  public func upperTail(rate: Double) -> Double {
    precondition(rate >= 0 && rate <= 1, "a rate lies in [0, 1]")
    if successes == 0 { return 1 }
    return Beta(Double(successes), Double(trials - successes + 1)).cumulative(rate)
  }

  /// P(at most this many successes) when each trial succeeds with chance `rate`.
  public func lowerTail(rate: Double) -> Double {
    precondition(rate >= 0 && rate <= 1, "a rate lies in [0, 1]")
    if successes == trials { return 1 }
    return Beta(Double(trials - successes), Double(successes + 1)).cumulative(1 - rate)
  }
}
