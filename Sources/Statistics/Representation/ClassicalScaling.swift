/// Points in few dimensions whose distances come near to given ones (classical multidimensional
/// scaling, Torgerson 1952): the leading eigenvectors of -1/2 J D² J, each times the square root of
/// its eigenvalue.
public struct ClassicalScaling: Sendable {
  /// Shape: points x dimensions. The element of largest magnitude of a column is positive; columns
  /// without a positive eigenvalue are zero.
  public let coordinates: Matrix<Double>
  /// Descending, one for each dimension.
  public let eigenvalues: [Double]

  /// - Parameters:
  ///   - distances: symmetric.
  ///   - dimensions: at most as many as points.
  /// - Throws: `.notFinite` for infinity or NaN, `.noConvergence` from LAPACK.
  public init(distances: Matrix<Double>, dimensions: Int) throws(StatisticsError) {
    precondition(distances.rows == distances.columns, "a matrix of distances is square")
    precondition(dimensions >= 0 && dimensions <= distances.rows, "no more dimensions than points")
    let count = distances.rows
    let spectrum = try Self.doublyCentred(distances).symmetricEigendecomposition()
    var coordinates = Matrix<Double>(rows: count, columns: dimensions)
    for dimension in 0..<dimensions {
      let vector = spectrum.vectors[row: count - 1 - dimension]
      let length = max(0, spectrum.values[count - 1 - dimension]).squareRoot()
      let peak = vector.max { abs($0) < abs($1) } ?? 0
      for (point, value) in vector.enumerated() {
        coordinates[point, dimension] = (peak < 0 ? -value : value) * length
      }
    }
    self.coordinates = coordinates
    eigenvalues = Array(spectrum.values.reversed().prefix(dimensions))
  }

  private static func doublyCentred(_ distances: Matrix<Double>) -> Matrix<Double> {
    let count = distances.rows
    var result = Matrix<Double>(
      rows: count, columns: count, elements: distances.elements.map { -0.5 * $0 * $0 })
    let means = (0..<count).map { result[row: $0].reduce(0, +) / Double(count) }
    let mean = means.reduce(0, +) / Double(max(count, 1))
    for row in 0..<count {
      for column in 0..<count { result[row, column] += mean - means[row] - means[column] }
    }
    return result
  }
}
