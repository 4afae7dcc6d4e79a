/// Scores of units with one lineage left out of every fit.
///
/// Excess of a unit on a company F: z = (S' - m) / sqrt((4 s0^2 + (n - 1) v) / (3 + n)), m and v the
/// mean and variance over the n families of F, s0^2 the common variance; fused as the mean over
/// metrics, all of which must be measured so that suspect and control are scored alike; then the
/// largest generation.
struct Fold: Sendable {
  let replicate: Replicate
  let lineage: Int
  /// By metric.
  let slopes: [Double]
  let commons: [Double]

  var plan: ScoringPlan { replicate.plan }

  /// Fused excess of an item; `nil` when not measurable on this company.
  func excess(_ item: Int, on company: Company) -> Double? {
    let unit = plan.items[item].unit
    var best: Double?
    for generation in unit.generations.indices {
      let value = fused(unit.suspect, company) { metric, slope in
        metric.generation(item, generation, slope: slope)
      }
      if let value, value > best ?? -.infinity { best = value }
    }
    return best
  }

  /// Fused excess of a single pair.
  func excess(_ suspect: Int, _ source: Int, on company: Company) -> Double? {
    fused(suspect, company) { metric, slope in metric.pair(suspect, source, slope: slope) }
  }

  /// The mean over metrics; `nil` where one of them is not measurable.
  @inline(__always)
  private func fused(
    _ suspect: Int, _ company: Company, _ similarity: (UnitMeans, _ slope: Double) -> Double
  ) -> Double? {
    guard company.count >= Cohort.fewestFamilies else { return nil }
    var sum = 0.0
    for (index, metric) in replicate.metrics.enumerated() {
      let (mean, variance) = metric.reference(suspect, company, slope: slopes[index])
      let scale = Self.scale(variance, common: commons[index], families: company.count)
      // A spread at the level of rounding is no spread.
      guard mean.isFinite, scale.isFinite, scale > 1e-6 * max(1, abs(mean)) else { return nil }
      sum += (similarity(metric, slopes[index]) - mean) / scale
    }
    let value = sum / Double(replicate.metrics.count)
    return value.isFinite ? value : nil
  }

  /// The shrunken standard deviation.
  static func scale(_ variance: Double, common: Double, families: Int) -> Double {
    let freedom = Double(families - 1)
    return ((4 * common + freedom * variance) / (4 + freedom)).squareRoot()
  }
}
