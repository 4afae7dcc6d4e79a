/// Empirical cross-entropy in bits at one prior, of the ratios given and of two others to read it by.
public struct CrossEntropyPoint: Equatable, Sendable {
  public let priorLog10Odds: Double
  /// Of the ratios as they are.
  public let given: Double
  /// After the best monotone calibration on these same cases: what their order alone would cost.
  public let isotonic: Double
  /// Of LR = 1 always: what saying nothing costs.
  public let neutral: Double
}

// In this file the scores are log10 likelihood ratios.
extension LabelledScores {
  /// The ECE curve (Ramos & Gonzalez-Rodriguez 2013) over a grid of prior log10 odds. At prior odds of
  /// 1 the three values are Cllr, Cllr_min and 1.
  public func crossEntropyCurve(atPriorLog10Odds priors: [Double]) -> [CrossEntropyPoint] {
    let isotonic = isotonicallyCalibrated
    return priors.map { prior in
      CrossEntropyPoint(
        priorLog10Odds: prior, given: empiricalCrossEntropy(atPriorLog10Odds: prior),
        isotonic: isotonic.empiricalCrossEntropy(atPriorLog10Odds: prior),
        neutral: Self.neutralCrossEntropy(atPriorLog10Odds: prior))
    }
  }
}
