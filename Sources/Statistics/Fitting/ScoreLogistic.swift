/// Labels and weights of cases that many logistic fits on one score have in common, eight at a time.
public struct LogisticDesign: Sendable {
  public let labels: [Bool]
  public let weights: [Double]
  /// The last group is padded with cases that weigh nothing.
  private let groups: [Group]

  private struct Group {
    var target = Lanes.zero
    var weight = Lanes.zero
  }

  /// - Parameter weights: not negative, one for each label.
  /// - Throws: `.empty` when a class has no weight.
  public init(labels: [Bool], weights: [Double]) throws(StatisticsError) {
    precondition(labels.count == weights.count, "one weight for each label")
    try LogisticRegression.requireBothClasses(labels, weights)
    self.labels = labels
    self.weights = weights
    var groups = [Group](repeating: Group(), count: (labels.count + 7) / 8)
    for index in labels.indices {
      groups[index >> 3].target[index & 7] = labels[index] ? 1 : 0
      groups[index >> 3].weight[index & 7] = weights[index]
    }
    self.groups = groups
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

  /// - Parameter scores: one for each case, standardised before anything is made of them.
  fileprivate func sums(
    _ scores: UnsafeBufferPointer<Double>, _ standardisation: Standardisation, intercept: Double,
    slope: Double
  ) -> Sums {
    let (mean, scale) = (standardisation.mean, 1 / standardisation.standardDeviation)
    var (r, rx, c, cx, cxx) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    let (low, high) = (Lanes(repeating: -500), Lanes(repeating: 500))
    groups.withUnsafeBufferPointer { groups in
      for index in groups.indices {
        let x = (Self.lanes(scores, index) - mean) * scale
        var z = x * slope + intercept
        z.replace(with: low, where: z .< low)
        z.replace(with: high, where: z .> high)
        let p = 1 / (1 + Lanes.exponential(-z))
        let residual = groups[index].weight * (p - groups[index].target)
        let curvature = groups[index].weight * p * (1 - p)
        r += residual
        rx += residual * x
        c += curvature
        let product = curvature * x
        cx += product
        cxx += product * x
      }
    }
    return Sums(
      residual: r.sum(), residualScore: rx.sum(), curvature: c.sum(), product: cx.sum(),
      squares: cxx.sum())
  }

  /// Eight scores, those beyond the last 0.
  @inline(__always)
  private static func lanes(_ scores: UnsafeBufferPointer<Double>, _ group: Int) -> Lanes {
    let first = group &* 8
    guard first &+ 8 > scores.count else {
      return UnsafeRawPointer(scores.baseAddress! + first).loadUnaligned(as: Lanes.self)
    }
    var lanes = Lanes.zero
    for lane in 0..<(scores.count - first) { lanes[lane] = scores[first + lane] }
    return lanes
  }
}

extension LogisticRegression {
  /// The fit on a single standardised feature: the same minimum as the general one, found eight cases
  /// at a time.
  ///
  /// Newton's method without safeguards, which near the minimum needs none; without a start, or when
  /// a step grows or a number is not finite, the general fit decides.
  ///
  /// - Parameters:
  ///   - scores: the feature before it is standardised, one for each case of the design.
  ///   - start: a model fitted to similar data, which saves iterations.
  /// - Throws: as the general fit.
  public func fit(
    scores: [Double], standardisedBy standardisation: Standardisation, of design: LogisticDesign,
    from start: LogisticModel? = nil
  ) throws(StatisticsError) -> LogisticModel {
    precondition(design.labels.count == scores.count, "one score for each case")
    if let start {
      let model = scores.withUnsafeBufferPointer {
        newton($0, standardisation, design, from: start)
      }
      if let model { return model }
    }
    let features = Matrix(rows: scores.count, columns: 1, elements: standardisation(scores))
    return try fit(features, labels: design.labels, weights: design.weights)
  }

  private func newton(
    _ scores: UnsafeBufferPointer<Double>, _ standardisation: Standardisation,
    _ design: LogisticDesign, from start: LogisticModel
  ) -> LogisticModel? {
    let ridge = 1 / inverseRidge
    var (a, b) = (start.intercept, start.slopes[0])
    var last = Double.infinity
    for _ in 0..<20 {
      let sums = design.sums(scores, standardisation, intercept: a, slope: b)
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
