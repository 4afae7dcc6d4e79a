import Probing
import Statistics

/// How far unrelated lineages differ beyond what the choice of probes explains, from resampling probes
/// alone.
struct DesignFindings {
  private let assessment: Assessment
  private let point: Replicate
  /// Excess of every calibration unit in plain company, one array for each resampling of probes.
  private let resampled: [[Double?]]

  private static let replicates = 200
  private static let level = 0.05
  private static let wantedPower = 0.8

  init(assessment: Assessment, point: Replicate) {
    self.assessment = assessment
    self.point = point
    resampled = Self.resample(assessment, point)
  }

  private static func resample(_ assessment: Assessment, _ point: Replicate) -> [[Double?]] {
    let count = min(replicates, assessment.request.tool.replicates)
    guard count > 0, !assessment.fused.isEmpty else { return [] }
    let bootstrap = TwoWayBootstrap(
      seed: assessment.request.tool.seed, replicates: count,
      probes: assessment.table.probes.map(\.id), groups: assessment.table.groups,
      lineages: assessment.table.lineages, resampled: [])
    return (0..<count).map { index in
      let weights = [bootstrap.probeWeights(index)]
      let length = assessment.metrics.length?.similarities(under: weights)[0]
      let means = assessment.fused.map { entry in
        UnitMeans(
          similarity: entry.evidence.similarities(under: weights)[0],
          length: MetricTable.usesLength(entry.descriptor) ? length : nil, plan: assessment.plan)
      }
      return excesses(means, in: point)
    }
  }

  /// In the order of the calibration units, in the units of the point estimate: its slopes and scales
  /// stay, for resampled probes spread the reference families more than other probes would.
  private static func excesses(_ means: [UnitMeans], in point: Replicate) -> [Double?] {
    let fold = point.fold(leavingOut: -1)
    return point.plan.calibration.map { index in
      let item = point.plan.items[index]
      guard item.company.count >= Cohort.fewestFamilies else { return nil }
      let best = point.plan.generations(index).map { generation in
        means.indices.reduce(0) { sum, metric in
          let slope = fold.slopes[metric]
          let variance = point.metrics[metric].reference(
            item.unit.suspect, item.company, slope: slope
          ).variance
          let scale = Fold.scale(
            variance, common: fold.commons[metric], families: item.company.count)
          let mean = means[metric].reference(item.unit.suspect, item.company, slope: slope).mean
          let value = means[metric].generations[generation].adjusted(slope)
          return sum + (value - mean) / scale / Double(means.count)
        }
      }.filter(\.isFinite).max()
      return best
    }
  }

  /// From the unrelated units of the tested unit's maker; `nil` with fewer than two lineages.
  func findings(_ item: Int) -> Design? {
    let plan = assessment.plan
    let observed = Self.excesses(point.metrics, in: point)
    func lineages(_ isIncluded: (Int) -> Bool) -> [Int: [Int]] {
      Dictionary(
        grouping: plan.calibration.filter { isIncluded($0) && observed[$0] != nil },
        by: { plan.calibrationLineages[$0] }
      ).filter { $0.key != plan.items[item].unit.lineage }
    }
    let unrelated = lineages {
      !plan.calibrationIsDerived[$0] && plan.calibrationMakers[$0] == plan.items[item].maker
    }
    let derived = lineages { plan.calibrationIsDerived[$0] }
    guard let components = components(unrelated, observed) else { return nil }
    return design(
      components, unrelated: unrelated.count,
      shift: shift(derived: derived, unrelated: unrelated, observed))
  }

  private func components(
    _ lineages: [Int: [Int]], _ observed: [Double?]
  ) -> VarianceComponents? {
    let units = lineages.sorted { $0.key < $1.key }.map(\.value)
    let errors = units.compactMap { units in
      let means = resampled.compactMap { row in Self.mean(units.compactMap { row[$0] }) }
      return (try? Moments(means))?.standardDeviation
    }
    guard errors.count == units.count else { return nil }
    return try? VarianceComponents(
      scores: units.compactMap { Self.mean($0.compactMap { observed[$0] }) }, errors: errors)
  }

  private static func mean(_ values: [Double]) -> Double? { (try? Moments(values))?.mean }

  /// How far a typical derived lineage stands above unrelated ones, in standard deviations of these.
  private func shift(
    derived: [Int: [Int]], unrelated: [Int: [Int]], _ observed: [Double?]
  ) -> Double? {
    func means(_ lineages: [Int: [Int]]) -> [Double] {
      lineages.sorted { $0.key < $1.key }.compactMap {
        Self.mean($0.value.compactMap { observed[$0] })
      }
    }
    guard let high = Self.mean(means(derived)), let moments = try? Moments(means(unrelated)),
      moments.weight > 1, moments.sampleVariance > 0
    else { return nil }
    return (high - moments.mean) / moments.sampleVariance.squareRoot()
  }

  private func design(
    _ components: VarianceComponents, unrelated: Int, shift: Double?
  ) -> Design {
    let probes = assessment.table.probeCount
    return Design(
      betweenModels: components.betweenModels, probeError: components.probeError, probes: probes,
      probesNeeded: components.probesNeeded(asked: probes),
      moreProbesHelp: components.moreProbesHelp, lineages: unrelated,
      lineagesForLevel: RankPower.fewestLineages(level: Self.level), typicalShift: shift,
      power: shift.map { RankPower(lineages: unrelated, level: Self.level).power(shift: $0) },
      lineagesForPower: shift.flatMap {
        RankPower.fewestLineages(power: Self.wantedPower, shift: $0, level: Self.level)
      })
  }
}
