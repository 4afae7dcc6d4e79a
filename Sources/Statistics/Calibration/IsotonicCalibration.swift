#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Calibration by pooling adjacent violators: the best nondecreasing fit to the labels.
///
/// Both classes weigh the same, and equal scores are pooled first. Where one class alone occurs at an
/// end the likelihood ratio is infinite, and it stays infinite: it is what these data say, and a
/// reason to bound or to prefer another calibration, or to fit
/// ``LabelledScores/addingMisleading()``. Between two scores the posterior probability at even odds is
/// interpolated linearly; beyond the ends it is constant.
public struct IsotonicCalibration: Calibration {
  /// Distinct scores, ascending.
  public let scores: [Double]
  /// log10 LR at each score, nondecreasing.
  public let log10LikelihoodRatios: [Double]

  public init(fitting labelled: LabelledScores) {
    scores = labelled.steps.map(\.score)
    var blocks: [Block] = []
    for step in labelled.steps {
      var block = Block(positive: step.positive, negative: step.negative, count: 1)
      while let last = blocks.last, last.isNotBelow(block) {
        block.absorb(last)
        blocks.removeLast()
      }
      blocks.append(block)
    }
    let balance = log10(labelled.negativeWeight / labelled.positiveWeight)
    log10LikelihoodRatios = blocks.flatMap {
      repeatElement($0.log10Odds + balance, count: $0.count)
    }
  }

  /// A run of scores that share one value, with the weight of each class in it.
  private struct Block {
    var positive: Double
    var negative: Double
    var count: Int

    func isNotBelow(_ next: Block) -> Bool {
      positive * next.negative >= next.positive * negative
    }

    mutating func absorb(_ other: Block) {
      positive += other.positive
      negative += other.negative
      count += other.count
    }

    var log10Odds: Double { log10(positive) - log10(negative) }
  }

  public func log10LikelihoodRatio(at score: Double) -> Double {
    let upper = indexOfFirst(notBelow: score)
    if upper == scores.count { return log10LikelihoodRatios[upper - 1] }
    if upper == 0 || scores[upper] == score { return log10LikelihoodRatios[upper] }
    let (low, high) = (log10LikelihoodRatios[upper - 1], log10LikelihoodRatios[upper])
    if low == high || scores[upper].isInfinite { return low }
    if scores[upper - 1].isInfinite { return high }
    let share = (score - scores[upper - 1]) / (scores[upper] - scores[upper - 1])
    let probability = (1 - share) * Self.probability(low) + share * Self.probability(high)
    let complement = (1 - share) * Self.probability(-low) + share * Self.probability(-high)
    return log10(probability) - log10(complement)
  }

  private static func probability(_ log10Odds: Double) -> Double {
    1 / (1 + pow(10, -log10Odds))
  }

  private func indexOfFirst(notBelow score: Double) -> Int {
    var (low, high) = (0, scores.count)
    while low < high {
      let middle = (low + high) / 2
      if scores[middle] < score { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
