import Statistics

/// A headline analysed in every other way.
///
/// With several sources screened the ratio rows are screened alike: no row shows a ratio without the
/// correction that the headline has.
struct SensitivityRows {
  let assessment: Assessment
  let point: Replicate
  let row: Assessment.Row
  /// The headline's own ratio.
  let ratio: ControlledRatio
  /// Why the headline has no ratio, when it has none: then no row has one.
  let noRatio: ReasonCode?

  private typealias Row = Sensitivity.Row

  func findings() -> Sensitivity {
    let fold = point.fold(leavingOut: ratio.lineage)
    return Sensitivity(
      rows: [scored(.headline, fold)] + calibrators(fold) + rescored() + [plain(fold)]
        + [makerOut(fold)].compactMap { $0 })
  }

  // MARK: Other scores

  private func rescored() -> [Sensitivity.Row] {
    let alone =
      assessment.fused.count > 1
      ? assessment.fused.map { entry in
        scored(.oneMetric, fold(replicate(of: entry)), metric: entry.descriptor.id)
      } : []
    return [scored(.withoutLength, fold(withoutLength))] + alone
  }

  private func replicate(of entry: MetricTable.Entry) -> Replicate {
    assessment.replicate([entry], lineageWeights: assessment.unitLineageWeights)
  }

  private func fold(_ replicate: Replicate) -> Fold { replicate.fold(leavingOut: ratio.lineage) }

  private var withoutLength: Replicate {
    let means = assessment.fused.map {
      UnitMeans(similarity: $0.similarities, length: nil, plan: assessment.plan)
    }
    return Replicate(
      table: assessment.table, plan: assessment.plan, metrics: means,
      lineageWeights: assessment.unitLineageWeights)
  }

  private func scored(
    _ analysis: Sensitivity.Analysis, _ fold: Fold, metric: String? = nil
  ) -> Sensitivity.Row {
    let company = assessment.plan.items[row.item].company
    var result = Sensitivity.Row(
      analysis: analysis, metric: metric,
      excess: fold.excess(row.suspect, row.source, on: company),
      rankP: RankTest.rank(row.item, source: row.source, in: fold))
    fill(
      &result,
      ratio.calibration(in: fold).map { ($0.calibration.clipped($0.score), $0.calibration.bounds) })
    return result
  }

  /// - Parameter value: log10 LR and its bounds.
  private func fill(
    _ row: inout Sensitivity.Row, _ value: (log10: Double, bounds: ClosedRange<Double>)?,
    otherwise reason: ReasonCode = .tooFewLineages
  ) {
    guard noRatio == nil, let value else {
      row.reason = noRatio ?? reason
      return
    }
    row.log10LR = value.log10
    row.capLow = value.bounds.lowerBound
    row.capHigh = value.bounds.upperBound
  }

  // MARK: Other calibrations

  private func calibrators(_ fold: Fold) -> [Sensitivity.Row] {
    guard let (score, cases) = ratio.cases(in: fold), cases.suffice else { return [] }
    let against = cases.lineageTotal(derived: false, maker: ratio.maker)
    func row(
      _ analysis: Sensitivity.Analysis,
      _ fit: (LabelledScores) throws(StatisticsError) -> any Calibration
    ) -> Sensitivity.Row {
      var row = Sensitivity.Row(analysis: analysis)
      do throws(StatisticsError) {
        let calibration = try fit(cases.labelledLineages())
        fill(&row, try cases.bounded(calibration, at: score, unrelatedAgainstMaker: against))
      } catch {
        fill(&row, nil, otherwise: .degenerate)
      }
      return row
    }
    return [
      row(.kernelDensity) { scores throws(StatisticsError) in
        try KernelDensityCalibration(fitting: scores)
      },
      row(.isotonic) { scores throws(StatisticsError) in
        IsotonicCalibration(fitting: try scores.addingMisleading())
      },
      row(.biGaussian) { scores throws(StatisticsError) in
        try BiGaussianCalibration(fitting: scores)
      }, invariance(fold, score, cases, against),
    ]
  }

  private func invariance(
    _ fold: Fold, _ score: Double, _ cases: CalibrationCases, _ against: Int
  ) -> Sensitivity.Row {
    var row = Sensitivity.Row(analysis: .invarianceBounds)
    let value = ratio.calibration(in: fold).flatMap { _, calibration in
      try? cases.bounded(
        ratio: calibration.unclipped, at: score, unrelatedAgainstMaker: against,
        by: \.invarianceBounds)
    }
    fill(&row, value)
    return row
  }

  private func plain(_ fold: Fold) -> Sensitivity.Row {
    var row = Sensitivity.Row(analysis: .plainCompany)
    guard let (score, cases) = ratio.cases(in: fold, placement: .plain) else {
      row.reason = .cohortTooSmall
      return row
    }
    row.excess = score
    let calibration =
      cases.suffice ? try? RatioCalibration(fitting: cases, maker: ratio.maker) : nil
    fill(&row, calibration.map { ($0.clipped(score), $0.bounds) })
    return row
  }

  /// Not for several sources: their controls stand against all makers at once.
  private func makerOut(_ fold: Fold) -> Sensitivity.Row? {
    guard ratio.tested.count == 1 else { return nil }
    var row = Sensitivity.Row(analysis: .makerOut)
    let found = ratio.cases(in: fold).flatMap { score, cases in
      let rest = cases.excluding(maker: ratio.maker)
      return rest.suffice
        ? (try? RatioCalibration(fitting: rest, maker: ratio.maker)).map {
          ($0.clipped(score), $0.bounds)
        } : nil
    }
    fill(&row, found)
    return row
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

  /// The ratio at a score, within bounds over one ratio per lineage and the cap of 10.
  func bounded(
    _ calibration: any Calibration, at score: Double, unrelatedAgainstMaker: Int
  ) throws(StatisticsError) -> (log10: Double, bounds: ClosedRange<Double>) {
    try bounded(
      ratio: { calibration.log10LikelihoodRatio(at: $0) }, at: score,
      unrelatedAgainstMaker: unrelatedAgainstMaker, by: \.empiricalBounds)
  }

  func bounded(
    ratio: (Double) -> Double, at score: Double, unrelatedAgainstMaker: Int,
    by bounds: (LabelledScores) -> ClosedRange<Double>
  ) throws(StatisticsError) -> (log10: Double, bounds: ClosedRange<Double>) {
    let ends = extremes(of: ratio)
    let found = bounds(
      try LabelledScores(ends.values, labels: ends.isDerived, weights: ends.weights))
    let isStrong = unrelatedAgainstMaker >= RatioCalibration.fewestForStrongRatio
    let range = found.lowerBound...(isStrong ? found.upperBound : min(1, found.upperBound))
    return (min(max(ratio(score), range.lowerBound), range.upperBound), range)
  }
}
