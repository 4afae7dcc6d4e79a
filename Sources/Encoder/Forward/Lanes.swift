/// Eight numbers computed at once, written with `*` and `+` so that no target processor is assumed.
package typealias Lanes = SIMD8<Float>

extension SIMD8<Float> {
  /// e^x of every lane, to a relative error of 2e-7 for -87...87; below, that of -87.
  ///
  /// x = k ln 2 + r with |r| <= ln 2 / 2; the Taylor polynomial of degree 7 in r errs by less than
  /// 6e-9; 2^k is written into the exponent. Adding 1.5 * 2^23 leaves k in the low bits.
  @inline(__always)
  package static func exponential(_ x: Self) -> Self {
    let magic: Float = 12_582_912
    let x = x.replacing(with: -87, where: x .< -87)
    let shifted = x * 1.442_695_04 + magic
    let k = shifted - magic
    let r = x - k * 0.693_359_375 + k * 2.121_944_4e-4
    var sum = r * (1 / 5_040) + 1 / 720
    sum = sum * r + 1 / 120
    sum = sum * r + 1 / 24
    sum = sum * r + 1 / 6
    sum = sum * r + 1 / 2
    sum = (sum * r + 1) * r + 1
    let bits = unsafeBitCast(shifted, to: SIMD8<UInt32>.self) &<< 23
    let scale = bits &+ SIMD8<UInt32>(repeating: 127 << 23)
    return sum * unsafeBitCast(scale, to: Self.self)
  }

  /// x times the normal distribution function of x (Hendrycks and Gimpel 2016), to an absolute error
  /// of 4e-7 max(1, |x|).
  ///
  /// The function is Abramowitz and Stegun's 26.2.19, which errs by 1.5e-7 and needs no exponential.
  @inline(__always)
  package static func gelu(_ x: Self) -> Self {
    let z = x.replacing(with: -x, where: x .< 0)
    var sum = z * 0.000_005_383_0 + 0.000_048_890_6
    sum = sum * z + 0.000_038_003_6
    sum = sum * z + 0.003_277_626_3
    sum = sum * z + 0.021_141_006_1
    sum = sum * z + 0.049_867_347_0
    sum = sum * z + 1
    for _ in 0..<4 { sum *= sum }
    let tail = 0.5 / sum
    return x * (1 - tail).replacing(with: tail, where: x .< 0)
  }

  /// The larger one of each pair of lanes.
  @inline(__always)
  package static func larger(_ a: Self, _ b: Self) -> Self { a.replacing(with: b, where: a .< b) }
}

/// Replaces every number by what `body` makes of it.
@inline(__always)
package func mapLanes(_ numbers: UnsafeMutablePointer<Float>, count: Int, _ body: (Lanes) -> Lanes)
{
  let whole = count & ~7
  var at = 0
  while at < whole {
    let place = UnsafeMutableRawPointer(numbers + at)
    place.storeBytes(of: body(place.loadUnaligned(as: Lanes.self)), as: Lanes.self)
    at &+= 8
  }
  guard at < count else { return }
  var rest = Lanes.zero
  for index in at..<count { rest[index - at] = numbers[index] }
  rest = body(rest)
  for index in at..<count { numbers[index] = rest[index - at] }
}

/// Combines all numbers lane by lane; `neutral` is where it starts, and fills the last lanes.
@inline(__always)
package func foldLanes(
  _ numbers: UnsafePointer<Float>, count: Int, neutral: Float, _ combine: (Lanes, Lanes) -> Lanes
) -> Lanes {
  let whole = count & ~7
  var result = Lanes(repeating: neutral)
  var at = 0
  while at < whole {
    result = combine(result, UnsafeRawPointer(numbers + at).loadUnaligned(as: Lanes.self))
    at &+= 8
  }
  guard at < count else { return result }
  var rest = Lanes(repeating: neutral)
  for index in at..<count { rest[index - at] = numbers[index] }
  return combine(result, rest)
}
