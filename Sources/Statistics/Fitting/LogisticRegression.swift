/// A fitted linear model of log odds: intercept + sum of slope times feature.
public struct LogisticModel: Equatable, Sendable {
  public let intercept: Double
  public let slopes: [Double]

  public init(intercept: Double, slopes: [Double]) {
    self.intercept = intercept
    self.slopes = slopes
  }

  /// Natural log odds at one case, which has as many features as there are slopes.
  public func logit(at features: some Collection<Double>) -> Double {
    precondition(features.count == slopes.count, "one feature for each slope")
    return zip(slopes, features).reduce(intercept) { $0 + $1.0 * $1.1 }
  }

  /// log10 LR = logit / ln 10, valid when the classes had equal total weight in the fit.
  public func log10LikelihoodRatio(at features: some Collection<Double>) -> Double {
    logit(at: features) * log10OfE
  }
}

/// Weighted logistic regression with a ridge on the slopes; the intercept is not penalised.
///
/// Minimises 1/2 |slopes|^2 + C sum_i w_i loss_i over intercept and slopes, with
/// loss = ln(1 + exp(-z)) for a positive and ln(1 + exp(z)) for a negative case. With finite C
/// the slopes stay finite under perfect separation. Features should be standardised, because the
/// ridge depends on their scale.
public struct LogisticRegression: Sendable {
  /// C, the inverse of the ridge; infinity for none.
  public let inverseRidge: Double

  public init(inverseRidge: Double = 1) {
    precondition(inverseRidge > 0, "C must be positive")
    self.inverseRidge = inverseRidge
  }

  /// Fits by Newton's method with step halving; nothing is allocated inside the iteration.
  ///
  /// - Parameters:
  ///   - features: one row for each case, one column for each of 1 to 10 features, finite.
  ///   - labels: true for the positive class.
  ///   - weights: not negative, one for each case; see ``balancedWeights(labels:weights:)``.
  ///   - start: a model fitted to similar data, which saves iterations.
  /// - Throws: `.empty` when a class has no weight; `.degenerate` when the coefficients are not
  ///   determined (constant or collinear features with too little ridge, or separation with none);
  ///   `.noConvergence`; `.notFinite`.
  public func fit(
    _ features: Matrix<Double>, labels: [Bool], weights: [Double], from start: LogisticModel? = nil
  ) throws(StatisticsError) -> LogisticModel {
    precondition((1...10).contains(features.columns), "1 to 10 features")
    precondition(labels.count == features.rows && weights.count == features.rows, "case counts")
    precondition(start == nil || start!.slopes.count == features.columns, "slopes of the start")
    try Self.requireBothClasses(labels, weights)
    let order = features.columns + 1
    let size = order * order + 3 * order
    let outcome = features.withUnsafeElements { x in
      labels.withUnsafeBufferPointer { labels in
        weights.withUnsafeBufferPointer { weights in
          withUnsafeTemporaryAllocation(of: Double.self, capacity: size) { memory in
            memory.initialize(repeating: 0)
            var newton = NewtonLogistic(
              cases: .init(features: x, labels: labels, weights: weights), order: order,
              ridge: 1 / inverseRidge, memory: memory)
            return newton.minimise(from: start)
          }
        }
      }
    }
    return try outcome.get()
  }

  /// Weights that give both classes half of the total: w_i total / (2 total of the class of i).
  ///
  /// Without `weights` this is n / (2 n_class). `labels` must contain both classes, else `.empty`.
  public static func balancedWeights(
    labels: [Bool], weights: [Double]? = nil
  ) throws(StatisticsError) -> [Double] {
    let weights = weights ?? [Double](repeating: 1, count: labels.count)
    precondition(weights.count == labels.count, "one weight for each label")
    try requireBothClasses(labels, weights)
    var (positive, negative) = (0.0, 0.0)
    for (label, weight) in zip(labels, weights) {
      if label { positive += weight } else { negative += weight }
    }
    let half = (positive + negative) / 2
    return zip(labels, weights).map { $1 * half / ($0 ? positive : negative) }
  }

  static func requireBothClasses(
    _ labels: [Bool], _ weights: [Double]
  ) throws(StatisticsError) {
    var (positive, negative) = (false, false)
    for index in labels.indices where weights[index] > 0 {
      if labels[index] { positive = true } else { negative = true }
    }
    guard positive, negative else {
      throw StatisticsError(.empty, "logistic regression needs cases of both classes")
    }
  }
}
