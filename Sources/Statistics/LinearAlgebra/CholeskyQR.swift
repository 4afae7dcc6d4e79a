extension Matrix {
  /// Replaces the columns of a tall matrix by a basis of their span that is nearly orthonormal, to 1e-2
  /// at least: for subspaces under iteration, at half the cost.
  mutating func separateColumns() throws(StatisticsError) {
    if orthonormaliseByCholesky(passes: 1) == nil { try orthonormaliseColumns() }
  }

  /// Replaces the columns of a tall matrix by an orthonormal basis of their span, and returns R, by
  /// matrix products alone: A'A = R'R by Cholesky and Q = A R^-1. A second pass makes Q orthonormal to
  /// rounding (Yamamoto, Nakatsukasa, Yanagisawa & Fukaya 2015).
  ///
  /// - Returns: nil, with the matrix as it was, where columns are too nearly dependent for it or an
  ///   element is not finite.
  mutating func orthonormaliseByCholesky(passes: Int = 2) -> Matrix? {
    var q = self
    var r: Matrix?
    for _ in 0..<passes {
      guard let factor = q.columnGram().choleskyFactor() else { return nil }
      q.multiply(byUpperTriangleOf: factor.upperTriangularInverse(), onRight: true)
      r = r.map { factor * $0 } ?? factor
    }
    self = q
    return r
  }

  /// Inner products of all pairs of columns, A'A.
  private func columnGram() -> Matrix {
    var gram = Matrix(rows: columns, columns: columns)
    let size = ProductSize(
      rows: Int32(columns), columns: Int32(columns), inner: Int32(rows), leftTransposed: true,
      rightTransposed: false)
    withUnsafeElements { a in
      gram.withUnsafeMutableElements { c in
        Element.syrk(size, 1, a.baseAddress!, 0, c.baseAddress!)
      }
    }
    return gram
  }

  /// The upper triangular R with R'R equal to this symmetric matrix.
  ///
  /// - Returns: nil where a pivot is less than 1e-4 of what it was, or not a number: rounding of the
  ///   Gram matrix, 1e-6 of it in single precision, would be felt.
  private func choleskyFactor() -> Matrix? {
    var factor = self
    for pivot in 0..<rows {
      let square = factor[pivot, pivot]
      guard square > self[pivot, pivot] * 1e-4, square.isFinite else { return nil }
      let scale = 1 / square.squareRoot()
      for column in 0..<rows { factor[pivot, column] *= column < pivot ? 0 : scale }
      for row in pivot + 1..<max(rows, pivot + 1) {
        factor.subtract(factor[pivot, row], timesRow: pivot, fromRow: row, startingAt: row)
      }
    }
    return factor
  }

  /// The inverse of an upper triangular matrix, row by row from the last.
  private func upperTriangularInverse() -> Matrix {
    var inverse = Matrix(rows: rows, columns: rows)
    for row in (0..<rows).reversed() {
      inverse[row, row] = 1
      for other in row + 1..<max(rows, row + 1) {
        inverse.subtract(self[row, other], timesRow: other, fromRow: row, startingAt: other)
      }
      for column in row..<rows { inverse[row, column] /= self[row, row] }
    }
    return inverse
  }

  private mutating func subtract(
    _ factor: Element, timesRow source: Int, fromRow target: Int, startingAt first: Int
  ) {
    let width = columns
    withUnsafeMutableElements { elements in
      for column in first..<width {
        elements[target &* width &+ column] -= factor * elements[source &* width &+ column]
      }
    }
  }
}
