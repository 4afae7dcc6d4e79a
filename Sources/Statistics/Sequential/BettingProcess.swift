#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// E-process against "the mean is at most m" for observations in [0, 1] (Waudby-Smith & Ramdas 2024,
/// *Estimating means of bounded random variables by betting*).
///
/// Wealth after t observations is the product of 1 + b_i (x_i - m). The bet b_i >= 0 is chosen before
/// x_i is seen: the plug-in sqrt(2 ln(1/level) / (v_(i-1) i ln(1 + i))), with v the running variance,
/// and at most 1/(2m), so that no observation takes more than half of the wealth. The observations
/// may be dependent as long as each has mean at most m given those before it.
public struct BettingProcess: EProcess {
  /// m, above 0 and below 1.
  public let nullMean: Double
  /// The level that the bets are made for; the process is valid at every other.
  public let level: Double
  public private(set) var logWealth = 0.0
  public private(set) var largestLogWealth = 0.0
  public private(set) var count = 0
  private var sum = 0.5
  private var squares = 0.25

  public init(nullMean: Double, level: Double = 0.05) {
    precondition(nullMean > 0 && nullMean < 1, "the mean under the null lies between 0 and 1")
    precondition(level > 0 && level < 1, "a level lies between 0 and 1")
    self.nullMean = nullMean
    self.level = level
  }

  /// The next bet, from what was seen before.
  package var bet: Double {
    let next = Double(count + 1)
    let variance = squares / next
    return min((2 * log(1 / level) / (variance * next * log1p(next))).squareRoot(), 0.5 / nullMean)
  }

  public mutating func observe(_ value: Double) {
    precondition(value >= 0 && value <= 1, "an observation lies in [0, 1]")
    logWealth += log1p(bet * (value - nullMean))
    largestLogWealth = max(largestLogWealth, logWealth)
    count += 1
    sum += value
    let deviation = value - sum / Double(count + 1)
    squares += deviation * deviation
  }
}
