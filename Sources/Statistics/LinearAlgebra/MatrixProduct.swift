extension Matrix {
  /// The matrix product.
  @inlinable public static func * (left: Matrix, right: Matrix) -> Matrix {
    product(left, times: right)
  }

  /// op(left) op(right), where op transposes or does nothing.
  @inlinable public static func product(
    _ left: Matrix, transposed leftTransposed: Bool = false,
    times right: Matrix, transposed rightTransposed: Bool = false
  ) -> Matrix {
    var result = Matrix(
      rows: leftTransposed ? left.columns : left.rows,
      columns: rightTransposed ? right.rows : right.columns)
    result.accumulate(
      left, transposed: leftTransposed, times: right, transposed: rightTransposed, keeping: 0)
    return result
  }

  /// Adds a product to this matrix: self = alpha op(left) op(right) + beta self.
  ///
  /// - Parameters:
  ///   - alpha: factor of the product.
  ///   - beta: factor of what this matrix holds already.
  public mutating func accumulate(
    _ left: Matrix, transposed leftTransposed: Bool = false,
    times right: Matrix, transposed rightTransposed: Bool = false,
    scaledBy alpha: Element = 1, keeping beta: Element = 1
  ) {
    let inner = leftTransposed ? left.rows : left.columns
    precondition(inner == (rightTransposed ? right.columns : right.rows), "inner dimensions differ")
    precondition(rows == (leftTransposed ? left.columns : left.rows), "row counts differ")
    precondition(columns == (rightTransposed ? right.rows : right.columns), "column counts differ")
    guard !storage.isEmpty else { return }
    guard inner > 0 else { return scale(by: beta) }
    let size = ProductSize(
      rows: Int32(rows), columns: Int32(columns), inner: Int32(inner),
      leftTransposed: leftTransposed, rightTransposed: rightTransposed)
    left.storage.withUnsafeBufferPointer { a in
      right.storage.withUnsafeBufferPointer { b in
        storage.withUnsafeMutableBufferPointer { c in
          Element.gemm(size, alpha, a.baseAddress!, b.baseAddress!, beta, c.baseAddress!)
        }
      }
    }
  }

  /// Inner products of all pairs of rows, A A'. Both triangles are filled.
  @inlinable public func rowGram() -> Matrix {
    var result = Matrix(rows: rows, columns: rows)
    result.accumulateGram(ofRowsOf: self, keeping: 0)
    return result
  }

  /// Adds inner products of rows: self = alpha A A' + beta self, both triangles filled.
  ///
  /// This matrix must be symmetric, for only its upper triangle is read; half the work of
  /// ``accumulate(_:transposed:times:transposed:scaledBy:keeping:)``.
  public mutating func accumulateGram(
    ofRowsOf matrix: Matrix, scaledBy alpha: Element = 1, keeping beta: Element = 1
  ) {
    precondition(rows == columns && rows == matrix.rows, "a Gram matrix is rows x rows")
    guard rows > 0 else { return }
    guard matrix.columns > 0 else { return scale(by: beta) }
    let size = ProductSize(
      rows: Int32(rows), columns: Int32(rows), inner: Int32(matrix.columns),
      leftTransposed: false, rightTransposed: true)
    matrix.storage.withUnsafeBufferPointer { a in
      storage.withUnsafeMutableBufferPointer { c in
        Element.syrk(size, alpha, a.baseAddress!, beta, c.baseAddress!)
      }
    }
  }

  /// Replaces this matrix by its product with the upper triangle of a square matrix, diagonal
  /// included, on the left or on the right; half the work of a product with all of it.
  public mutating func multiply(byUpperTriangleOf matrix: Matrix, onRight: Bool = false) {
    precondition(matrix.rows == matrix.columns, "a triangle of a square matrix")
    precondition(matrix.rows == (onRight ? columns : rows), "inner dimensions differ")
    guard !storage.isEmpty else { return }
    let size = ProductSize(
      rows: Int32(rows), columns: Int32(columns), inner: Int32(matrix.rows), leftTransposed: false,
      rightTransposed: false)
    matrix.storage.withUnsafeBufferPointer { a in
      storage.withUnsafeMutableBufferPointer { b in
        Element.trmm(size, a.baseAddress!, onRight: onRight, b.baseAddress!)
      }
    }
  }

  private mutating func scale(by factor: Element) {
    for index in storage.indices { storage[index] *= factor }
  }
}
