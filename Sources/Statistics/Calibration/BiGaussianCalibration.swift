#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Bi-Gaussianised calibration (Morrison 2024): scores are warped so that the ln LRs of the two
/// classes become Gaussians with means +-s^2/2 and standard deviation s, which is what perfectly
/// calibrated Gaussian ln LRs are.
///
/// The spread s is that of the perfect system whose Cllr equals the Cllr of a ridge-logistic
/// calibration (C = 1, standardised) of the same scores. The warp maps the smoothed cumulative
/// distribution of the scores, both classes weighing the same, onto that of the two Gaussians.
/// Increasing and finite. Where the logistic slope is not positive the scores say nothing, s is 0 and
/// the LR is 1.
public struct BiGaussianCalibration: Calibration {
  /// Standard deviation s of the natural log LR within each class.
  public let spread: Double
  private let densities: ClassDensities

  /// - Throws: `.degenerate` when a class does not vary, `.notFinite` for infinite scores.
  public init(fitting scores: LabelledScores) throws(StatisticsError) {
    densities = try ClassDensities(scores)
    let all = scores.steps
    let standardise = try Standardisation(
      fitting: all.map(\.score), weights: all.map { $0.positive + $0.negative })
    let standard = scores.mapScores { standardise($0) }
    let logistic = try LogisticCalibration(fitting: standard)
    spread =
      logistic.model.slopes[0] > 0
      ? Self.spread(withCost: standard.mapScores(logistic.log10LikelihoodRatio(at:)).cllr) : 0
  }

  public func log10LikelihoodRatio(at score: Double) -> Double {
    guard spread > 0 else { return 0 }
    let (one, two) = (densities.positive, densities.negative)
    let lower = (one.lowerTail(at: score) + two.lowerTail(at: score)) / 2
    if lower <= 0.5 { return quantile(lower) * log10OfE }
    let upper = (one.upperTail(at: score) + two.upperTail(at: score)) / 2
    return -quantile(upper) * log10OfE
  }

  /// The ln LR below which a share p <= 1/2 of the equal mixture lies; finite for p = 0 too.
  private func quantile(_ p: Double) -> Double {
    let mean = spread * spread / 2
    return Self.bisect(from: -mean - 40 * spread, to: 0) { x in
      let below = Normal.cumulative((x - mean) / spread) + Normal.cumulative((x + mean) / spread)
      return below / 2 < p
    }
  }

  /// The spread of the perfectly calibrated system with this Cllr; 0 when it is 1 or more.
  static func spread(withCost cllr: Double) -> Double {
    guard cllr < 1 else { return 0 }
    return bisect(from: 0, to: 16) { cost(ofSpread: $0) > cllr }
  }

  /// Cllr in bits of the perfectly calibrated system, by the trapezoidal rule, which converges
  /// exponentially here.
  private static func cost(ofSpread spread: Double) -> Double {
    let step = 0.05
    var sum = 0.0
    for index in -240...240 {
      let z = Double(index) * step
      let lnLR = spread * spread / 2 + spread * z
      sum += exp(-z * z / 2) * (max(-lnLR, 0) + log1p(exp(-abs(lnLR))))
    }
    return sum * step / (2 * Double.pi).squareRoot() / log(2)
  }

  /// Where a condition that holds on the left of a range and fails on its right changes.
  private static func bisect(
    from low: Double, to high: Double, _ holds: (Double) -> Bool
  ) -> Double {
    var (low, high) = (low, high)
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if holds(middle) { low = middle } else { high = middle }
    }
    return high
  }
}
