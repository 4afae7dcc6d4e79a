import Statistics

/// Scores turned into likelihood ratios: ridge logistic regression on standardised scores, bounded
/// by what the calibration lineages can support.
///
/// Every lineage has equal weight within its class, the classes have equal weight (METHODS; Morrison
/// 2013; Vergeer et al. 2016 for the bounds).
struct RatioCalibration: Sendable {
  /// One scored calibration unit.
  struct Case: Sendable {
    let lineage: Int
    let maker: String
    let isDerived: Bool
    let score: Double
    /// Multiplicity of the lineage.
    let weight: Double
  }

  /// Fewest lineages of each class without which no ratio is given.
  static let fewestUnrelated = 10
  static let fewestDerived = 5
  /// Unrelated lineages against one source's maker that a ratio above 10 needs.
  static let fewestForStrongRatio = 20

  let unrelatedLineages: Int
  let derivedLineages: Int
  /// log10 bounds over one value per lineage.
  let bounds: ClosedRange<Double>
  private let standardisation: Standardisation
  private let model: LogisticModel
  private let unrelatedByMaker: [String: Int]

  /// - Throws: when a class is empty or all scores are equal.
  init(
    fitting cases: [Case], startingFrom start: RatioCalibration? = nil
  ) throws(StatisticsError) {
    let weights = Self.weights(cases)
    let scores = cases.map(\.score)
    let labels = cases.map(\.isDerived)
    let standardisation = try Standardisation(fitting: scores, weights: cases.map(\.weight))
    let features = Matrix(
      rows: scores.count, columns: 1, elements: scores.map { standardisation($0) })
    let model = try LogisticRegression(inverseRidge: 1)
      .fit(features, labels: labels, weights: weights, from: start?.model)
    self.standardisation = standardisation
    self.model = model
    bounds = try Self.bounds(cases) { model.log10LikelihoodRatio(at: [standardisation($0)]) }
    unrelatedLineages = Self.lineages(cases) { !$0.isDerived }
    derivedLineages = Self.lineages(cases, where: \.isDerived)
    unrelatedByMaker = Dictionary(grouping: cases.filter { !$0.isDerived }, by: \.maker)
      .mapValues { Set($0.map(\.lineage)).count }
  }

  /// log10 LR before clipping.
  func unclipped(_ score: Double) -> Double {
    model.log10LikelihoodRatio(at: [standardisation(score)])
  }

  /// The bounds for a source of one maker: no more than 10 without enough unrelated lineages
  /// scored against that maker.
  func bounds(forMaker maker: String) -> ClosedRange<Double> {
    let upper =
      unrelatedByMaker[maker, default: 0] >= Self.fewestForStrongRatio
      ? bounds.upperBound : min(bounds.upperBound, 1)
    return bounds.lowerBound...upper
  }

  func clipped(_ score: Double, maker: String) -> Double {
    let bounds = bounds(forMaker: maker)
    return min(max(unclipped(score), bounds.lowerBound), bounds.upperBound)
  }

  /// Equal total for every lineage within its class, times its multiplicity; each class half.
  private static func weights(_ cases: [Case]) -> [Double] {
    struct Key: Hashable {
      let lineage: Int
      let isDerived: Bool
    }
    var counts: [Key: Double] = [:]
    var totals: [Bool: Double] = [:]
    for value in cases {
      let key = Key(lineage: value.lineage, isDerived: value.isDerived)
      if counts[key] == nil { totals[value.isDerived, default: 0] += value.weight }
      counts[key, default: 0] += 1
    }
    let half = Double(cases.count) / 2
    return cases.map { value in
      let key = Key(lineage: value.lineage, isDerived: value.isDerived)
      let total = totals[value.isDerived]!
      return total > 0 ? half * value.weight / (counts[key]! * total) : 0
    }
  }

  /// Empirical bounds over one value per lineage: the largest of an unrelated one, the smallest of
  /// a derived one.
  private static func bounds(
    _ cases: [Case], ratio: (Double) -> Double
  ) throws(StatisticsError) -> ClosedRange<Double> {
    var unrelated: [Int: (value: Double, weight: Double)] = [:]
    var derived: [Int: (value: Double, weight: Double)] = [:]
    for value in cases {
      let log10 = ratio(value.score)
      if value.isDerived {
        derived[value.lineage] = (
          min(log10, derived[value.lineage]?.value ?? .infinity), value.weight
        )
      } else {
        unrelated[value.lineage] = (
          max(log10, unrelated[value.lineage]?.value ?? -.infinity), value.weight
        )
      }
    }
    let values = Array(unrelated.values) + Array(derived.values)
    let labels =
      [Bool](repeating: false, count: unrelated.count)
      + [Bool](repeating: true, count: derived.count)
    return try LabelledScores(
      values.map(\.value), labels: labels, weights: values.map(\.weight)
    ).empiricalBounds
  }

  private static func lineages(_ cases: [Case], where isCounted: (Case) -> Bool) -> Int {
    Set(cases.filter { $0.weight > 0 && isCounted($0) }.map(\.lineage)).count
  }
}
