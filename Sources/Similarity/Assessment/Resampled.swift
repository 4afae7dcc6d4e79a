import Statistics

/// What the bootstrap keeps of every replicate: the fused excess and ratio of the pairs asked for,
/// and the separation of the calibration units under each way of scoring.
struct Resampled: Sendable {
  /// Shape: replicates x rows; log10 LR, 0 where the replicate could not be calibrated.
  var ratios: [[Float]] = []
  /// Shape: replicates x rows; whether the ratio had to be set to 0.
  var failures: [[Bool]] = []
  /// Shape: replicates x ways.
  var separations: [[Separation]] = []
  /// By replicate, with the maker of the source left out as well.
  var withoutMaker: [Separation] = []

  mutating func append(_ other: Resampled) {
    ratios += other.ratios
    failures += other.failures
    separations += other.separations
    withoutMaker += other.withoutMaker
  }

  /// 95 % percentile interval of one row's log10 LR, and the share of failed replicates.
  func ratio(_ row: Int) -> (low: Double, high: Double, failed: Double)? {
    let values = ratios.map { Double($0[row]) }
    guard let quantiles = try? SampleQuantiles(values) else { return nil }
    let interval = quantiles.interval()
    let failed = Double(failures.count { $0[row] }) / Double(failures.count)
    return (interval.lowerBound, interval.upperBound, failed)
  }

  /// A point estimate with the percentile interval over the replicates that have a value.
  static func estimate(
    _ point: Separation, _ replicates: [Separation], _ value: (Separation) -> Double?
  ) -> Validity.Estimate? {
    guard let center = value(point) else { return nil }
    let interval = (try? SampleQuantiles(replicates.compactMap(value)))?.interval()
    return Validity.Estimate(value: center, low: interval?.lowerBound, high: interval?.upperBound)
  }
}
