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
  }

  /// - Parameter lineage: the lineage left out of every fit, as a suspect.
  func fold(leavingOut lineage: Int) -> Fold {
    let slopes =
      cohortLineages.contains(lineage)
      ? metrics.map {
        LengthSlope.fit($0, cohort: plan.cohort, lineage: table.lineage, leavingOut: lineage)
      } : fullSlopes
    let commons = metrics.indices.map { index in
      commonVariance(metrics[index], slope: slopes[index], leavingOut: lineage)
    }
    return Fold(replicate: self, lineage: lineage, slopes: slopes, commons: commons)
  }

  /// Mean variance of family means over the unrelated suspects' units outside the lineage, each on
  /// its plain company.
  private func commonVariance(
    _ metric: UnitMeans, slope: Double, leavingOut lineage: Int
  ) -> Double {
    var sum = 0.0
    var total = 0.0
    for control in plan.varianceControls where control.lineage != lineage {
      let weight = lineageWeights[control.lineage]
      let variance = metric.reference(control.suspect, control.company, slope: slope).variance
      guard weight > 0, variance.isFinite else { continue }
      sum += weight * variance
      total += weight
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
