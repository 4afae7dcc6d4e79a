/// A map from a score to the likelihood ratio of H1 (positive) against H2 (negative).
public protocol Calibration: Sendable {
  /// log10 of the likelihood ratio at a score, which must not be NaN.
  func log10LikelihoodRatio(at score: Double) -> Double
}
