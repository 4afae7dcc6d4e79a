/// Weighted mean and variance of a sample.
public struct Moments: Equatable, Sendable {
  public let mean: Double
  /// Mean squared deviation from the mean (population variance: the divisor is the weight).
  public let variance: Double
  /// Sum of the weights; the number of values when they have none.
  public let weight: Double

  /// - Parameter weights: not negative, one for each value; 1 each when nil.
  /// - Throws: `.empty` when the weights sum to zero, `.notFinite` for an infinite value or NaN.
  public init(_ values: [Double], weights: [Double]? = nil) throws(StatisticsError) {
    precondition(weights == nil || weights!.count == values.count, "one weight for each value")
    var weight = 0.0
    var sum = 0.0
    for index in values.indices {
      let w = weights?[index] ?? 1
      precondition(w >= 0, "weights must not be negative")
      weight += w
      sum += w == 0 ? 0 : w * values[index]
    }
    guard weight > 0 else {
      throw StatisticsError(.empty, "no mean: there are no values with positive weight")
    }
    guard sum.isFinite, weight.isFinite else {
      throw StatisticsError(.notFinite, "no mean: a value or a weight is not finite")
    }
    let mean = sum / weight
    var squares = 0.0
    for index in values.indices {
      let w = weights?[index] ?? 1
      let deviation = values[index] - mean
      squares += w == 0 ? 0 : w * deviation * deviation
    }
    (self.mean, self.weight, variance) = (mean, weight, squares / weight)
  }

  public var standardDeviation: Double { variance.squareRoot() }

  /// Variance with the divisor weight - 1, for weights that count observations. Needs weight > 1.
  public var sampleVariance: Double {
    precondition(weight > 1, "a sample variance needs more than one observation")
    return variance * weight / (weight - 1)
  }
}

/// z = (x - mean) / s, with the population standard deviation of the sample it was fitted on.
public struct Standardisation: Equatable, Sendable {
  public let mean: Double
  public let standardDeviation: Double

  /// - Throws: `.degenerate` when the values do not vary; else as ``Moments``.
  public init(fitting values: [Double], weights: [Double]? = nil) throws(StatisticsError) {
    let moments = try Moments(values, weights: weights)
    mean = moments.mean
    standardDeviation = moments.standardDeviation
    guard standardDeviation > 1e-12 * abs(mean), standardDeviation > 0 else {
      throw StatisticsError(.degenerate, "cannot standardise: all values are equal to \(mean)")
    }
  }

  public func callAsFunction(_ value: Double) -> Double { (value - mean) / standardDeviation }

  public func callAsFunction(_ values: [Double]) -> [Double] { values.map { self($0) } }
}
