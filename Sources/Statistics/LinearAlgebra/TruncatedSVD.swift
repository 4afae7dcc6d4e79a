/// The leading right singular vectors of a sparse matrix, from a randomised range finder with power
/// iterations and a QR decomposition after each product (Halko, Martinsson & Tropp 2011, algorithms
/// 4.4 and 5.1).
///
/// Fit it on a reference population and transform any rows with it: a new row changes no other
/// row's coordinates. Rows are independent, so a large matrix can be transformed in pieces. The sign
/// of a component is such that its element of largest magnitude is positive. Components beyond the
/// rank of the matrix have singular value 0 and an arbitrary direction.
public struct TruncatedSVD: Sendable {
  /// Columns of the matrix x components: V, orthonormal columns.
  public let components: Matrix<Float>
  /// Descending.
  public let singularValues: [Float]

  /// - Parameters:
  ///   - rows: the population, at least as many rows and columns as `count`.
  ///   - count: number of components.
  ///   - powerIterations: each sharpens the spectrum by two more products; 4 suit text.
  ///   - stream: random numbers for the start; the same stream gives the same components.
  /// - Throws: `.notFinite` when a value is infinite or NaN, `.noConvergence` from LAPACK.
  public init(
    fitting rows: SparseRows, count: Int, powerIterations: Int = 4, stream: RandomStream
  ) throws(StatisticsError) {
    let available = min(rows.rows, rows.columns)
    precondition(count > 0 && count <= available, "1 to min(rows, columns) components")
    let width = min(count + 10, available)
    let tiles = SparseTiles(rows)
    var range = tiles.times(Self.gaussian(rows: rows.columns, columns: width, stream))
    for _ in 0..<powerIterations {
      try range.separateColumns()
      var corange = tiles.transposedTimes(range)
      try corange.separateColumns()
      range = tiles.times(corange)
    }
    try range.orthonormaliseColumns()
    // A ~ Q Q'A, and (Q'A)' = A'Q = P R = P U S W': the right singular vectors of A are P U.
    var basis = tiles.transposedTimes(range)
    let small = try basis.orthonormaliseColumns().singularValueDecomposition()
    components = Self.leading(count, of: basis * small.left)
    singularValues = Array(small.values.prefix(count))
  }

  /// Coordinates of rows on the components, S V: rows x components.
  public func transform(_ rows: SparseRows) -> Matrix<Float> {
    rows.times(components)
  }

  private static func gaussian(
    rows: Int, columns: Int, _ stream: RandomStream
  ) -> Matrix<Float> {
    var stream = stream
    let elements = (0..<rows * columns).map { _ in Float(stream.normal()) }
    return Matrix(rows: rows, columns: columns, elements: elements)
  }

  /// The first columns, each with the sign that makes its largest element positive.
  private static func leading(_ count: Int, of vectors: Matrix<Float>) -> Matrix<Float> {
    var peaks = [Float](repeating: 0, count: count)
    for row in 0..<vectors.rows {
      let values = vectors[row: row]
      for column in 0..<count where abs(values[values.startIndex + column]) > abs(peaks[column]) {
        peaks[column] = values[values.startIndex + column]
      }
    }
    var result = Matrix<Float>(rows: vectors.rows, columns: count)
    for row in 0..<vectors.rows {
      for column in 0..<count {
        let value = vectors[row, column]
        result[row, column] = peaks[column] < 0 ? -value : value
      }
    }
    return result
  }
}
