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
  init(centring families: UnsafeMutableBufferPointer<UnitMeans.Mean>) {
    var (known, sum, count) = (Company([]), UnitMeans.Mean(similarity: 0, length: 0), 0.0)
    for family in families.indices {
      let mean = families[family]
      guard mean.similarity.isFinite, mean.length.isFinite else { continue }
      known.insert(family)
      sum.similarity += mean.similarity
      sum.length += mean.length
      count += 1
    }
    present = known
    centre = UnitMeans.Mean(similarity: sum.similarity / count, length: sum.length / count)
    for family in families.indices {
      guard known.contains(family) else {
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
