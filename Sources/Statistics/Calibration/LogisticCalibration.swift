/// Linear calibration of one score: log10 LR = (intercept + slope score) / ln 10.
///
/// Fitted by ``LogisticRegression`` with both classes weighing the same (Brummer & du Preez 2006).
/// Finite under perfect separation as long as the ridge is.
public struct LogisticCalibration: Calibration {
  public let model: LogisticModel

  /// - Parameter inverseRidge: C; meaningful on standardised scores.
  /// - Throws: as ``LogisticRegression/fit(_:labels:weights:from:)``; scores must be finite.
  public init(fitting scores: LabelledScores, inverseRidge: Double = 1) throws(StatisticsError) {
    var (values, labels, weights) = ([Double](), [Bool](), [Double]())
    for step in scores.steps {
      for (label, weight) in [(true, step.positive), (false, step.negative)] where weight > 0 {
        values.append(step.score)
        labels.append(label)
        weights.append(weight)
      }
    }
    model = try LogisticRegression(inverseRidge: inverseRidge).fit(
      Matrix(rows: values.count, columns: 1, elements: values), labels: labels,
      weights: LogisticRegression.balancedWeights(labels: labels, weights: weights))
  }

  public func log10LikelihoodRatio(at score: Double) -> Double {
    model.log10LikelihoodRatio(at: CollectionOfOne(score))
  }
}
