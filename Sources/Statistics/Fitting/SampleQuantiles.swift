/// Quantiles of a sample, for example of bootstrap replicates. Values may be infinite.
public struct SampleQuantiles: Sendable {
  private let sorted: [Double]

  /// - Throws: `.empty` without values. No value may be NaN.
  public init(_ values: [Double]) throws(StatisticsError) {
    precondition(!values.contains(where: \.isNaN), "a quantile needs numbers")
    guard !values.isEmpty else { throw StatisticsError(.empty, "no quantile of an empty sample") }
    sorted = values.sorted()
  }

  /// The value below which a share p of the sample lies, linear between order statistics
  /// (Hyndman & Fan 1996, type 7). Between a finite and an infinite value it is the infinite one.
  public func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a share lies in [0, 1]")
    let position = p * Double(sorted.count - 1)
    let index = Int(position)
    let share = position - Double(index)
    let low = sorted[index]
    guard share > 0, sorted[index + 1] != low else { return low }
    let high = sorted[index + 1]
    guard low.isFinite, high.isFinite else { return low.isFinite ? high : low }
    return low + share * (high - low)
  }

  /// The percentile interval: the middle `confidence` of the sample.
  ///
  /// Its ends are replicates, the next ones outward, never values between two replicates: with
  /// infinite replicates nothing else has a meaning.
  public func interval(confidence: Double = 0.95) -> ClosedRange<Double> {
    precondition(confidence > 0 && confidence < 1, "confidence lies between 0 and 1")
    let last = sorted.count - 1
    let inward = (1 - confidence) / 2 * Double(last)
    let steps = min(Int(inward + 1e-9), last / 2)
    return sorted[steps]...sorted[last - steps]
  }
}
