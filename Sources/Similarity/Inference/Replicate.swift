import Statistics

/// One weighting of probes and lineages, from which any fold can be fitted and any unit scored.
///
/// A class, so that its folds refer to it without copying anything.
final class Replicate: Sendable {
  let table: AnswerTable
  let plan: ScoringPlan
  /// By fused metric.
  let metrics: [UnitMeans]
  /// Multiplicity of each lineage.
  let lineageWeights: [Double]
  /// Lineages with a member in the cohort: leaving out any other changes no length slope.
  private let cohortLineages: Set<Int>
  /// By metric, with no lineage left out.
  let fullSlopes: [Double]
  /// Under these slopes; see `adjusted` and `variances`.
  private let fullAdjusted: [Double]
  private let fullVariances: [[Double]]

  init(
    table: AnswerTable, plan: ScoringPlan, metrics: [UnitMeans], lineageWeights: [Double]
  ) {
    self.table = table
    self.plan = plan
    self.metrics = metrics
    self.lineageWeights = lineageWeights
    cohortLineages = Set(plan.cohort.families.flatMap { $0.members.map { table.lineage[$0] } })
    fullSlopes = metrics.map {
      LengthSlope.fit($0, cohort: plan.cohort, lineage: table.lineage, leavingOut: nil)
    }
    fullAdjusted = Self.adjusted(metrics, fullSlopes)
    fullVariances = Self.variances(metrics, fullSlopes, plan)
  }

  /// - Parameter lineage: the lineage left out of every fit, as a suspect.
  func fold(leavingOut lineage: Int) -> Fold {
    guard cohortLineages.contains(lineage) else {
      return Fold(
        replicate: self, lineage: lineage, slopes: fullSlopes,
        commons: fullVariances.map { commonVariance($0, leavingOut: lineage) },
        adjusted: fullAdjusted)
    }
    let slopes = metrics.map {
      LengthSlope.fit($0, cohort: plan.cohort, lineage: table.lineage, leavingOut: lineage)
    }
    return Fold(
      replicate: self, lineage: lineage, slopes: slopes,
      commons: Self.variances(metrics, slopes, plan).map {
        commonVariance($0, leavingOut: lineage)
      },
      adjusted: Self.adjusted(metrics, slopes))
  }

  /// Shape: generations of all items x metrics; S' = S + slope D.
  private static func adjusted(_ metrics: [UnitMeans], _ slopes: [Double]) -> [Double] {
    let count = metrics.first?.generations.count ?? 0
    var values = [Double](repeating: 0, count: count * metrics.count)
    for (index, metric) in metrics.enumerated() {
      for generation in 0..<count {
        values[generation * metrics.count + index] =
          metric.generations[generation].adjusted(slopes[index])
      }
    }
    return values
  }

  /// Shape: metrics x variance controls; variance of the family means on the plain company.
  private static func variances(
    _ metrics: [UnitMeans], _ slopes: [Double], _ plan: ScoringPlan
  ) -> [[Double]] {
    zip(metrics, slopes).map { metric, slope in
      plan.varianceControls.map {
        metric.reference($0.suspect, $0.company, slope: slope).variance
      }
    }
  }

  /// Mean variance of family means over the unrelated suspects' units outside the lineage.
  private func commonVariance(_ variances: [Double], leavingOut lineage: Int) -> Double {
    var sum = 0.0
    var total = 0.0
    for (control, variance) in zip(plan.varianceControls, variances)
    where control.lineage != lineage && variance.isFinite {
      sum += lineageWeights[control.lineage] * variance
      total += lineageWeights[control.lineage]
    }
    // Without any, NaN: nothing is measurable then.
    return total > 0 ? sum / total : .nan
  }
}

/// The slope of similarity on length difference.
enum LengthSlope {
  /// Weighted least squares over ordered cohort pairs of different families, each pair of families
  /// weighing the same, with its sign turned: S' = S + slope D no longer falls with D. 0 for a
  /// metric that length does not enter or where lengths do not differ.
  static func fit(
    _ metric: UnitMeans, cohort: Cohort, lineage: [Int], leavingOut left: Int?
  ) -> Double {
    guard let length = metric.length else { return 0 }
    var x: [Double] = []
    var y: [Double] = []
    var weights: [Double] = []
    for (f, first) in cohort.families.enumerated() {
      for (g, second) in cohort.families.enumerated() where f != g {
        let weight = 1 / Double(first.members.count * second.members.count)
        for a in first.members where lineage[a] != left {
          for b in second.members {
            guard let value = metric.similarity[a, b], let difference = length[a, b] else {
              continue
            }
            x.append(difference)
            y.append(value)
            weights.append(weight)
          }
        }
      }
    }
    guard let line = try? LeastSquaresLine(x: x, y: y, weights: weights) else { return 0 }
    return -line.slope
  }
}
