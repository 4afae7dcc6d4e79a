/// Linear centred kernel alignment with the unbiased estimate of HSIC (Kornblith et al. 2019; Song
/// et al. 2012), the inner product of two U-centred Gram matrices of unit length.
///
/// Without the correction the value tends to 1 when there are many more dimensions than points.
public enum DebiasedAlignment {
  /// Points that a value can be had from.
  public static let fewestPoints = 4

  /// The U-centred Gram matrix of points, scaled to length 1; `nil` when all points are alike.
  ///
  /// - Parameter points: one row for each, at least ``fewestPoints``.
  public static func signature(of points: Matrix<Float>) -> [Float]? {
    precondition(points.rows >= fewestPoints, "alignment needs four points")
    let gram = points.rowGram()
    let centred = gram.uCentred().elements
    let length = VectorSum.products(centred, centred).squareRoot()
    let largest = gram.elements.reduce(0) { max($0, abs($1)) }
    // What rounding leaves of a constant matrix is no signature.
    guard length > 1e-6 * Float(points.rows) * largest else { return nil }
    return centred.map { $0 / length }
  }

  /// In [-1, 1].
  public static func value(_ x: [Float], _ y: [Float]) -> Double {
    min(1, max(-1, Double(VectorSum.products(x, y))))
  }
}
