/// Eight numbers computed at once, written with `*` and `+` so that no target processor is assumed.
package typealias Lanes = SIMD8<Float>

extension SIMD8<Float> {
  /// e^x of every lane, to a relative error of 2e-7 for -87...87; beyond, that of the nearest end.
  ///
  /// x = k ln 2 + r with |r| <= ln 2 / 2; the Taylor polynomial of degree 7 in r errs by less than
  /// 6e-9; 2^k is written into the exponent. Adding 1.5 * 2^23 leaves k in the low bits.
  package static func exponential(_ x: Self) -> Self {
    let magic: Float = 12_582_912
    let x = pointwiseMin(pointwiseMax(x, Self(repeating: -87)), Self(repeating: 87))
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

  /// x times the normal distribution function of x (Hendrycks and Gimpel 2016), by the error
  /// function, to an absolute error of 2e-7 |x|.
  ///
  /// The complement of the error function is Abramowitz and Stegun's 7.1.26, which errs by 1.5e-7.
  package static func gelu(_ x: Self) -> Self {
    let z = pointwiseMax(x, -x) * 0.707_106_78
    let t = 1 / (z * 0.327_591_1 + 1)
    var sum = t * 1.061_405_429 - 1.453_152_027
    sum = sum * t + 1.421_413_741
    sum = sum * t - 0.284_496_736
    sum = (sum * t + 0.254_829_592) * t
    let tail = sum * exponential(-z * z) * 0.5
    return x * (1 - tail).replacing(with: tail, where: x .< 0)
  }
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
