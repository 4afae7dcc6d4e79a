#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The number of successes in independent trials with unequal chances.
public struct PoissonBinomial: Sendable {
  private let chances: [Double]

  /// - Parameter chances: one for each trial, in [0, 1].
  public init(_ chances: [Double]) {
    precondition(chances.allSatisfy { $0 >= 0 && $0 <= 1 }, "a chance lies in [0, 1]")
    self.chances = chances
  }

  public var mean: Double { chances.reduce(0, +) }

  /// ln P(X >= count), accurate to rounding also where the probability itself underflows;
  /// -infinity where it is 0.
  ///
  /// The distribution is convolved trial by trial after exponential tilting, which moves its mean
  /// to the count: P(X = k) = exp(K - t k) P_t(X = k) with K = sum of ln(1 - p + p exp(t)) holds
  /// for any t. Masses below 1e-30 of the tilted distribution are dropped at either end.
  public func logUpperTail(atLeast count: Int) -> Double {
    if count <= 0 { return 0 }
    if count > chances.count { return -.infinity }
    let tilt = tilt(to: Double(count))
    let factor = exp(tilt)
    let (first, masses) = Self.convolved(
      chances.map { $0 * factor / (1 - $0 + $0 * factor) })
    var sum = 0.0
    for (offset, mass) in masses.enumerated() where first + offset >= count {
      sum += mass * exp(-tilt * Double(first + offset - count))
    }
    let normaliser = chances.reduce(0) { $0 + log1p($1 * (factor - 1)) }
    return min(0, normaliser - tilt * Double(count) + log(sum))
  }

  /// The t >= 0 at which the tilted mean is about `count`, by safeguarded Newton steps; 0 when the
  /// mean is no smaller.
  private func tilt(to count: Double) -> Double {
    var (low, high, tilt) = (0.0, 40.0, 0.0)
    for _ in 0..<60 {
      let factor = exp(tilt)
      var (mean, variance) = (0.0, 0.0)
      for chance in chances {
        let tilted = chance * factor / (1 - chance + chance * factor)
        mean += tilted
        variance += tilted * (1 - tilted)
      }
      if mean >= count, tilt == 0 { return 0 }
      if abs(mean - count) <= 0.1 * variance.squareRoot() + 1e-6 { return tilt }
      if mean < count { low = tilt } else { high = tilt }
      let step = tilt + (count - mean) / variance
      tilt = step > low && step < high ? step : (low + high) / 2
    }
    return tilt
  }

  /// The masses of the sum from `first` on.
  private static func convolved(_ chances: [Double]) -> (first: Int, masses: [Double]) {
    var masses = [Double](repeating: 0, count: chances.count + 2)
    var next = masses
    masses[1] = 1
    // `masses[k + 1]` is P(sum = k); positions outside low...high hold nothing.
    var (low, high) = (1, 1)
    for chance in chances {
      addTrial(chance, to: masses, low...high, &next)
      swap(&masses, &next)
      high += 1
      while high > low, masses[high] < 1e-30 {
        masses[high] = 0
        high -= 1
      }
      while low < high, masses[low] < 1e-30 {
        masses[low] = 0
        low += 1
      }
      if high + 1 < masses.count { masses[high + 1] = 0 }
      masses[low - 1] = 0
    }
    return (low - 1, Array(masses[low...high]))
  }
  /// One step of the convolution; the hot loop.
  private static func addTrial(
    _ chance: Double, to masses: [Double], _ range: ClosedRange<Int>, _ next: inout [Double]
  ) {
    let (success, failure) = (chance, 1 - chance)
    masses.withUnsafeBufferPointer { old in
      next.withUnsafeMutableBufferPointer { new in
        for k in range.lowerBound...(range.upperBound &+ 1) {
          new[k] = old[k] * failure + old[k &- 1] * success
        }
      }
    }
  }
}
