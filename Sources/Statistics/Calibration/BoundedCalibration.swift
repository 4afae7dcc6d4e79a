/// A calibration whose log10 LR is kept within bounds, as those of ``LabelledScores/empiricalBounds``.
public struct BoundedCalibration<Base: Calibration>: Calibration {
  public let base: Base
  /// log10; contains 0, so that no score is moved to the other side of LR = 1.
  public let bounds: ClosedRange<Double>

  public init(_ base: Base, within bounds: ClosedRange<Double>) {
    precondition(bounds.contains(0), "bounds of a log10 LR contain 0")
    self.base = base
    self.bounds = bounds
  }

  public func log10LikelihoodRatio(at score: Double) -> Double {
    min(max(base.log10LikelihoodRatio(at: score), bounds.lowerBound), bounds.upperBound)
  }
}

extension LabelledScores {
  /// The same cases with every score kept within bounds; the scores are log10 likelihood ratios.
  public func clipped(to bounds: ClosedRange<Double>) -> LabelledScores {
    mapScores { min(max($0, bounds.lowerBound), bounds.upperBound) }
  }
}
