import Probing
import Statistics

/// The two-way bootstrap of ratios that belong to headlines alone, every fit repeated in every
/// replicate. Costs one more weighting of every similarity, so it runs only where there are any.
struct RatioBootstrap: Sendable {
  struct Entry: Sendable {
    let ratio: ControlledRatio
    /// Of the point estimate.
    let calibration: RatioCalibration
  }

  struct Interval: Sendable {
    let low: Double
    let high: Double
    /// Share of replicates without a fit, which count as a ratio of 1.
    let failed: Double
  }

  let assessment: Assessment
  let entries: [Entry]

  private static let batch = 20

  /// One interval for each entry; `nil` without replicates.
  func intervals() async -> [Interval?] {
    let replicates = assessment.request.tool.replicates
    guard replicates > 0, !entries.isEmpty else { return entries.map { _ in nil } }
    let resampled = Set(
      assessment.plan.calibrationLineages + entries.flatMap { $0.ratio.controls.map(\.lineage) })
    let bootstrap = TwoWayBootstrap(
      seed: assessment.request.tool.seed, replicates: replicates,
      probes: assessment.table.probes.map(\.id), lineages: assessment.table.lineages,
      resampled: resampled)
    let batches = (replicates + Self.batch - 1) / Self.batch
    let rows = await concurrentMap(chunks: batches, over: replicates) { range in
      self.rows(range, bootstrap)
    }.flatMap { $0 }
    return entries.indices.map { entry in Self.interval(rows.map { $0[entry] }) }
  }

  private static func interval(_ values: [Double?]) -> Interval? {
    guard let quantiles = try? SampleQuantiles(values.map { $0 ?? 0 }) else { return nil }
    let interval = quantiles.interval()
    return Interval(
      low: interval.lowerBound, high: interval.upperBound,
      failed: Double(values.count { $0 == nil }) / Double(values.count))
  }

  /// Shape: replicates x entries; clipped log10 LR.
  private func rows(_ range: Range<Int>, _ bootstrap: TwoWayBootstrap) -> [[Double?]] {
    let weights = range.map { bootstrap.probeWeights($0) }
    let lengths = assessment.metrics.length?.similarities(under: weights)
    let similarities = assessment.fused.map { $0.evidence.similarities(under: weights) }
    return range.enumerated().map { position, index in
      let means = assessment.fused.enumerated().map { metric, entry in
        UnitMeans(
          similarity: similarities[metric][position],
          length: MetricTable.usesLength(entry.descriptor) ? lengths?[position] : nil,
          plan: assessment.plan)
      }
      return row(
        Replicate(
          table: assessment.table, plan: assessment.plan, metrics: means,
          lineageWeights: bootstrap.lineageWeights(index)))
    }
  }

  private func row(_ replicate: Replicate) -> [Double?] {
    var folds: [Int: Fold] = [:]
    return entries.map { entry in
      let fold = folds[entry.ratio.lineage] ?? replicate.fold(leavingOut: entry.ratio.lineage)
      folds[entry.ratio.lineage] = fold
      return entry.ratio.calibration(in: fold, startingFrom: entry.calibration).map {
        $0.calibration.clipped($0.score)
      }
    }
  }
}

extension LikelihoodRatio {
  /// The clipped ratio with its interval, widened where necessary to hold it.
  init(_ score: Double, _ calibration: RatioCalibration, _ interval: RatioBootstrap.Interval) {
    let bounds = calibration.bounds
    let log10 = calibration.clipped(score)
    self.init(
      log10: log10, low: max(bounds.lowerBound, min(log10, interval.low)),
      high: min(bounds.upperBound, max(log10, interval.high)), capLow: bounds.lowerBound,
      capHigh: bounds.upperBound, unrelatedLineages: calibration.unrelatedLineages,
      derivedLineages: calibration.derivedLineages, failedReplicates: interval.failed)
  }
}
