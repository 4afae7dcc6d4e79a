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

    static let none = Reference(mean: .nan, inverse: .nan)
  }

  var plan: ScoringPlan { replicate.plan }

  /// Fused excess of an item; `nil` when not measurable on this company.
  func excess(_ item: Int, on company: Company) -> Double? {
    let suspect = plan.suspects[item]
    let references = slopes.indices.map { reference(suspect, company, $0) }
    guard !references.isEmpty else { return nil }
    let found = references.withUnsafeBufferPointer { value(item, $0.baseAddress!) }
    return found.isNaN ? nil : found
  }

  /// Fused excess of a single pair.
  func excess(_ suspect: Int, _ source: Int, on company: Company) -> Double? {
    let sum = slopes.indices.reduce(0.0) { sum, metric in
      let value = replicate.metrics[metric].pair(suspect, source, slope: slopes[metric])
      let reference = reference(suspect, company, metric)
      return sum + (value - reference.mean) * reference.inverse
    }
    let value = sum / Double(slopes.count)
    return value.isFinite ? value : nil
  }

  /// The largest over generations of the mean over metrics; those that lack a metric do not count. NaN
  /// where there is none.
  /// - Parameter references: of the item's suspect, one for each metric.
  @inline(__always)
  func value(_ item: Int, _ references: UnsafePointer<Reference>) -> Double {
    let metrics = slopes.count
    var best = -Double.infinity
    adjusted.withUnsafeBufferPointer { adjusted in
      for generation in plan.generations(item) {
        var sum = 0.0
        for metric in 0..<metrics {
          sum +=
            (adjusted[generation &* metrics &+ metric] - references[metric].mean)
            * references[metric].inverse
        }
        if sum > best { best = sum }
      }
    }
    return best.isFinite ? best / Double(metrics) : .nan
  }

  /// What a suspect is measured against on one metric; NaN where it is not measurable.
  func reference(_ suspect: Int, _ company: Company, _ metric: Int) -> Reference {
    guard company.count >= Cohort.fewestFamilies else { return .none }
    let (mean, variance) = replicate.metrics[metric].reference(
      suspect, company, slope: slopes[metric])
    let scale = Self.scale(variance, common: commons[metric], families: company.count)
    // A spread at the level of rounding is no spread.
    guard mean.isFinite, scale.isFinite, scale > 1e-6 * max(1, abs(mean)) else { return .none }
    return Reference(mean: mean, inverse: 1 / scale)
  }

  /// The shrunken standard deviation.
  static func scale(_ variance: Double, common: Double, families: Int) -> Double {
    let freedom = Double(families - 1)
    return ((4 * common + freedom * variance) / (4 + freedom)).squareRoot()
  }
}
