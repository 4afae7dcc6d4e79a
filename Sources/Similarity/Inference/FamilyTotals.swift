/// Sums over the cohort families that one suspect could be compared with, of deviations from their
/// mean.
struct FamilyTotals: Sendable {
  /// The mean over the families.
  let centre: UnitMeans.Mean
  /// The families with a value.
  let present: Company
  private var sum = UnitMeans.Mean(similarity: 0, length: 0)
  /// Of similarity squared, of similarity times length, of length squared.
  private var squares = (0.0, 0.0, 0.0)

  /// - Parameter families: means by family, replaced by their deviations; NaN becomes 0.
  init(centring families: inout [UnitMeans.Mean]) {
    let known = families.indices.filter {
      families[$0].similarity.isFinite && families[$0].length.isFinite
    }
    let count = Double(known.count)
    centre = UnitMeans.Mean(
      similarity: known.reduce(0) { $0 + families[$1].similarity } / count,
      length: known.reduce(0) { $0 + families[$1].length } / count)
    present = Company(known)
    for family in families.indices {
      guard present.contains(family) else {
        families[family] = UnitMeans.Mean(similarity: 0, length: 0)
        continue
      }
      families[family].similarity -= centre.similarity
      families[family].length -= centre.length
      add(families[family])
    }
  }

  private mutating func add(_ deviation: UnitMeans.Mean) {
    let (s, l) = (deviation.similarity, deviation.length)
    sum.similarity += s
    sum.length += l
    squares.0 += s * s
    squares.1 += s * l
    squares.2 += l * l
  }

  /// Sum and sum of squares of S' = S + slope D.
  @inline(__always)
  func adjusted(_ slope: Double) -> (sum: Double, squares: Double) {
    (sum.adjusted(slope), squares.0 + slope * (2 * squares.1 + slope * squares.2))
  }
}
