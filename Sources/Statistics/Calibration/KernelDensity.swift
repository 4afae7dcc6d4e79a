#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A density estimated by placing a Gaussian on every weighted value.
struct KernelDensity: Sendable {
  let bandwidth: Double
  private let centres: [Double]
  private let shares: [Double]

  /// The bandwidth is Silverman's, s (4 / 3n)^(1/5), with the population standard deviation s and
  /// n the total weight.
  init(_ centres: [Double], weights: [Double]) throws(StatisticsError) {
    let moments = try Moments(centres, weights: weights)
    guard moments.standardDeviation > 1e-12 * abs(moments.mean), moments.variance > 0 else {
      throw StatisticsError(.degenerate, "no kernel density: a class has one value only")
    }
    self.centres = centres
    shares = weights.map { $0 / moments.weight }
    bandwidth = moments.standardDeviation * pow(4 / (3 * moments.weight), 0.2)
  }

  /// ln of the density, finite however far x lies from the values.
  func logDensity(at x: Double) -> Double {
    let exponents = centres.map { -0.5 * ((x - $0) / bandwidth) * ((x - $0) / bandwidth) }
    let largest = exponents.max()!
    let sum = zip(exponents, shares).reduce(0) { $0 + $1.1 * exp($1.0 - largest) }
    return largest + log(sum) - log(bandwidth * (2 * Double.pi).squareRoot())
  }

  /// Probability below x, accurate when it is small.
  func lowerTail(at x: Double) -> Double {
    zip(centres, shares).reduce(0) { $0 + $1.1 * Normal.cumulative((x - $1.0) / bandwidth) }
  }

  /// Probability above x, accurate when it is small.
  func upperTail(at x: Double) -> Double {
    zip(centres, shares).reduce(0) { $0 + $1.1 * Normal.cumulative(($1.0 - x) / bandwidth) }
  }
}

/// The two classes of labelled scores as densities.
struct ClassDensities: Sendable {
  let positive: KernelDensity
  let negative: KernelDensity

  init(_ scores: LabelledScores) throws(StatisticsError) {
    positive = try Self.density(scores, \.positive)
    negative = try Self.density(scores, \.negative)
  }

  private static func density(
    _ scores: LabelledScores, _ weight: (LabelledScores.Step) -> Double
  ) throws(StatisticsError) -> KernelDensity {
    let steps = scores.steps.filter { weight($0) > 0 }
    return try KernelDensity(steps.map(\.score), weights: steps.map(weight))
  }
}
