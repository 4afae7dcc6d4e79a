#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// E-process against "the chance of success is at most m": the likelihood ratio of m against every
/// larger chance, averaged uniformly (a fixed mixture; Robbins 1970).
///
/// With k successes in n trials the wealth is
/// ∫ from m to 1 of (p/m)^k ((1-p)/(1-m))^(n-k) dp / (1 - m). It depends on the counts alone.
public struct BernoulliMixture: EProcess {
  /// m, above 0 and below 1.
  public let nullChance: Double
  public private(set) var successes = 0
  public private(set) var count = 0
  public private(set) var largestLogWealth = 0.0
  /// ln B(k + 1, n - k + 1).
  private var logBeta = 0.0

  public init(nullChance: Double) {
    precondition(nullChance > 0 && nullChance < 1, "the chance under the null lies in (0, 1)")
    self.nullChance = nullChance
  }

  public var logWealth: Double {
    let failures = Double(count - successes)
    // P(Beta(k + 1, n - k + 1) > m)
    let above = BinomialCount(successes, of: count + 1).lowerTail(rate: nullChance)
    return logBeta + log(above) - log1p(-nullChance) - Double(successes) * log(nullChance)
      - failures * log1p(-nullChance)
  }

  /// - Parameter value: 1 for a success, 0 for a failure.
  public mutating func observe(_ value: Double) {
    precondition(value == 0 || value == 1, "a trial succeeds (1) or fails (0)")
    let same = value == 1 ? successes : count - successes
    logBeta += log(Double(same + 1) / Double(count + 2))
    count += 1
    if value == 1 { successes += 1 }
    largestLogWealth = max(largestLogWealth, logWealth)
  }
}
