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
    let references = references(unit.suspect, company)
    guard !references.isEmpty else { return nil }
    var best: Double?
    for generation in unit.generations.indices {
      let value = fused(references) { metric, slope in
        replicate.metrics[metric].generation(item, generation, slope: slope)
      }
      if let value, value > best ?? -.infinity { best = value }
    }
    return best
  }

  /// Fused excess of a single pair.
  func excess(_ suspect: Int, _ source: Int, on company: Company) -> Double? {
    fused(references(suspect, company)) { metric, slope in
      replicate.metrics[metric].pair(suspect, source, slope: slope)
    }
  }

  private struct Reference {
    let metric: Int
    let mean: Double
    let scale: Double
  }

  /// The measurable metrics' means and scales of a suspect on a company.
  private func references(_ suspect: Int, _ company: Company) -> [Reference] {
    guard company.count >= Cohort.fewestFamilies else { return [] }
    return replicate.metrics.indices.compactMap { metric in
      let (mean, variance) = replicate.metrics[metric].reference(
        suspect, company, slope: slopes[metric])
      let scale = Self.scale(variance, common: commons[metric], families: company.count)
      // A spread at the level of rounding is no spread.
      return mean.isFinite && scale.isFinite && scale > 1e-6 * max(1, abs(mean))
        ? Reference(metric: metric, mean: mean, scale: scale) : nil
    }
  }

  /// The shrunken standard deviation.
  static func scale(_ variance: Double, common: Double, families: Int) -> Double {
    let freedom = Double(families - 1)
    return ((4 * common + freedom * variance) / (4 + freedom)).squareRoot()
  }

  private func fused(
    _ references: [Reference], _ value: (_ metric: Int, _ slope: Double) -> Double
  ) -> Double? {
    var sum = 0.0
    var count = 0.0
    for reference in references {
      let similarity = value(reference.metric, slopes[reference.metric])
      guard similarity.isFinite else { continue }
      sum += (similarity - reference.mean) / reference.scale
      count += 1
    }
    return count > 0 && count == Double(slopes.count) ? sum / count : nil
  }
}
