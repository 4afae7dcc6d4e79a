import COpenBLAS

/// A product of blocks that lie inside larger row-major arrays, where ``Matrix`` would have to copy.
package struct BlockProduct: Sendable {
  /// C is `rows` x `columns`, A `rows` x `inner`, op(B) `inner` x `columns`.
  package var rows: Int
  package var columns: Int
  package var inner: Int
  /// Whether B is stored as `columns` x `inner`.
  package var transposesSecond: Bool

  package init(rows: Int, columns: Int, inner: Int, transposesSecond: Bool) {
    precondition(
      [rows, columns, inner].allSatisfy { (1...Int(Int32.max)).contains($0) },
      "a dimension is positive and fits in 32 bits")
    self.rows = rows
    self.columns = columns
    self.inner = inner
    self.transposesSecond = transposesSecond
  }

  /// C = alpha A op(B) + beta C.
  ///
  /// The caller vouches that every block lies within its array. Strides are elements from one row to
  /// the next.
  package func callAsFunction(
    _ a: UnsafePointer<Float>, stride aStride: Int, _ b: UnsafePointer<Float>, stride bStride: Int,
    scaledBy alpha: Float = 1, keeping beta: Float = 0, into c: UnsafeMutablePointer<Float>,
    stride cStride: Int
  ) {
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, transposesSecond ? CblasTrans : CblasNoTrans, Int32(rows),
      Int32(columns), Int32(inner), alpha, a, Int32(aStride), b, Int32(bStride), beta, c,
      Int32(cStride))
  }
}
