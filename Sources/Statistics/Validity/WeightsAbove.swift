/// The weight of each class above a threshold that moves by small steps.
struct WeightsAbove {
  private let steps: [LabelledScores.Step]
  /// Shape: steps + 1; the weights of this step and all above it.
  private let from: [Weights]
  /// The first step above the threshold.
  private var index = 0

  struct Weights {
    var positive = 0.0
    var negative = 0.0
  }

  /// - Parameter steps: distinct scores, ascending.
  init(_ steps: [LabelledScores.Step]) {
    self.steps = steps
    var from = [Weights](repeating: Weights(), count: steps.count + 1)
    for index in steps.indices.reversed() {
      from[index].positive = from[index + 1].positive + steps[index].positive
      from[index].negative = from[index + 1].negative + steps[index].negative
    }
    self.from = from
  }

  /// Costs as many moves as there are scores between this threshold and the one before.
  mutating func weights(above threshold: Double) -> Weights {
    while index < steps.count, steps[index].score <= threshold { index += 1 }
    while index > 0, steps[index - 1].score > threshold { index -= 1 }
    return from[index]
  }
}
