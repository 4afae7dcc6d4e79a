#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

// In this file the scores are log10 likelihood ratios.
extension LabelledScores {
  /// Cllr, the log likelihood ratio cost in bits (Brummer & du Preez 2006): 0 is perfect, 1 is what
  /// LR = 1 always would give. Infinite when an infinite LR misleads.
  public var cllr: Double {
    let cost = meanBits(atPriorLog10Odds: 0)
    return (cost.positive + cost.negative) / 2
  }

  /// Cllr after the best monotone calibration on these same cases: loss from discrimination.
  public var cllrMin: Double { isotonicallyCalibrated.cllr }

  /// Cllr - Cllr_min: loss from calibration.
  public var cllrCal: Double { cllr - cllrMin }

  /// These cases with log10 LRs from isotonic calibration on themselves. May be infinite.
  public var isotonicallyCalibrated: LabelledScores {
    let calibration = IsotonicCalibration(fitting: self)
    return mapScores(calibration.log10LikelihoodRatio(at:))
  }

  /// Empirical cross-entropy in bits at prior odds 10^x (Ramos & Gonzalez-Rodriguez 2013).
  public func empiricalCrossEntropy(atPriorLog10Odds prior: Double) -> Double {
    let cost = meanBits(atPriorLog10Odds: prior)
    let positiveShare = 1 / (1 + pow(10, -prior))
    let negativeShare = 1 / (1 + pow(10, prior))
    return positiveShare * cost.positive + negativeShare * cost.negative
  }

  /// Empirical cross-entropy of the neutral system, whose LR is always 1.
  public static func neutralCrossEntropy(atPriorLog10Odds prior: Double) -> Double {
    bits(-prior) / (1 + pow(10, -prior)) + bits(prior) / (1 + pow(10, prior))
  }

  /// Mean of log2(1 + 1/odds) over the positive class and of log2(1 + odds) over the negative one,
  /// where odds are posterior.
  private func meanBits(atPriorLog10Odds prior: Double) -> (positive: Double, negative: Double) {
    var (positive, negative) = (0.0, 0.0)
    for step in steps {
      if step.positive > 0 { positive += step.positive * Self.bits(-(step.score + prior)) }
      if step.negative > 0 { negative += step.negative * Self.bits(step.score + prior) }
    }
    return (positive / positiveWeight, negative / negativeWeight)
  }

  /// log2(1 + 10^x) without overflow.
  private static func bits(_ x: Double) -> Double {
    let z = x * log(10)
    return (max(z, 0) + log1p(exp(-abs(z)))) / log(2)
  }
}
