extension LabelledScores {
  /// devPAV (Vergeer et al. 2021): mean distance of the isotonic log10 LR from the log10 LR given,
  /// between the outermost LRs whose isotonic value is finite. 0 is perfectly calibrated.
  ///
  /// Nil when no isotonic value is finite, as under perfect separation; infinite when an infinite
  /// LR has a finite isotonic value. The scores are log10 likelihood ratios.
  public var isotonicDeviation: Double? {
    let calibration = IsotonicCalibration(fitting: self)
    let points = zip(calibration.scores, calibration.log10LikelihoodRatios)
      .filter { $0.1.isFinite }
    guard let first = points.first, let last = points.last else { return nil }
    guard first.0.isFinite, last.0.isFinite else { return .infinity }
    guard points.count > 1 else { return abs(first.1 - first.0) }
    let area = zip(points, points.dropFirst()).reduce(0) { sum, pair in
      let (left, right) = (pair.0.1 - pair.0.0, pair.1.1 - pair.1.0)
      return sum + (pair.1.0 - pair.0.0) * Self.meanDistance(left, right)
    }
    return area / (last.0 - first.0)
  }

  /// Mean of |d| where d runs linearly from `left` to `right`.
  private static func meanDistance(_ left: Double, _ right: Double) -> Double {
    if left * right >= 0 { return (abs(left) + abs(right)) / 2 }
    return (left * left + right * right) / (2 * (abs(left) + abs(right)))
  }
}
