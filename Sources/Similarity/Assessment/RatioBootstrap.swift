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

  /// Replicates behind the rows of sensitivity, which are no further evidence.
  private static let rowReplicates = 500

  /// Of the entries; empty without replicates.
  func intervals() async -> [Interval?] {
    guard !entries.isEmpty else { return [] }
    let draws = await assessment.resampling(
      further: entries.flatMap { $0.ratio.controls.map(\.lineage) }
    ) { ratios($0) }
    guard !draws.isEmpty else { return [] }
    return entries.indices.map { index in Self.interval(draws.map { $0[index] }) }
  }

  /// Of the rows of each sensitivity table; empty without replicates.
  func rowIntervals() async -> [[Interval?]] {
    guard sensitivities.contains(where: \.hasRatios) else { return sensitivities.map { _ in [] } }
    let draws = await assessment.resampling(most: Self.rowReplicates) { [sensitivities] replicate in
      sensitivities.map { $0.ratios(in: replicate) }
    }
    guard let first = draws.first else { return sensitivities.map { _ in [] } }
    return first.indices.map { table in
      first[table].indices.map { index in Self.interval(draws.map { $0[table][index] }) }
    }
  }

  private static func interval(_ values: [Double?]) -> Interval? {
    guard let quantiles = try? SampleQuantiles(values.map { $0 ?? 0 }) else { return nil }
    let interval = quantiles.interval()
    return Interval(
      low: interval.lowerBound, high: interval.upperBound,
      failed: Double(values.count { $0 == nil }) / Double(values.count))
  }

  /// Clipped log10 LRs of the entries; `nil` where there is no fit.
  private func ratios(_ replicate: Replicate) -> [Double?] {
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
