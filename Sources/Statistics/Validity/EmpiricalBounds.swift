#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

// In this file the scores are log10 likelihood ratios.
extension LabelledScores {
  /// Empirical lower and upper bounds of the log10 LR (ELUB; Vergeer et al. 2016): beyond them,
  /// with one misleading case added to each class, the system does worse than LR = 1 always.
  ///
  /// The result contains 0; its ends lie on a grid of .01. Weights count cases, so the bounds rest
  /// on the total weight of each class. LRs beyond 10^9 either way are taken as 10^9.
  public var empiricalBounds: ClosedRange<Double> {
    let (first, last) = Self.gridEnds(
      steps[0].score, steps[steps.count - 1].score, positive: positiveWeight,
      negative: negativeWeight)
    var walk = WeightsAbove(steps)
    let lower = lastUseful(stride(from: 0, through: first, by: -1), &walk)
    let upper = lastUseful(stride(from: 0, through: last, by: 1), &walk)
    return Double(lower ?? first) * Self.gridStep...Double(upper ?? last) * Self.gridStep
  }

  static let gridStep = 0.01

  /// The positions on the grid beyond which no bound can lie.
  static func gridEnds(
    _ least: Double, _ most: Double, positive: Double, negative: Double
  ) -> (first: Int, last: Int) {
    let least = max(min(max(least, -9), 9), -log10(positive + 1))
    let most = min(min(max(most, -9), 9), log10(negative + 1))
    return (
      min(0, Int((least / gridStep).rounded(.down))),
      max(0, Int((most / gridStep).rounded(.down)) + 1)
    )
  }

  /// The threshold before the first, going outward from 0, at which this system is worse than LR = 1
  /// always, or 0; `nil` where there is none.
  private func lastUseful(_ grid: StrideThrough<Int>, _ walk: inout WeightsAbove) -> Int? {
    var previous = 0
    for position in grid {
      let above = walk.weights(above: Double(position) * Self.gridStep)
      let isUseless = Self.isUseless(
        position, missed: 1 - above.positive / (positiveWeight + 1),
        accepted: (above.negative + 1) / (negativeWeight + 1))
      if isUseless { return previous }
      previous = position
    }
    return nil
  }

  /// The sign of `usefulness` at one threshold of the grid, without its logarithms.
  static func isUseless(_ position: Int, missed: Double, accepted: Double) -> Bool {
    let odds = gridOdds[position + gridEnd]
    return min(1, odds) < missed + odds * accepted
  }

  /// 10^(k / 100) for k from -gridEnd to gridEnd.
  private static let gridEnd = 901
  private static let gridOdds = (-gridEnd...gridEnd).map { pow(10, Double($0) * 0.01) }

  /// log10 of the neutral system's expected cost over this system's at each threshold LR, ascending
  /// log10; one misleading case is added to each class. Negative where this system is worse than
  /// LR = 1 always.
  public func usefulness(grid thresholds: [Double]) -> [Double] {
    zip(thresholds, weightsAbove(thresholds, inclusive: false)).map { threshold, above in
      let odds = pow(10, threshold)
      let missed = 1 - above.positive / (positiveWeight + 1)
      let accepted = (above.negative + 1) / (negativeWeight + 1)
      return log10(min(1, odds) / (missed + odds * accepted))
    }
  }

  /// Bounds of the log10 LR by invariance verification (Alberink et al. 2025): between them an LR
  /// of at least t is at least t times as frequent, with Jeffreys' correction, under H1 as under H2,
  /// and an LR below t at most t times as frequent.
  ///
  /// The result contains 0; the grid has steps of .001 from the smallest LR. LRs beyond e^20 either
  /// way are taken as e^20.
  public var invarianceBounds: ClosedRange<Double> {
    let step = 0.001
    let extreme = 20 * log10OfE
    let (least, most) = (min(0, clippedLeast(extreme)), max(0, clippedMost(extreme)))
    let count = Int(((most - least) / step + 1).rounded(.up))
    let grid = (0..<count).map { least + Double($0) * step }
    let above = weightsAbove(grid, inclusive: true)
    let positive = above.map { ($0.positive + 0.5) / (positiveWeight + 1) }
    let negative = above.map { ($0.negative + 0.5) / (negativeWeight + 1) }
    let tooHigh = grid.indices.first { log10(positive[$0] / negative[$0]) < grid[$0] }
    let tooLow = grid.indices.last {
      grid[$0] < log10((1 - positive[$0]) / (1 - negative[$0]))
    }
    let upper = tooHigh.map { grid[max($0 - 1, 0)] } ?? largest(\.positive, extreme)
    let lower = tooLow.map { grid[min($0 + 1, count - 1)] } ?? smallest(\.negative, extreme)
    return min(lower, 0)...max(upper, 0)
  }

  private func clippedLeast(_ extreme: Double) -> Double {
    min(max(steps[0].score, -extreme), extreme)
  }

  private func clippedMost(_ extreme: Double) -> Double {
    min(max(steps[steps.count - 1].score, -extreme), extreme)
  }

  private func largest(_ weight: (Step) -> Double, _ extreme: Double) -> Double {
    min(max(steps.last { weight($0) > 0 }!.score, -extreme), extreme)
  }

  private func smallest(_ weight: (Step) -> Double, _ extreme: Double) -> Double {
    min(max(steps.first { weight($0) > 0 }!.score, -extreme), extreme)
  }

  /// Weight of each class above, or at and above, every threshold; thresholds ascend.
  private func weightsAbove(
    _ thresholds: [Double], inclusive: Bool
  ) -> [(positive: Double, negative: Double)] {
    var result = [(positive: Double, negative: Double)](
      repeating: (0, 0), count: thresholds.count)
    var (positive, negative) = (0.0, 0.0)
    var index = steps.count
    for (position, threshold) in thresholds.enumerated().reversed() {
      while index > 0,
        steps[index - 1].score > threshold || (inclusive && steps[index - 1].score == threshold)
      {
        index -= 1
        positive += steps[index].positive
        negative += steps[index].negative
      }
      result[position] = (positive, negative)
    }
    return result
  }
}
