/// Scores of cases whose class is known, ranked once for every measure that needs their order.
///
/// The positive class is H1 (derived), the negative class H2 (unrelated); larger scores speak for
/// the positive class. Where a measure is one of likelihood ratios, the scores are log10 LRs. They may
/// be infinite, not NaN. Weights count cases: a case of weight 2 stands for two equal cases, and one of
/// weight 0 is absent.
public struct LabelledScores: Equatable, Sendable {
  /// One distinct score with the weight that each class has there.
  public struct Step: Equatable, Sendable {
    public let score: Double
    public internal(set) var positive: Double
    public internal(set) var negative: Double
  }

  /// Distinct scores, ascending.
  public let steps: [Step]
  public let positiveWeight: Double
  public let negativeWeight: Double

  /// - Throws: `.empty` when a class has no weight.
  public init(
    _ scores: [Double], labels: [Bool], weights: [Double]? = nil
  ) throws(StatisticsError) {
    precondition(labels.count == scores.count, "one label for each score")
    precondition(weights == nil || weights!.count == scores.count, "one weight for each score")
    var steps: [Step] = []
    steps.reserveCapacity(scores.count)
    for index in scores.indices {
      let weight = weights?[index] ?? 1
      precondition(weight >= 0 && weight.isFinite, "weights must be finite and not negative")
      precondition(!scores[index].isNaN, "a score must be a number")
      guard weight > 0 else { continue }
      steps.append(
        Step(
          score: scores[index], positive: labels[index] ? weight : 0,
          negative: labels[index] ? 0 : weight))
    }
    try self.init(unordered: steps)
  }

  private init(unordered: [Step]) throws(StatisticsError) {
    steps = Self.merged(unordered)
    positiveWeight = steps.reduce(0) { $0 + $1.positive }
    negativeWeight = steps.reduce(0) { $0 + $1.negative }
    guard positiveWeight > 0, negativeWeight > 0 else {
      throw StatisticsError(.empty, "a measure of two classes needs cases of both")
    }
  }

  private static func merged(_ unordered: [Step]) -> [Step] {
    var steps: [Step] = []
    steps.reserveCapacity(unordered.count)
    for step in unordered.sorted(by: { $0.score < $1.score }) {
      if let last = steps.last, last.score == step.score {
        steps[steps.count - 1].positive += step.positive
        steps[steps.count - 1].negative += step.negative
      } else {
        steps.append(step)
      }
    }
    return steps
  }

  /// The same cases with every score replaced; `transform` need not be monotone.
  public func mapScores(_ transform: (Double) -> Double) -> LabelledScores {
    let mapped = steps.map {
      Step(score: transform($0.score), positive: $0.positive, negative: $0.negative)
    }
    precondition(!mapped.contains(where: \.score.isNaN), "a score must be a number")
    return LabelledScores(
      steps: Self.merged(mapped), positiveWeight: positiveWeight, negativeWeight: negativeWeight)
  }

  /// The same cases and, beyond each end, one of the wrong class: a negative one above the largest
  /// score and a positive one below the smallest. It keeps isotonic likelihood ratios finite.
  ///
  /// - Parameters:
  ///   - positive: weight of the added positive case.
  ///   - negative: weight of the negative one.
  /// - Throws: `.notFinite` when a score is infinite, for nothing lies beyond it.
  public func addingMisleading(
    positive: Double = 1, negative: Double = 1
  ) throws(StatisticsError) -> LabelledScores {
    let (least, most) = (steps[0].score, steps[steps.count - 1].score)
    guard least.isFinite, most.isFinite else {
      throw StatisticsError(.notFinite, "no misleading case lies beyond an infinite score")
    }
    let added =
      [Step(score: least - 1, positive: positive, negative: 0)] + steps
      + [Step(score: most + 1, positive: 0, negative: negative)]
    return LabelledScores(
      steps: added, positiveWeight: positiveWeight + positive,
      negativeWeight: negativeWeight + negative)
  }

  private init(steps: [Step], positiveWeight: Double, negativeWeight: Double) {
    self.steps = steps
    self.positiveWeight = positiveWeight
    self.negativeWeight = negativeWeight
  }
}
