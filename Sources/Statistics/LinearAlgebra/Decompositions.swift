/// A = U diag(s) V', with k = min(rows, columns) columns in U and rows in V'.
public struct SingularValueDecomposition<Element: LinearScalar>: Sendable {
  /// rows x k, orthonormal columns.
  public let left: Matrix<Element>
  /// k singular values, descending.
  public let values: [Element]
  /// k x columns, orthonormal rows: V'.
  public let right: Matrix<Element>
}

/// A = Q R with rows >= columns: Q has orthonormal columns, R is upper triangular.
public struct QRDecomposition<Element: LinearScalar>: Sendable {
  public let q: Matrix<Element>
  public let r: Matrix<Element>
}

// A row-major matrix is its transpose to LAPACK, which counts by column. The functions below factor
// that transpose, so nothing is copied: A' = X D Y' gives A = Y D X', and A' = L P gives A = P' L'.
extension Matrix {
  /// The thin singular value decomposition, by divide and conquer.
  public func singularValueDecomposition()
    throws(StatisticsError) -> SingularValueDecomposition<Element>
  {
    let k = min(rows, columns)
    var work = storage
    var values = [Element](repeating: 0, count: k)
    var left = Matrix(rows: rows, columns: k)
    var right = Matrix(rows: k, columns: columns)
    guard k > 0 else { return .init(left: left, values: values, right: right) }
    let info = Element.gesdd(
      Int32(columns), Int32(rows), &work, &values, &right.storage, &left.storage)
    try check(info, "singular value decomposition")
    return .init(left: left, values: values, right: right)
  }

  /// The singular values, descending.
  public func singularValues() throws(StatisticsError) -> [Element] {
    var work = storage
    var values = [Element](repeating: 0, count: min(rows, columns))
    guard !values.isEmpty else { return [] }
    try check(
      Element.singularValues(Int32(columns), Int32(rows), &work, &values), "singular values")
    return values
  }

  /// The thin QR decomposition. Requires rows >= columns.
  public func qrDecomposition() throws(StatisticsError) -> QRDecomposition<Element> {
    var q = self
    let r = try q.orthonormaliseColumns()
    return .init(q: q, r: r)
  }

  /// Replaces the columns by an orthonormal basis of their span and returns R. Requires
  /// rows >= columns.
  ///
  /// By Householder reflections; a tall matrix with well separated columns by Cholesky, which is
  /// several times faster.
  @discardableResult
  public mutating func orthonormaliseColumns() throws(StatisticsError) -> Matrix {
    precondition(rows >= columns, "orthonormal columns need at least as many rows")
    guard columns > 0 else { return Matrix(rows: 0, columns: 0) }
    let blocks = rows / max(2048, 2 * columns)
    guard blocks > 1 else { return try orthonormaliseAtOnce() }
    if let r = orthonormaliseByCholesky() { return r }
    return try orthonormalise(blocks: blocks)
  }

  private mutating func orthonormaliseAtOnce() throws(StatisticsError) -> Matrix {
    var r = Matrix(rows: columns, columns: columns)
    var tau = [Element](repeating: 0, count: columns)
    let (m, n) = (Int32(columns), Int32(rows))
    try check(Element.gelqf(m, n, &storage, &tau), "QR decomposition")
    for row in 0..<columns {
      for column in row..<columns { r[row, column] = self[row, column] }
    }
    try check(Element.orglq(m, n, &storage, tau), "QR decomposition")
    return r
  }

  /// A tall matrix block by block, so that a block stays in the cache (TSQR; Demmel et al. 2012):
  /// A_i = Q_i R_i, and the stacked R_i = P R, hence A_i = (Q_i P_i) R.
  private mutating func orthonormalise(blocks: Int) throws(StatisticsError) -> Matrix {
    var parts: [Matrix] = []
    var stack = Matrix(rows: blocks * columns, columns: columns)
    for block in 0..<blocks {
      var part = copy(rows: rows * block / blocks..<rows * (block + 1) / blocks)
      stack.replace(rowsFrom: block * columns, by: try part.orthonormaliseAtOnce())
      parts.append(part)
    }
    let r = try stack.orthonormaliseColumns()
    for (block, part) in parts.enumerated() {
      let turn = stack.copy(rows: block * columns..<(block + 1) * columns)
      replace(rowsFrom: rows * block / blocks, by: part * turn)
    }
    return r
  }

  private func copy(rows range: Range<Int>) -> Matrix {
    let elements = storage[range.lowerBound * columns..<range.upperBound * columns]
    return Matrix(rows: range.count, columns: columns, elements: Array(elements))
  }

  private mutating func replace(rowsFrom row: Int, by block: Matrix) {
    storage.withUnsafeMutableBufferPointer { target in
      _ = target[(row * columns)...].update(fromContentsOf: block.storage)
    }
  }

  /// LAPACK reports a failed iteration by a positive number and a NaN in the input by a negative one.
  private func check(_ info: Int32, _ task: String) throws(StatisticsError) {
    guard info != 0 else { return }
    let what = "\(task) of a \(rows) x \(columns) matrix"
    guard info < 0 else {
      throw StatisticsError(.noConvergence, "\(what) did not converge (LAPACK info \(info))")
    }
    throw StatisticsError(
      .notFinite, "\(what): LAPACK rejected its input (info \(info)); look for NaN or infinity")
  }
}
