import CLapacke
import COpenBLAS

/// A floating-point type with BLAS and LAPACK kernels: `Float` or `Double`.
///
/// The requirements are the raw kernels, one for each precision; their arguments are those of BLAS
/// and LAPACK. Use ``Matrix`` instead, which checks shapes.
public protocol LinearScalar: BinaryFloatingPoint, Sendable {
  /// C = alpha op(A) op(B) + beta C, all row-major.
  static func gemm(
    _ size: ProductSize, _ alpha: Self, _ a: UnsafePointer<Self>, _ b: UnsafePointer<Self>,
    _ beta: Self, _ c: UnsafeMutablePointer<Self>)

  /// C = alpha op(A) op(A)' + beta C, all row-major; of C the upper triangle is read, both written.
  static func syrk(
    _ size: ProductSize, _ alpha: Self, _ a: UnsafePointer<Self>, _ beta: Self,
    _ c: UnsafeMutablePointer<Self>)

  /// B = U B or B U with U the upper triangle of A, all row-major; `size` is that of the product.
  static func trmm(
    _ size: ProductSize, _ a: UnsafePointer<Self>, onRight: Bool, _ b: UnsafeMutablePointer<Self>)

  /// Thin singular value decomposition of a column-major m x n matrix, which is overwritten.
  static func gesdd(
    _ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<Self>, _ s: UnsafeMutablePointer<Self>,
    _ u: UnsafeMutablePointer<Self>, _ vt: UnsafeMutablePointer<Self>
  ) -> Int32

  /// Singular values only of a column-major m x n matrix, which is overwritten.
  static func singularValues(
    _ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<Self>, _ s: UnsafeMutablePointer<Self>
  ) -> Int32

  /// LQ factorisation of a column-major m x n matrix in place.
  static func gelqf(
    _ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<Self>, _ tau: UnsafeMutablePointer<Self>
  ) -> Int32

  /// The m orthonormal rows of Q from what `gelqf` left, in place.
  static func orglq(
    _ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<Self>, _ tau: UnsafePointer<Self>
  ) -> Int32
}

/// Shape of op(A) op(B): op(A) is `rows` x `inner`, op(B) is `inner` x `columns`.
public struct ProductSize: Sendable {
  let rows: Int32
  let columns: Int32
  let inner: Int32
  let leftTransposed: Bool
  let rightTransposed: Bool

  var left: CBLAS_TRANSPOSE { leftTransposed ? CblasTrans : CblasNoTrans }
  var right: CBLAS_TRANSPOSE { rightTransposed ? CblasTrans : CblasNoTrans }
  var leftStride: Int32 { leftTransposed ? rows : inner }
  var rightStride: Int32 { rightTransposed ? inner : columns }
}

/// In square tiles, so that what is read down a column stays in the cache.
private func mirrorUpperTriangle<Scalar: LinearScalar>(
  _ c: UnsafeMutablePointer<Scalar>, order: Int
) {
  let tile = 32
  for top in stride(from: 0, to: order, by: tile) {
    for left in stride(from: 0, through: top, by: tile) {
      for row in top..<min(top + tile, order) {
        for column in left..<min(left + tile, row) {
          c[row &* order &+ column] = c[column &* order &+ row]
        }
      }
    }
  }
}

private let columnMajor = LAPACK_COL_MAJOR
private let thin = CChar(UInt8(ascii: "S"))
private let none = CChar(UInt8(ascii: "N"))

extension Float: LinearScalar {
  public static func gemm(
    _ size: ProductSize, _ alpha: Float, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
    _ beta: Float, _ c: UnsafeMutablePointer<Float>
  ) {
    cblas_sgemm(
      CblasRowMajor, size.left, size.right, size.rows, size.columns, size.inner, alpha, a,
      size.leftStride, b, size.rightStride, beta, c, size.columns)
  }

  public static func syrk(
    _ size: ProductSize, _ alpha: Float, _ a: UnsafePointer<Float>, _ beta: Float,
    _ c: UnsafeMutablePointer<Float>
  ) {
    cblas_ssyrk(
      CblasRowMajor, CblasUpper, size.left, size.rows, size.inner, alpha, a, size.leftStride, beta,
      c, size.rows)
    mirrorUpperTriangle(c, order: Int(size.rows))
  }

  public static func trmm(
    _ size: ProductSize, _ a: UnsafePointer<Float>, onRight: Bool, _ b: UnsafeMutablePointer<Float>
  ) {
    cblas_strmm(
      CblasRowMajor, onRight ? CblasRight : CblasLeft, CblasUpper, CblasNoTrans, CblasNonUnit,
      size.rows, size.columns, 1, a, size.inner, b, size.columns)
  }

  public static func gesdd(
    _ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<Float>, _ s: UnsafeMutablePointer<Float>,
    _ u: UnsafeMutablePointer<Float>, _ vt: UnsafeMutablePointer<Float>
  ) -> Int32 {
    LAPACKE_sgesdd(columnMajor, thin, m, n, a, m, s, u, m, vt, min(m, n))
  }

  public static func singularValues(
    _ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<Float>, _ s: UnsafeMutablePointer<Float>
  ) -> Int32 {
    LAPACKE_sgesdd(columnMajor, none, m, n, a, m, s, nil, m, nil, min(m, n))
  }

  public static func gelqf(
    _ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<Float>, _ tau: UnsafeMutablePointer<Float>
  ) -> Int32 {
    LAPACKE_sgelqf(columnMajor, m, n, a, m, tau)
  }

  public static func orglq(
    _ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<Float>, _ tau: UnsafePointer<Float>
  ) -> Int32 {
    LAPACKE_sorglq(columnMajor, m, n, m, a, m, tau)
  }
}

extension Double: LinearScalar {
  public static func gemm(
    _ size: ProductSize, _ alpha: Double, _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>,
    _ beta: Double, _ c: UnsafeMutablePointer<Double>
  ) {
    cblas_dgemm(
      CblasRowMajor, size.left, size.right, size.rows, size.columns, size.inner, alpha, a,
      size.leftStride, b, size.rightStride, beta, c, size.columns)
  }

  public static func syrk(
    _ size: ProductSize, _ alpha: Double, _ a: UnsafePointer<Double>, _ beta: Double,
    _ c: UnsafeMutablePointer<Double>
  ) {
    cblas_dsyrk(
      CblasRowMajor, CblasUpper, size.left, size.rows, size.inner, alpha, a, size.leftStride, beta,
      c, size.rows)
    mirrorUpperTriangle(c, order: Int(size.rows))
  }

  public static func trmm(
    _ size: ProductSize, _ a: UnsafePointer<Double>, onRight: Bool,
    _ b: UnsafeMutablePointer<Double>
  ) {
    cblas_dtrmm(
      CblasRowMajor, onRight ? CblasRight : CblasLeft, CblasUpper, CblasNoTrans, CblasNonUnit,
      size.rows, size.columns, 1, a, size.inner, b, size.columns)
  }

  public static func gesdd(
    _ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<Double>, _ s: UnsafeMutablePointer<Double>,
    _ u: UnsafeMutablePointer<Double>, _ vt: UnsafeMutablePointer<Double>
  ) -> Int32 {
    LAPACKE_dgesdd(columnMajor, thin, m, n, a, m, s, u, m, vt, min(m, n))
  }

  public static func singularValues(
    _ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<Double>, _ s: UnsafeMutablePointer<Double>
  ) -> Int32 {
    LAPACKE_dgesdd(columnMajor, none, m, n, a, m, s, nil, m, nil, min(m, n))
  }

  public static func gelqf(
    _ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<Double>, _ tau: UnsafeMutablePointer<Double>
  ) -> Int32 {
    LAPACKE_dgelqf(columnMajor, m, n, a, m, tau)
  }

  public static func orglq(
    _ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<Double>, _ tau: UnsafePointer<Double>
  ) -> Int32 {
    LAPACKE_dorglq(columnMajor, m, n, m, a, m, tau)
  }
}
