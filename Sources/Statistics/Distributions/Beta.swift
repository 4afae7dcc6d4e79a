#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The beta distribution with parameters a, b > 0.
public struct Beta: Sendable {
  private let a: Double
  private let b: Double

  public init(_ a: Double, _ b: Double) {
    precondition(a > 0 && b > 0 && a.isFinite && b.isFinite, "a and b must be positive")
    self.a = a
    self.b = b
  }

  /// P(X <= x), the regularised incomplete beta function, by its continued fraction.
  public func cumulative(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    let below = x < (a + 1) / (a + b + 2)
    let tail =
      below ? Self.lowerTail(a, b, x, 1 - x) : Self.lowerTail(b, a, 1 - x, x)
    return below ? tail : 1 - tail
  }

  /// ln P(X <= x), accurate also where the probability itself underflows; -infinity where it is 0.
  public func logCumulative(_ x: Double) -> Double {
    if x <= 0 { return -.infinity }
    if x >= 1 { return 0 }
    guard x < (a + 1) / (a + b + 2) else { return log1p(-Self.lowerTail(b, a, 1 - x, x)) }
    return Self.logPower(a, b, x, 1 - x) + log(Self.fraction(a, b, x) / a)
  }

  /// The x with P(X <= x) = p, by bisection to the last bit.
  public func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies in [0, 1]")
    if p == 0 || p == 1 { return p }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<1100 {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { break }
      if cumulative(middle) < p { low = middle } else { high = middle }
    }
    return high
  }

  /// I_x(a, b) for x below the mean, where the fraction converges quickly; y = 1 - x.
  private static func lowerTail(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    let front = exp(logPower(a, b, x, y))
    return front == 0 ? 0 : min(1, front * fraction(a, b, x) / a)
  }

  /// ln(x^a y^b / B(a, b)), with the large terms cancelled before they are rounded.
  private static func logPower(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    let n = a + b
    let remainder = stirlingRemainder(n) - stirlingRemainder(a) - stirlingRemainder(b)
    return a * log(x * n / a) + b * log(y * n / b) + 0.5 * log(a * b / (n * 2 * .pi)) + remainder
  }

  /// ln Gamma(x) minus Stirling's (x - 1/2) ln x - x + 1/2 ln 2 pi, for x > 0.
  private static func stirlingRemainder(_ x: Double) -> Double {
    var (shifted, correction) = (x, 0.0)
    while shifted < 15 {
      correction += (shifted + 0.5) * log1p(1 / shifted) - 1
      shifted += 1
    }
    let coefficients = [
      1 / 156.0, -691 / 360360.0, 1 / 1188.0, -1 / 1680.0, 1 / 1260.0, -1 / 360.0,
    ]
    let inverseSquare = 1 / (shifted * shifted)
    let series = coefficients.reduce(0) { ($0 + $1) * inverseSquare }
    return correction + (series + 1 / 12.0) / shifted
  }

  /// The continued fraction of the incomplete beta function, by Lentz's method.
  private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    func guarded(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
    var c = 1.0
    var d = 1 / guarded(1 - (a + b) * x / (a + 1))
    var result = d
    for m in 1...100_000 {
      let k = Double(m)
      let even = k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k))
      d = 1 / guarded(1 + even * d)
      c = guarded(1 + even / c)
      result *= c * d
      let odd = -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1))
      d = 1 / guarded(1 + odd * d)
      c = guarded(1 + odd / c)
      result *= c * d
      if abs(c * d - 1) < 1e-16 { break }
    }
    return result
  }
}
