/// The line y = intercept + slope x that minimises the weighted sum of squared residuals.
public struct LeastSquaresLine: Equatable, Sendable {
  public let slope: Double
  public let intercept: Double

  /// - Parameter weights: not negative, one for each point; 1 each when nil.
  /// - Throws: `.degenerate` when x does not vary, `.empty` without positive weight, `.notFinite`.
  public init(x: [Double], y: [Double], weights: [Double]? = nil) throws(StatisticsError) {
    precondition(x.count == y.count, "x and y must have equal length")
    let horizontal = try Moments(x, weights: weights)
    let vertical = try Moments(y, weights: weights)
    guard horizontal.standardDeviation > 1e-12 * abs(horizontal.mean), horizontal.variance > 0
    else {
      throw StatisticsError(.degenerate, "no slope: all x are equal to \(horizontal.mean)")
    }
    var covariance = 0.0
    for index in x.indices {
      let w = weights?[index] ?? 1
      let product = (x[index] - horizontal.mean) * (y[index] - vertical.mean)
      covariance += w == 0 ? 0 : w * product
    }
    slope = covariance / horizontal.weight / horizontal.variance
    intercept = vertical.mean - slope * horizontal.mean
  }

  public func callAsFunction(_ x: Double) -> Double { intercept + slope * x }
}
