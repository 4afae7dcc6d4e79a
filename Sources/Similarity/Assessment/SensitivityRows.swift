import Statistics

/// A headline analysed in every other way.
///
/// With several sources screened the ratio rows are screened alike: no row shows a ratio without the
/// correction that the headline has.
struct SensitivityRows: Sendable {
  private let assessment: Assessment
  private let row: Assessment.Row
  /// The headline's own ratio.
  private let ratio: ControlledRatio
  private let analyses: [Analysis]
  /// By analysis, of the point estimate; empty where the headline has no ratio.
  private let points: [Value?]
  private let views: Views

  private struct Analysis: Sendable {
    let name: Sensitivity.Analysis
    /// Position among the fused metrics.
    var metric: Int? = nil
  }

  /// One ratio with its bounds, and the calibration it came from when that is the headline's kind.
  private struct Value: Sendable {
    let log10: Double
    let bounds: ClosedRange<Double>
    var calibration: RatioCalibration? = nil
  }

  /// What is read of one replicate.
  private struct Views: Sendable {
    let fold: Fold
    let withoutLength: Fold
    /// By fused metric.
    let alone: [Fold]
    let cases: (score: Double, cases: CalibrationCases)?
  }

  /// - Parameter givesRatio: whether the headline may have a ratio at all.
  init(
    assessment: Assessment, point: Replicate, row: Assessment.Row, ratio: ControlledRatio,
    givesRatio: Bool
  ) {
    let views = Self.views(point, ratio)
    let analyses = Self.analyses(ratio, views, point)
    self.assessment = assessment
    self.row = row
    self.ratio = ratio
    self.views = views
    self.analyses = analyses
    points = givesRatio ? analyses.map { Self.value($0, ratio, views, nil) } : []
  }

  private static func analyses(
    _ ratio: ControlledRatio, _ views: Views, _ point: Replicate
  ) -> [Analysis] {
    let calibrators: [Sensitivity.Analysis] =
      views.cases?.cases.suffice == true
      ? [.kernelDensity, .isotonic, .biGaussian, .invarianceBounds] : []
    let metrics = point.metrics.indices
    let alone = metrics.count > 1 ? metrics.map { Analysis(name: .oneMetric, metric: $0) } : []
    // Not for several sources: their controls stand against all makers at once.
    let makerOut: [Sensitivity.Analysis] = ratio.tested.count == 1 ? [.makerOut] : []
    let first: [Sensitivity.Analysis] = [.headline] + calibrators + [.withoutLength]
    let last: [Sensitivity.Analysis] = [.plainCompany] + makerOut
    return first.map { Analysis(name: $0) } + alone + last.map { Analysis(name: $0) }
  }

  private static func views(_ replicate: Replicate, _ ratio: ControlledRatio) -> Views {
    func fold(_ metrics: [UnitMeans]) -> Fold {
      Replicate(
        table: replicate.table, plan: replicate.plan, metrics: metrics,
        lineageWeights: replicate.lineageWeights
      ).fold(leavingOut: ratio.lineage)
    }
    let own = replicate.fold(leavingOut: ratio.lineage)
    return Views(
      fold: own,
      withoutLength: fold(
        replicate.metrics.map {
          UnitMeans(similarity: $0.similarity, length: nil, plan: replicate.plan)
        }),
      alone: replicate.metrics.count > 1 ? replicate.metrics.map { fold([$0]) } : [],
      cases: ratio.cases(in: own))
  }

  // MARK: Ratios

  var hasRatios: Bool { points.contains { $0 != nil } }

  /// The clipped log10 LR of every row under a replicate, every fit repeated; `nil` where it fails or
  /// where the row has none.
  func ratios(in replicate: Replicate) -> [Double?] {
    guard hasRatios else { return analyses.map { _ in nil } }
    let views = Self.views(replicate, ratio)
    return zip(analyses, points).map { analysis, point in
      point.flatMap { Self.value(analysis, ratio, views, $0)?.log10 }
    }
  }

  /// - Parameter point: the value of the point estimate when the views are of a replicate, where the
  ///   minimum of lineages no longer counts.
  private static func value(
    _ analysis: Analysis, _ ratio: ControlledRatio, _ views: Views, _ point: Value?
  ) -> Value? {
    switch analysis.name {
    case .headline: calibrated(views.cases, ratio, point)
    case .withoutLength: calibrated(ratio.cases(in: views.withoutLength), ratio, point)
    case .oneMetric: calibrated(ratio.cases(in: views.alone[analysis.metric!]), ratio, point)
    case .plainCompany:
      calibrated(ratio.cases(in: views.fold, placement: .plain), ratio, point)
    case .makerOut:
      calibrated(
        views.cases.map { (score: $0.score, cases: $0.cases.excluding(maker: ratio.maker)) }, ratio,
        point)
    case .invarianceBounds: invariance(ratio, views, point)
    case .kernelDensity:
      bounded(ratio, views, point) { scores throws(StatisticsError) in
        try KernelDensityCalibration(fitting: scores)
      }
    case .isotonic:
      bounded(ratio, views, point) { scores throws(StatisticsError) in
        IsotonicCalibration(fitting: try scores.addingMisleading())
      }
    case .biGaussian:
      bounded(ratio, views, point) { scores throws(StatisticsError) in
        try BiGaussianCalibration(fitting: scores)
      }
    }
  }

  private static func calibrated(
    _ found: (score: Double, cases: CalibrationCases)?, _ ratio: ControlledRatio, _ point: Value?
  ) -> Value? {
    guard let (score, cases) = found, point != nil || cases.suffice,
      let calibration = try? RatioCalibration(
        fitting: cases, maker: ratio.maker, startingFrom: point?.calibration)
    else { return nil }
    return Value(
      log10: calibration.clipped(score), bounds: calibration.bounds, calibration: calibration)
  }

  private static func bounded(
    _ ratio: ControlledRatio, _ views: Views, _ point: Value?,
    _ fit: (LabelledScores) throws(StatisticsError) -> any Calibration
  ) -> Value? {
    guard let (score, cases) = views.cases,
      let calibration = try? fit(cases.labelledLineages()),
      let found = try? cases.bounded(
        calibration, at: score, isStrong: isStrong(cases, ratio, point))
    else { return nil }
    return Value(log10: found.log10, bounds: found.bounds)
  }

  private static func invariance(
    _ ratio: ControlledRatio, _ views: Views, _ point: Value?
  ) -> Value? {
    guard let (score, cases) = views.cases,
      let calibration = try? RatioCalibration(
        fitting: cases, maker: ratio.maker, startingFrom: point?.calibration),
      let found = try? cases.bounded(
        ratio: calibration.unclipped, at: score, isStrong: isStrong(cases, ratio, point),
        by: \.invarianceBounds)
    else { return nil }
    return Value(log10: found.log10, bounds: found.bounds, calibration: calibration)
  }

  /// Whether lineages against the tested maker allow more than 10: as many as were observed, however
  /// many of them a replicate draws.
  private static func isStrong(
    _ cases: CalibrationCases, _ ratio: ControlledRatio, _ point: Value?
  ) -> Bool {
    point.map { $0.bounds.upperBound > 1 }
      ?? (cases.lineageTotal(derived: false, maker: ratio.maker)
        >= RatioCalibration.fewestForStrongRatio)
  }

  // MARK: Rows

  /// - Parameters:
  ///   - intervals: by row; empty without resampling.
  ///   - conclusion: where it has no ratio, no row has one.
  func findings(_ intervals: [RatioBootstrap.Interval?], of conclusion: Conclusion) -> Sensitivity {
    Sensitivity(
      rows: analyses.indices.map { index in
        var result = scored(analyses[index])
        guard conclusion.ratio != nil, let value = points.isEmpty ? nil : points[index]
        else {
          let isAbsent = conclusion.ratio == nil
          result.reason = (isAbsent ? conclusion.noRatio : nil) ?? reason(analyses[index])
          return result
        }
        result.log10LR = value.log10
        (result.capLow, result.capHigh) = (value.bounds.lowerBound, value.bounds.upperBound)
        guard let interval = intervals.isEmpty ? nil : intervals[index] else { return result }
        result.low = max(value.bounds.lowerBound, min(value.log10, interval.low))
        result.high = min(value.bounds.upperBound, max(value.log10, interval.high))
        return result
      })
  }

  private func reason(_ analysis: Analysis) -> ReasonCode {
    switch analysis.name {
    case .kernelDensity, .isotonic, .biGaussian: .degenerate
    case .plainCompany where views.cases == nil: .cohortTooSmall
    default: .tooFewLineages
    }
  }

  /// The row with the excess and rank that its analysis changes.
  private func scored(_ analysis: Analysis) -> Sensitivity.Row {
    let fold: Fold
    switch analysis.name {
    case .headline: fold = views.fold
    case .withoutLength: fold = views.withoutLength
    case .oneMetric: fold = views.alone[analysis.metric!]
    case .plainCompany:
      return Sensitivity.Row(
        analysis: .plainCompany, excess: ratio.cases(in: views.fold, placement: .plain)?.score)
    default: return Sensitivity.Row(analysis: analysis.name)
    }
    let company = assessment.plan.items[row.item].company
    return Sensitivity.Row(
      analysis: analysis.name,
      metric: analysis.metric.map { assessment.fused[$0].descriptor.id },
      excess: fold.excess(row.suspect, row.source, on: company),
      rankP: RankTest.rank(row.item, source: row.source, in: fold))
  }
}

extension CalibrationCases {
  /// The cases as labelled scores in which every lineage weighs the same within its class and the
  /// total weight of a class is its number of lineages.
  func labelledLineages() throws(StatisticsError) -> LabelledScores {
    var counts = [[Double]](repeating: [Double](repeating: 0, count: lineageCount), count: 2)
    for index in scores.indices { counts[isDerived[index] ? 1 : 0][lineages[index]] += 1 }
    return try LabelledScores(
      scores, labels: isDerived,
      weights: scores.indices.map {
        weights[$0] / counts[isDerived[$0] ? 1 : 0][lineages[$0]]
      })
  }

  /// The ratio at a score, within bounds over one ratio per lineage and, unless strong, the cap of 10.
  func bounded(
    _ calibration: any Calibration, at score: Double, isStrong: Bool
  ) throws(StatisticsError) -> (log10: Double, bounds: ClosedRange<Double>) {
    try bounded(
      ratio: { calibration.log10LikelihoodRatio(at: $0) }, at: score, isStrong: isStrong,
      by: \.empiricalBounds)
  }

  func bounded(
    ratio: (Double) -> Double, at score: Double, isStrong: Bool,
    by bounds: (LabelledScores) -> ClosedRange<Double>
  ) throws(StatisticsError) -> (log10: Double, bounds: ClosedRange<Double>) {
    let ends = extremes(of: ratio)
    let found = bounds(
      try LabelledScores(ends.values, labels: ends.isDerived, weights: ends.weights))
    let range = found.lowerBound...(isStrong ? found.upperBound : min(1, found.upperBound))
    return (min(max(ratio(score), range.lowerBound), range.upperBound), range)
  }
}
