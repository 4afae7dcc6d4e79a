#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// E-process against "the mean is at most m" for observations in [0, 1], by betting (Waudby-Smith &
/// Ramdas 2024, *Estimating means of bounded random variables by betting*) with fixed stakes, mixed
/// (Robbins 1970).
///
/// Wealth after t observations is the mean, over the stakes s, of the product of 1 + s (x_i - m) / m.
/// A stake is the share of the wealth that an observation of 0 takes. The observations may be
/// dependent as long as each has mean at most m given those before it; their order changes when the
/// wealth was largest, not where it ends.
public struct BettingMixture: EProcess {
  /// Equally weighted: for means from a few hundredths above m, relative to m, to twice m.
  package static let stakes = [0.05, 0.1, 0.2, 0.4, 0.8]

  /// m, above 0 and below 1.
  public let nullMean: Double
  public private(set) var largestLogWealth = 0.0
  public private(set) var count = 0
  /// Log wealth at each stake.
  private var logs = [Double](repeating: 0, count: stakes.count)

  public init(nullMean: Double) {
    precondition(nullMean > 0 && nullMean < 1, "the mean under the null lies between 0 and 1")
    self.nullMean = nullMean
  }

  public var logWealth: Double {
    let largest = logs.max()!
    return largest + log(logs.reduce(0) { $0 + exp($1 - largest) } / Double(logs.count))
  }

  public mutating func observe(_ value: Double) {
    precondition(value >= 0 && value <= 1, "an observation lies in [0, 1]")
    for (index, stake) in Self.stakes.enumerated() {
      logs[index] += log1p(stake * (value - nullMean) / nullMean)
    }
    count += 1
    largestLogWealth = max(largestLogWealth, logWealth)
  }
}
