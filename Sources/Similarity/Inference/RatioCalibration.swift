package import Statistics

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
  ///   - near: what other cases of the same replicate came to; these will have moved likewise.
  /// - Throws: when a class is empty or all scores are equal.
  package init(
    fitting cases: CalibrationCases, maker: Int, startingFrom start: RatioCalibration? = nil,
    near: Moved? = nil
  ) throws(StatisticsError) {
    let cases = cases.counted()
    let groups = cases.groups
    let standardisation = try Standardisation(fitting: cases.scores, weights: cases.weights)
    let model = try LogisticRegression(inverseRidge: 1).fit(
      scores: cases.scores, standardisedBy: standardisation, of: try groups.design.get(),
      from: start.map { near?.moving($0.model) ?? $0.model })
    let slope = model.slopes[0] / standardisation.standardDeviation
    self.standardisation = standardisation
    self.model = model
    self.slope = slope / naturalLog(10)
    offset = (model.intercept - slope * standardisation.mean) / naturalLog(10)
    unrelatedLineages = groups.unrelatedLineages
    derivedLineages = groups.derivedLineages
    unrelatedAgainstMaker =
      start?.unrelatedAgainstMaker ?? cases.lineageTotal(derived: false, maker: maker)
    let (line, base) = (self.slope, offset)
    let ends = cases.extremes { base + line * $0 }
    empiricalBounds = LabelledScores.empiricalBounds(
      of: ends.values, labels: ends.isDerived, weights: ends.weights)
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

  /// How far a calibration moved from that of the point estimate to that of a replicate.
  package struct Moved: Sendable {
    private let intercept: Double
    private let slope: Double

    init(from point: RatioCalibration, to replicate: RatioCalibration) {
      intercept = replicate.model.intercept - point.model.intercept
      slope = replicate.model.slopes[0] - point.model.slopes[0]
    }

    fileprivate func moving(_ model: LogisticModel) -> LogisticModel {
      LogisticModel(
        intercept: model.intercept + intercept, slopes: [model.slopes[0] + slope])
    }
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
  package var suffices: Bool { hasEnoughLineages && unrelatedAgainstMaker > 0 }

  /// Of each class, whatever the maker.
  var hasEnoughLineages: Bool {
    unrelatedLineages >= Self.fewestUnrelated && derivedLineages >= Self.fewestDerived
  }

  /// log10 LR before clipping.
  package func unclipped(_ score: Double) -> Double {
    offset + slope * score
  }

  package func clipped(_ score: Double) -> Double {
    min(max(unclipped(score), bounds.lowerBound), bounds.upperBound)
  }
}
