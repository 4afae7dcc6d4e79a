/// How far one configuration of points can be turned onto another: with both centred and scaled to
/// Frobenius norm 1, the largest tr(X'Y R) over orthogonal R, which is the nuclear norm of X'Y
/// (Schönemann 1966). 1 - value² is the disparity of Procrustes analysis.
public enum ProcrustesSimilarity {
  /// Points centred, scaled and, where there are more dimensions than points, turned into as few
  /// dimensions as points, which changes no value; `nil` when all points are alike.
  ///
  /// - Parameter points: one row for each.
  /// - Throws: `.notFinite` for infinity or NaN.
  public static func configuration(
    of points: Matrix<Float>
  ) throws(StatisticsError) -> Matrix<Float>? {
    guard let standardised = standardised(points) else { return nil }
    guard points.rows < points.columns else { return standardised }
    // X' = Q R, so X = R'Q', and R' is the same configuration in other axes.
    return try standardised.transposed.qrDecomposition().r.transposed
  }

  /// In [0, 1], for two configurations of the same points in order.
  public static func value(
    _ x: Matrix<Float>, _ y: Matrix<Float>
  ) throws(StatisticsError) -> Double {
    precondition(x.rows == y.rows, "the same points in both configurations")
    let products = Matrix.product(x, transposed: true, times: y)
    return min(1, Double(try products.singularValues().reduce(0, +)))
  }

  private static func standardised(_ points: Matrix<Float>) -> Matrix<Float>? {
    var centred = points
    var squares = 0.0
    var largest: Float = 0
    for column in 0..<points.columns {
      // In double precision the mean of equal numbers is that number.
      let sum = (0..<points.rows).reduce(0.0) { $0 + Double(points[$1, column]) }
      let mean = sum / Double(points.rows)
      for row in 0..<points.rows {
        largest = max(largest, abs(points[row, column]))
        centred[row, column] = Float(Double(points[row, column]) - mean)
        squares += Double(centred[row, column] * centred[row, column])
      }
    }
    guard squares.squareRoot() > 1e-6 * Double(largest) else { return nil }
    let scale = Float(1 / squares.squareRoot())
    return Matrix(
      rows: points.rows, columns: points.columns, elements: centred.elements.map { $0 * scale })
  }
}
