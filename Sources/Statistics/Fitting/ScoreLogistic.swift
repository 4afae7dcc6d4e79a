extension LogisticRegression {
  /// The fit on a single feature: the same minimum as the general one, found eight cases at a time.
  ///
  /// Newton's method without safeguards, which near the minimum needs none; without a start, or when
  /// a step grows or a number is not finite, the general fit decides.
  ///
  /// - Parameters, errors: as the general fit; `scores` holds the feature.
  public func fit(
    scores: [Double], labels: [Bool], weights: [Double], from start: LogisticModel? = nil
  ) throws(StatisticsError) -> LogisticModel {
    precondition(labels.count == scores.count && weights.count == scores.count, "case counts")
    try Self.requireBothClasses(labels, weights)
    if let start, let model = newton(ScoreCases(scores, labels, weights), from: start) {
      return model
    }
    let features = Matrix(rows: scores.count, columns: 1, elements: scores)
    return try fit(features, labels: labels, weights: weights)
  }

  private func newton(_ cases: ScoreCases, from start: LogisticModel) -> LogisticModel? {
    let ridge = 1 / inverseRidge
    var (a, b) = (start.intercept, start.slopes[0])
    var last = Double.infinity
    for _ in 0..<20 {
      let sums = cases.sums(intercept: a, slope: b)
      let (gradient, curvature) = (sums.residualScore + ridge * b, sums.squares + ridge)
      let determinant = sums.curvature * curvature - sums.product * sums.product
      guard determinant > 1e-13 * sums.curvature * curvature else { return nil }
      let stepA = (sums.residual * curvature - gradient * sums.product) / determinant
      let stepB = (gradient * sums.curvature - sums.residual * sums.product) / determinant
      let size = max(abs(stepA), abs(stepB))
      guard size.isFinite, size < last else { return nil }
      (a, b, last) = (a - stepA, b - stepB, size)
      // An error of its square is left.
      if size <= 1e-6 * max(1, abs(a), abs(b)) {
        return LogisticModel(intercept: a, slopes: [b])
      }
    }
    return nil
  }
}

/// Cases of one feature in groups of eight; padding weighs nothing.
private struct ScoreCases {
  private var groups: [(score: Lanes, target: Lanes, weight: Lanes)]

  init(_ scores: [Double], _ labels: [Bool], _ weights: [Double]) {
    let count = (scores.count + 7) / 8
    groups = [(score: Lanes, target: Lanes, weight: Lanes)](
      repeating: (.zero, .zero, .zero), count: count)
    for index in scores.indices {
      let (group, lane) = (index >> 3, index & 7)
      groups[group].score[lane] = scores[index]
      groups[group].target[lane] = labels[index] ? 1 : 0
      groups[group].weight[lane] = weights[index]
    }
  }

  struct Sums {
    /// Sum of w (p - y), and the same times the score.
    var residual = 0.0
    var residualScore = 0.0
    /// Sum of w p (1 - p), times the score, times its square.
    var curvature = 0.0
    var product = 0.0
    var squares = 0.0
  }

  func sums(intercept: Double, slope: Double) -> Sums {
    var (r, rx, c, cx, cxx) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    let (low, high) = (Lanes(repeating: -500), Lanes(repeating: 500))
    for group in groups {
      let z = (group.score * slope + intercept).clamped(lowerBound: low, upperBound: high)
      let p = 1 / (1 + Lanes.exponential(-z))
      let residual = group.weight * (p - group.target)
      let curvature = group.weight * p * (1 - p)
      r += residual
      rx += residual * group.score
      c += curvature
      let product = curvature * group.score
      cx += product
      cxx += product * group.score
    }
    return Sums(
      residual: r.sum(), residualScore: rx.sum(), curvature: c.sum(), product: cx.sum(),
      squares: cxx.sum())
  }
}
