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
  let sensitivities: [SensitivityRows]

  /// Of the entries, then of the rows of each sensitivity table; empty without replicates.
  func intervals() async -> (entries: [Interval], rows: [[Interval]]) {
    let draws = await draws()
    guard let first = draws.first else { return ([], sensitivities.map { _ in [] }) }
    return (
      entries.indices.compactMap { index in Self.interval(draws.map { $0.entries[index] }) },
      sensitivities.indices.map { table in
        first.rows[table].indices.compactMap { index in
          Self.interval(draws.map { $0.rows[table][index] })
        }
      }
    )
  }

  private static func interval(_ values: [Double?]) -> Interval? {
    guard let quantiles = try? SampleQuantiles(values.map { $0 ?? 0 }) else { return nil }
    let interval = quantiles.interval()
    return Interval(
      low: interval.lowerBound, high: interval.upperBound,
      failed: Double(values.count { $0 == nil }) / Double(values.count))
  }

  /// Clipped log10 LRs of one replicate; `nil` where there is no fit.
  private struct Draw: Sendable {
    let entries: [Double?]
    let rows: [[Double?]]
  }

  private func draws() async -> [Draw] {
    guard !entries.isEmpty || sensitivities.contains(where: \.hasRatios) else { return [] }
    let further = entries.flatMap { $0.ratio.controls.map(\.lineage) }
    return await assessment.resampling(further: further) { draw($0) }
  }

  private func draw(_ replicate: Replicate) -> Draw {
    var folds: [Int: Fold] = [:]
    let values = entries.map { entry in
      let fold = folds[entry.ratio.lineage] ?? replicate.fold(leavingOut: entry.ratio.lineage)
      folds[entry.ratio.lineage] = fold
      return entry.ratio.calibration(in: fold, startingFrom: entry.calibration).map {
        $0.calibration.clipped($0.score)
      }
    }
    return Draw(entries: values, rows: sensitivities.map { $0.ratios(in: replicate) })
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
