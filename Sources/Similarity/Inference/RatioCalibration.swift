package import Statistics

/// Scored calibration units, column by column.
package struct CalibrationCases: Sendable {
  private(set) var scores: [Double] = []
  /// Lineage of the suspect, below `lineageCount`.
  private(set) var lineages: [Int] = []
  private(set) var isDerived: [Bool] = []
  /// Multiplicity of the lineage, above 0.
  private(set) var weights: [Double] = []
  private(set) var makers: [Int] = []
  let lineageCount: Int
  /// What depends on the columns without the scores, when it was counted beforehand.
  private var counts: Counts?

  private struct Counts {
    let balancedWeights: [Double]
    let unrelatedLineages: Int
    let derivedLineages: Int
  }

  package init(lineageCount: Int, capacity: Int) {
    self.lineageCount = lineageCount
    scores.reserveCapacity(capacity)
    lineages.reserveCapacity(capacity)
    isDerived.reserveCapacity(capacity)
    weights.reserveCapacity(capacity)
    makers.reserveCapacity(capacity)
  }

  package mutating func append(
    score: Double, lineage: Int, isDerived: Bool, weight: Double, maker: Int
  ) {
    scores.append(score)
    lineages.append(lineage)
    self.isDerived.append(isDerived)
    weights.append(weight)
    makers.append(maker)
    counts = nil
  }

  /// The same cases with all counted that depends on no score, for many to share.
  func counted() -> CalibrationCases {
    var result = self
    result.counts = Counts(
      balancedWeights: balancedWeights(), unrelatedLineages: lineageTotal(derived: false),
      derivedLineages: lineageTotal(derived: true))
    return result
  }

  /// The same cases with other scores; those of NaN are left out.
  func scored(_ scores: [Double]) -> CalibrationCases {
    var result = self
    guard scores.contains(where: \.isNaN) else {
      result.scores = scores
      return result
    }
    result = CalibrationCases(lineageCount: lineageCount, capacity: scores.count)
    for index in scores.indices where !scores[index].isNaN {
      result.append(
        score: scores[index], lineage: lineages[index], isDerived: isDerived[index],
        weight: weights[index], maker: makers[index])
    }
    return result
  }

  /// Equal total for every lineage within its class, times its multiplicity; each class half of
  /// the number of cases.
  package func balancedWeights() -> [Double] {
    if let counts { return counts.balancedWeights }
    var counts = [Double](repeating: 0, count: 2 * lineageCount)
    var (unrelated, derived) = (0.0, 0.0)
    for index in scores.indices {
      let cell = 2 * lineages[index] + (isDerived[index] ? 1 : 0)
      if counts[cell] == 0 {
        if isDerived[index] { derived += weights[index] } else { unrelated += weights[index] }
      }
      counts[cell] += 1
    }
    let half = weights.reduce(0, +) / 2
    return scores.indices.map { index in
      let count = counts[2 * lineages[index] + (isDerived[index] ? 1 : 0)]
      return half * weights[index] / (count * (isDerived[index] ? derived : unrelated))
    }
  }

  /// Lineages with a case of the class, all makers or one.
  func lineageTotal(derived: Bool, maker: Int? = nil) -> Int {
    if let counts, maker == nil {
      return derived ? counts.derivedLineages : counts.unrelatedLineages
    }
    var seen = [Bool](repeating: false, count: lineageCount)
    for index in scores.indices where isDerived[index] == derived {
      if let maker, makers[index] != maker { continue }
      seen[lineages[index]] = true
    }
    return seen.count { $0 }
  }

  /// One log10 LR per lineage and class: the largest of an unrelated one, the smallest of a derived
  /// one, with the lineage's multiplicity.
  func extremes(
    of ratio: (Double) -> Double
  ) -> (values: [Double], isDerived: [Bool], weights: [Double]) {
    var least = [Double](repeating: .infinity, count: lineageCount)
    var most = [Double](repeating: -.infinity, count: lineageCount)
    var weight = [Double](repeating: 0, count: lineageCount)
    for index in scores.indices {
      let lineage = lineages[index]
      weight[lineage] = weights[index]
      let value = ratio(scores[index])
      if isDerived[index] {
        least[lineage] = min(least[lineage], value)
      } else {
        most[lineage] = max(most[lineage], value)
      }
    }
    var result: (values: [Double], isDerived: [Bool], weights: [Double]) = ([], [], [])
    for lineage in 0..<lineageCount {
      for (value, derived) in [(least[lineage], true), (most[lineage], false)]
      where value.isFinite {
        result.values.append(value)
        result.isDerived.append(derived)
        result.weights.append(weight[lineage])
      }
    }
    return result
  }
}

/// Scores turned into likelihood ratios: ridge logistic regression on standardised scores, bounded
/// by what the calibration lineages can support.
///
/// Every lineage has equal weight within its class, the classes have equal weight (Morrison 2013;
/// bounds of Vergeer et al. 2016 over one value per lineage).
package struct RatioCalibration: Sendable {
  /// Fewest lineages of each class without which no ratio is given.
  static let fewestUnrelated = LikelihoodRatio.fewestUnrelated
  static let fewestDerived = LikelihoodRatio.fewestDerived
  /// Unrelated lineages against one maker's models that a ratio above 10 needs.
  static let fewestForStrongRatio = 20

  package let unrelatedLineages: Int
  package let derivedLineages: Int
  /// Unrelated lineages against the tested maker's models.
  let unrelatedAgainstMaker: Int
  private let empiricalBounds: ClosedRange<Double>
  private let standardisation: Standardisation
  private let model: LogisticModel
  /// log10 LR = offset + slope * score.
  private let offset: Double
  private let slope: Double

  /// - Parameters:
  ///   - maker: the maker of the tested source.
  ///   - start: the calibration of the point estimate when these cases are a replicate: it saves
  ///     iterations, and its number of lineages against the maker decides the cap.
  ///   - near: the calibration of a replicate's cases that are nearly the same, a better start.
  /// - Throws: when a class is empty or all scores are equal.
  package init(
    fitting cases: CalibrationCases, maker: Int, startingFrom start: RatioCalibration? = nil,
    near: RatioCalibration? = nil
  ) throws(StatisticsError) {
    let standardisation = try Standardisation(fitting: cases.scores, weights: cases.weights)
    let model = try LogisticRegression(inverseRidge: 1).fit(
      scores: standardisation(cases.scores), labels: cases.isDerived,
      weights: cases.balancedWeights(), from: start.map { (near ?? $0).model })
    let slope = model.slopes[0] / standardisation.standardDeviation
    self.standardisation = standardisation
    self.model = model
    self.slope = slope / naturalLog(10)
    offset = (model.intercept - slope * standardisation.mean) / naturalLog(10)
    unrelatedLineages = cases.lineageTotal(derived: false)
    derivedLineages = cases.lineageTotal(derived: true)
    unrelatedAgainstMaker =
      start?.unrelatedAgainstMaker ?? cases.lineageTotal(derived: false, maker: maker)
    let (line, base) = (self.slope, offset)
    let ends = cases.extremes { base + line * $0 }
    empiricalBounds = try LabelledScores(
      ends.values, labels: ends.isDerived, weights: ends.weights
    ).empiricalBounds
  }

  /// The same calibration for another maker of the same cases.
  init(_ other: RatioCalibration, maker: Int, in cases: CalibrationCases) {
    unrelatedLineages = other.unrelatedLineages
    derivedLineages = other.derivedLineages
    unrelatedAgainstMaker = cases.lineageTotal(derived: false, maker: maker)
    empiricalBounds = other.empiricalBounds
    standardisation = other.standardisation
    model = other.model
    offset = other.offset
    slope = other.slope
  }

  /// log10 LR = offset + slope * score.
  var line: (offset: Double, slope: Double) { (offset, slope) }

  /// log10 bounds: no more than 10 without enough unrelated lineages against the tested maker.
  package var bounds: ClosedRange<Double> {
    let upper = empiricalBounds.upperBound
    let isStrong = unrelatedAgainstMaker >= Self.fewestForStrongRatio
    return empiricalBounds.lowerBound...(isStrong ? upper : min(1, upper))
  }

  /// Whether there are enough lineages of each class, and one against the tested maker.
  package var suffices: Bool {
    unrelatedLineages >= Self.fewestUnrelated && derivedLineages >= Self.fewestDerived
      && unrelatedAgainstMaker > 0
  }

  /// log10 LR before clipping.
  package func unclipped(_ score: Double) -> Double {
    offset + slope * score
  }

  package func clipped(_ score: Double) -> Double {
    min(max(unclipped(score), bounds.lowerBound), bounds.upperBound)
  }
}
