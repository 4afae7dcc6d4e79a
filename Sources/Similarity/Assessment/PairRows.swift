import Probing

/// Findings for every scored pair, in the order asked for.
struct PairRows: Sendable {
  let assessment: Assessment
  let point: Replicate
  let values: [OutOfFold.Value]
  let resampled: Resampled
  /// One replicate for each metric alone, in the order of the metric table.
  let single: [Replicate]
  /// The same without the length step; `nil` for a metric that length does not enter.
  let unadjusted: [Replicate?]

  func findings() async -> [PairFinding] {
    let ratios = assessment.rowRatios(values)
    let places = assessment.request.scored.indices
    // Rows of one lineage have their fits in common.
    let groups = Dictionary(grouping: places) { index in
      assessment.rows[index].map { assessment.table.lineage[$0.suspect] } ?? -1
    }.sorted { $0.key < $1.key }
    let found = await concurrentMap(chunks: groups.count, over: groups.count) { range in
      range.flatMap { group in
        let (lineage, members) = groups[group]
        let folds = lineage < 0 ? nil : Folds(lineage, self)
        return members.map { (index: $0, finding: finding($0, folds, ratios[$0])) }
      }
    }.flatMap { $0 }
    return found.sorted { $0.index < $1.index }.map(\.finding)
  }

  private func finding(_ index: Int, _ folds: Folds?, _ ratio: Double?) -> PairFinding {
    let label = assessment.request.scored[index]
    guard let row = assessment.rows[index], let folds else {
      return PairFinding(
        suspect: label.suspect, source: label.source, label: label.relation?.rawValue,
        notMeasurable: .unknownSubject)
    }
    return finding(label, row, folds, ratio: ratio, index: index)
  }

  /// The fits that leave out one lineage: fused, and each metric alone.
  private struct Folds {
    let fused: Fold
    let single: [Fold]
    let unadjusted: [Fold?]

    init(_ lineage: Int, _ rows: PairRows) {
      fused = rows.point.fold(leavingOut: lineage)
      single = rows.single.map { $0.fold(leavingOut: lineage) }
      unadjusted = rows.unadjusted.map { $0?.fold(leavingOut: lineage) }
    }
  }

  private func finding(
    _ label: PairLabel, _ row: Assessment.Row, _ folds: Folds, ratio: Double?, index: Int
  ) -> PairFinding {
    let company = assessment.plan.items[row.item].company
    let excess = folds.fused.excess(row.suspect, row.source, on: company)
    var finding = PairFinding(
      suspect: label.suspect, source: label.source, label: label.relation?.rawValue,
      excess: excess, metrics: scores(row, folds, company))
    guard excess != nil else {
      finding.notMeasurable = reason(finding.metrics, company, row)
      return finding
    }
    finding.ranks = RankTest.ranks(row.item, source: row.source, in: folds.fused)
    finding.rankP = finding.ranks.flatMap(ClassRank.leastFavourable)
    finding.ratio = likelihoodRatio(ratio, values[row.item], index)
    if finding.ratio == nil {
      finding.noRatio = noRatio(row)
    }
    return finding
  }

  /// Whether there is a probe that both answered with any text.
  private func answeredTogether(_ row: Assessment.Row) -> Bool {
    let responses = assessment.table.transcript.responses
    return assessment.table.probes.indices.contains { probe in
      responses[row.suspect][probe].contains { !$0.text.isEmpty }
        && responses[row.source][probe].contains { !$0.text.isEmpty }
    }
  }

  /// Why a measured pair has no ratio.
  private func noRatio(_ row: Assessment.Row) -> ReasonCode {
    if assessment.sharesWeights(row) { return .sharedWeights }
    if !assessment.plan.hasControls[row.item] { return .noControls }
    let lineage = assessment.table.lineage[row.suspect]
    return assessment.suffices(without: lineage) ? .cohortTooSmall : .tooFewLineages
  }

  private func reason(
    _ scores: [MetricScore], _ company: Company, _ row: Assessment.Row
  ) -> ReasonCode {
    let fused = scores.filter { assessment.request.fused.contains($0.metric) }
    if fused.isEmpty { return .noMetric }
    if fused.allSatisfy({ $0.similarity == nil }) {
      let isTooFew = fused.contains { $0.reason == .tooFewErrors }
      return isTooFew && answeredTogether(row) ? .tooFewErrors : .noCommonProbes
    }
    if company.count < Cohort.fewestFamilies { return .cohortTooSmall }
    let lineage = assessment.table.lineage[row.suspect]
    let hasScale = assessment.plan.varianceControls.contains { $0.lineage != lineage }
    return hasScale ? .degenerate : .noControls
  }

  /// Out of fold, with the interval of the bootstrap; its bounds are those of the unit's fold.
  private func likelihoodRatio(
    _ log10: Double?, _ value: OutOfFold.Value, _ index: Int
  ) -> LikelihoodRatio? {
    guard let log10, let calibration = value.calibration,
      let interval = resampled.ratio(index)
    else { return nil }
    let bounds = calibration.bounds
    return LikelihoodRatio(
      log10: log10, low: max(bounds.lowerBound, min(log10, interval.low)),
      high: min(bounds.upperBound, max(log10, interval.high)), capLow: bounds.lowerBound,
      capHigh: bounds.upperBound,
      unrelatedLineages: calibration.unrelatedLineages,
      derivedLineages: calibration.derivedLineages,
      failedReplicates: interval.failed)
  }

  private func scores(
    _ row: Assessment.Row, _ folds: Folds, _ company: Company
  ) -> [MetricScore] {
    assessment.metrics.entries.enumerated().map { index, entry in
      guard let similarity = entry.similarities[row.suspect, row.source] else {
        return MetricScore(
          metric: entry.descriptor.id,
          reason: entry.evidence.absence
            ?? (entry.descriptor.family == .errors ? .tooFewErrors : .noCommonProbes))
      }
      let excess = folds.single[index].excess(row.suspect, row.source, on: company)
      return MetricScore(
        metric: entry.descriptor.id, similarity: similarity, excess: excess,
        excessWithoutLength: folds.unadjusted[index]?.excess(
          row.suspect, row.source, on: company),
        reason: excess == nil ? .cohortTooSmall : nil)
    }
  }
}
