/// The ratio of two Gaussian kernel densities, one of each class, with Silverman's bandwidth.
///
/// Not monotone: far from the data the class with the wider kernel wins. A sensitivity row, not a
/// headline.
public struct KernelDensityCalibration: Calibration {
  private let densities: ClassDensities

  /// - Throws: `.degenerate` when a class does not vary, `.notFinite` for infinite scores.
  public init(fitting scores: LabelledScores) throws(StatisticsError) {
    densities = try ClassDensities(scores)
  }

  /// Bandwidth of the kernel of H1.
  public var positiveBandwidth: Double { densities.positive.bandwidth }

  /// Bandwidth of the kernel of H2.
  public var negativeBandwidth: Double { densities.negative.bandwidth }

  /// Finite for finite scores.
  public func log10LikelihoodRatio(at score: Double) -> Double {
    let difference =
      densities.positive.logDensity(at: score) - densities.negative.logDensity(at: score)
    return difference * log10OfE
  }
}

/// log10(e): natural logarithms times this are decimal ones.
let log10OfE = 0.4342944819032518
