/// The share of nearest neighbours that two configurations of the same points have in common,
/// averaged over points (mutual k-nearest-neighbour alignment of Huh et al. 2024).
///
/// Neighbours are ranked by inner product. Where several tie for the last places they share them:
/// each belongs to the neighbourhood to the same degree, and two degrees have their smaller one in
/// common.
public enum NeighbourOverlap {
  /// Differences of inner products below this are rounding.
  private static let tolerance: Float = 1e-5

  /// For every point the degree, 0...1, to which every other is among its neighbours.
  ///
  /// - Parameters:
  ///   - points: one row for each.
  ///   - neighbours: how many each point has, fewer than there are others.
  /// - Returns: points x points, row after row; every row sums to `neighbours`.
  public static func memberships(of points: Matrix<Float>, neighbours: Int) -> [Float] {
    precondition(neighbours > 0 && neighbours < points.rows, "fewer neighbours than other points")
    let gram = points.rowGram()
    return (0..<points.rows).flatMap { point in
      var closeness = Array(gram[row: point])
      closeness[point] = -.infinity
      return degrees(closeness, neighbours)
    }
  }

  private static func degrees(_ closeness: [Float], _ neighbours: Int) -> [Float] {
    let last = closeness.sorted(by: >)[neighbours - 1]
    let (above, below) = (last + tolerance, last - tolerance)
    let certain = closeness.count { $0 > above }
    let tied = closeness.count { $0 >= below } - certain
    let share = Float(neighbours - certain) / Float(tied)
    return closeness.map { $0 > above ? 1 : $0 >= below ? share : 0 }
  }

  /// In [0, 1].
  public static func value(_ x: [Float], _ y: [Float], points: Int, neighbours: Int) -> Double {
    Double(VectorSum.minima(x, y)) / Double(points * neighbours)
  }
}
