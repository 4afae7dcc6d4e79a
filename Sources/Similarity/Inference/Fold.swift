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
  /// Shape: generations of all items x metrics; S'.
  let adjusted: [Double]

  /// What similarities of a suspect are measured against on one metric: (S' - mean) * inverse.
  struct Reference: Sendable {
    let mean: Double
    /// One over the scale.
    let inverse: Double
  }

  var plan: ScoringPlan { replicate.plan }

  /// Fused excess of an item; `nil` when not measurable on this company.
  func excess(_ item: Int, on company: Company) -> Double? {
    var references: [Reference] = []
    guard append(plan.items[item].unit.suspect, company, to: &references) else { return nil }
    return excess(item, references, from: 0)
  }

  /// Fused excess of a single pair.
  func excess(_ suspect: Int, _ source: Int, on company: Company) -> Double? {
    var references: [Reference] = []
    guard append(suspect, company, to: &references) else { return nil }
    let sum = references.indices.reduce(0.0) { sum, metric in
      let value = replicate.metrics[metric].pair(suspect, source, slope: slopes[metric])
      return sum + (value - references[metric].mean) * references[metric].inverse
    }
    let value = sum / Double(references.count)
    return value.isFinite ? value : nil
  }

  /// The largest over generations of the mean over metrics; those that lack a metric do not count.
  /// - Parameter start: where the references of the item's suspect begin, one for each metric.
  func excess(_ item: Int, _ references: [Reference], from start: Int) -> Double? {
    let metrics = slopes.count
    var best = -Double.infinity
    for generation in plan.generations(item) {
      var sum = 0.0
      for metric in 0..<metrics {
        let reference = references[start + metric]
        sum += (adjusted[generation * metrics + metric] - reference.mean) * reference.inverse
      }
      if sum > best { best = sum }
    }
    return best.isFinite && metrics > 0 ? best / Double(metrics) : nil
  }

  /// Appends a suspect's references, one for each metric.
  /// - Returns: false, with nothing appended, where one is not measurable.
  func append(_ suspect: Int, _ company: Company, to references: inout [Reference]) -> Bool {
    guard company.count >= Cohort.fewestFamilies else { return false }
    let start = references.count
    for metric in slopes.indices {
      let (mean, variance) = replicate.metrics[metric].reference(
        suspect, company, slope: slopes[metric])
      let scale = Self.scale(variance, common: commons[metric], families: company.count)
      // A spread at the level of rounding is no spread.
      guard mean.isFinite, scale.isFinite, scale > 1e-6 * max(1, abs(mean)) else {
        references.removeSubrange(start...)
        return false
      }
      references.append(Reference(mean: mean, inverse: 1 / scale))
    }
    return true
  }

  /// The shrunken standard deviation.
  static func scale(_ variance: Double, common: Double, families: Int) -> Double {
    let freedom = Double(families - 1)
    return ((4 * common + freedom * variance) / (4 + freedom)).squareRoot()
  }
}
