/// One metric under one weighting: the mean similarity and length difference of every unit with
/// each generation of its source, and of every suspect with each cohort family.
///
/// The length step is linear, S' = S + slope D, so keeping both means lets any slope be applied
/// without going back to the pairs; and since the reference depends on the suspect alone, the mean
/// excess over versions is the excess of their mean. A class, for it is read in the inner loop.
final class UnitMeans: Sendable {
  let similarity: SimilarityMatrix
  /// `nil` for a metric that length does not enter.
  let length: SimilarityMatrix?
  private let familyCount: Int
  /// Shape: subjects x cohort families; deviations from the suspect's mean over all families, 0 where
  /// no member could be compared.
  private let deviations: [Mean]
  /// By subject, over the families that could be compared.
  private let totals: [FamilyTotals]
  /// Row by row of the plan's generations.
  let generations: [Mean]

  struct Mean: Sendable {
    var similarity: Double
    var length: Double

    @inline(__always)
    func adjusted(_ slope: Double) -> Double { similarity + slope * length }
  }

  init(similarity: SimilarityMatrix, length: SimilarityMatrix?, plan: ScoringPlan) {
    self.similarity = similarity
    self.length = length
    familyCount = plan.cohort.families.count
    var deviations = [Mean](
      repeating: Mean(similarity: 0, length: 0), count: similarity.count * familyCount)
    totals = deviations.withUnsafeMutableBufferPointer { [familyCount] deviations in
      (0..<similarity.count).map { subject in
        let row = deviations[(subject * familyCount)..<((subject + 1) * familyCount)]
        let families = UnsafeMutableBufferPointer(rebasing: row)
        for family in 0..<familyCount {
          families[family] = plan.families.mean(subject, family, similarity, length)
        }
        return FamilyTotals(centring: families)
      }
    }
    self.deviations = deviations
    generations = plan.generationSuspects.enumerated().map { generation, suspect in
      plan.generationSources.mean(suspect, generation, similarity, length)
    }
  }

  /// Mean and variance (divisor one less than their number) of a suspect's similarities to the
  /// families of a company; NaN where one is missing.
  ///
  /// What all families sum to less the few outside the company: sums of deviations from the suspect's
  /// mean over all of them, so that little is cancelled.
  @inline(__always)
  func reference(_ suspect: Int, _ company: Company, slope: Double) -> (
    mean: Double, variance: Double
  ) {
    let total = totals[suspect]
    guard company.subtracting(total.present).count == 0 else { return (.nan, .nan) }
    let start = suspect * familyCount
    var (sum, squares) = total.adjusted(slope)
    for family in total.present.subtracting(company) {
      let deviation = deviations[start + family].adjusted(slope)
      sum -= deviation
      squares -= deviation * deviation
    }
    let count = Double(company.count)
    let mean = sum / count
    return (
      total.centre.adjusted(slope) + mean, max(0, squares - sum * mean) / (count - 1)
    )
  }

  /// A single pair, or NaN.
  func pair(_ suspect: Int, _ source: Int, slope: Double) -> Double {
    guard let value = similarity[suspect, source] else { return .nan }
    return value + slope * (length?[suspect, source] ?? 0)
  }
}
