/// Sums over two vectors of one length, sixteen elements at a time.
public enum VectorSum {
  /// The inner product.
  public static func products(_ x: [Float], _ y: [Float]) -> Float { sum(x, y) { $0 * $1 } }

  /// The sum of the smaller of each two elements.
  public static func minima(_ x: [Float], _ y: [Float]) -> Float {
    sum(x, y) { $0.replacing(with: $1, where: $1 .< $0) }
  }

  @inline(__always)
  private static func sum(
    _ x: [Float], _ y: [Float], _ combine: (SIMD16<Float>, SIMD16<Float>) -> SIMD16<Float>
  ) -> Float {
    precondition(x.count == y.count, "vectors must have equal length")
    let whole = x.count & ~15
    var total = SIMD16<Float>()
    x.withUnsafeBytes { x in
      y.withUnsafeBytes { y in
        for start in stride(from: 0, to: whole * 4, by: 64) {
          total += combine(
            x.loadUnaligned(fromByteOffset: start, as: SIMD16<Float>.self),
            y.loadUnaligned(fromByteOffset: start, as: SIMD16<Float>.self))
        }
      }
    }
    var (restX, restY) = (SIMD16<Float>(), SIMD16<Float>())
    for index in whole..<x.count {
      (restX[index - whole], restY[index - whole]) = (x[index], y[index])
    }
    return (total + combine(restX, restY)).sum()
  }
}

extension SIMD16<Float> {
  /// e to the power of each element, to 2 units in the last place; exponents below -87 give
  /// 1.6e-38.
  ///
  /// x = n ln 2 + r, and a polynomial in r (Cody & Waite 1980; coefficients of Cephes' expf).
  @inline(__always)
  var exponential: Self {
    // Adding 1.5 x 2^23 rounds to a whole number, which then stands in the low bits.
    let magic: Float = 12_582_912
    let limit = Self(repeating: -87)
    let x = replacing(with: limit, where: self .< limit)
    let shifted = x * 1.442_695_04 + magic
    let n = shifted - magic
    let r = x - n * 0.693_359_375 + n * 2.121_944_4e-4
    var p = r * 1.987_569_1e-4 + 1.398_199_9e-3
    p = p * r + 8.333_452e-3
    p = p * r + 4.166_579_6e-2
    p = p * r + 1.666_666_5e-1
    p = p * r + 0.5
    p = p * r * r + r + 1
    let exponent = unsafeBitCast(shifted, to: SIMD16<Int32>.self) &- magic.bitPattern.signed
    return p * unsafeBitCast(((exponent &+ 127) &<< 23), to: Self.self)
  }
}

extension UInt32 {
  @inline(__always)
  fileprivate var signed: Int32 { Int32(bitPattern: self) }
}
