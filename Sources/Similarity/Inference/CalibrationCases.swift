import Statistics

/// Scored calibration units, column by column.
package struct CalibrationCases: Sendable {
  private(set) var scores: [Double] = []
  /// Lineage of the suspect, below `lineageCount`.
  private(set) var lineages: [Int] = []
  private(set) var isDerived: [Bool] = []
  /// Multiplicity of the lineage, above 0.
  private(set) var weights: [Double] = []
  private(set) var makers: [Int] = []
  let lineageCount: Int
  /// What depends on the columns without the scores, when it was counted beforehand.
  private var known: CaseGroups?

  package init(lineageCount: Int, capacity: Int) {
    self.lineageCount = lineageCount
    scores.reserveCapacity(capacity)
    lineages.reserveCapacity(capacity)
    isDerived.reserveCapacity(capacity)
    weights.reserveCapacity(capacity)
    makers.reserveCapacity(capacity)
  }

  package mutating func append(
    score: Double, lineage: Int, isDerived: Bool, weight: Double, maker: Int
  ) {
    scores.append(score)
    lineages.append(lineage)
    self.isDerived.append(isDerived)
    weights.append(weight)
    makers.append(maker)
    known = nil
  }

  /// What depends on no score.
  var groups: CaseGroups { known ?? CaseGroups(self) }

  /// The same cases with all counted that depends on no score, for many to share.
  func counted() -> CalibrationCases {
    var result = self
    result.known = groups
    return result
  }

  /// The same cases with other scores; those of NaN are left out.
  func scored(_ scores: [Double]) -> CalibrationCases {
    var result = self
    result.scores = scores
    guard scores.contains(where: { $0.isNaN }) else { return result }
    return result.keeping(scores.indices.filter { !scores[$0].isNaN })
  }

  /// Some of the cases.
  func keeping(_ kept: [Int]) -> CalibrationCases {
    var rest = CalibrationCases(lineageCount: lineageCount, capacity: scores.count)
    for index in kept {
      rest.append(
        score: scores[index], lineage: lineages[index], isDerived: isDerived[index],
        weight: weights[index], maker: makers[index])
    }
    return rest
  }

  /// The cases against other makers' models.
  func excluding(maker: Int) -> CalibrationCases {
    keeping(makers.indices.filter { makers[$0] != maker })
  }

  /// Whether there are lineages enough of each class to calibrate on.
  var suffice: Bool {
    lineageTotal(derived: false) >= RatioCalibration.fewestUnrelated
      && lineageTotal(derived: true) >= RatioCalibration.fewestDerived
  }

  /// Equal total for every lineage within its class, times its multiplicity; each class half of
  /// the number of cases.
  package func balancedWeights() -> [Double] {
    var counts = [Double](repeating: 0, count: 2 * lineageCount)
    var (unrelated, derived) = (0.0, 0.0)
    for index in scores.indices {
      let cell = 2 * lineages[index] + (isDerived[index] ? 1 : 0)
      if counts[cell] == 0 {
        if isDerived[index] { derived += weights[index] } else { unrelated += weights[index] }
      }
      counts[cell] += 1
    }
    let half = weights.reduce(0, +) / 2
    return scores.indices.map { index in
      let count = counts[2 * lineages[index] + (isDerived[index] ? 1 : 0)]
      return half * weights[index] / (count * (isDerived[index] ? derived : unrelated))
    }
  }

  /// Lineages with a case of the class, all makers or one.
  func lineageTotal(derived: Bool, maker: Int? = nil) -> Int {
    var seen = [Bool](repeating: false, count: lineageCount)
    for index in scores.indices where isDerived[index] == derived {
      if let maker, makers[index] != maker { continue }
      seen[lineages[index]] = true
    }
    return seen.count { $0 }
  }

  /// One log10 LR per lineage and class: the largest of an unrelated one, the smallest of a derived
  /// one, with the lineage's multiplicity.
  func extremes(
    of ratio: (Double) -> Double
  ) -> (values: [Double], isDerived: [Bool], weights: [Double]) {
    let groups = groups
    var values = groups.isDerived.map { $0 ? Double.infinity : -.infinity }
    for index in scores.indices {
      let group = Int(groups.ofCase[index])
      let value = ratio(scores[index])
      if isDerived[index] {
        if value < values[group] { values[group] = value }
      } else {
        if value > values[group] { values[group] = value }
      }
    }
    guard values.contains(where: { !$0.isFinite }) else {
      return (values, groups.isDerived, groups.weights)
    }
    let finite = values.indices.filter { values[$0].isFinite }
    return (
      finite.map { values[$0] }, finite.map { groups.isDerived[$0] },
      finite.map { groups.weights[$0] }
    )
  }
}

/// The groups of calibration cases, one for each lineage and class, and what else follows from the
/// columns without the scores.
///
/// A class, so that cases with other scores share it.
final class CaseGroups: Sendable {
  /// By case.
  let ofCase: [Int32]
  /// By group: the class, and the multiplicity of the lineage.
  let isDerived: [Bool]
  let weights: [Double]
  let unrelatedLineages: Int
  let derivedLineages: Int
  /// With balanced weights.
  let design: Result<LogisticDesign, StatisticsError>

  init(_ cases: CalibrationCases) {
    var places = [Int32](repeating: -1, count: 2 * cases.lineageCount)
    for index in cases.scores.indices { places[Self.cell(cases, index)] = 0 }
    var (isDerived, weights): ([Bool], [Double]) = ([], [])
    for cell in places.indices where places[cell] == 0 {
      places[cell] = Int32(isDerived.count)
      isDerived.append(cell & 1 == 0)
      weights.append(0)
    }
    ofCase = cases.scores.indices.map { index in
      let place = places[Self.cell(cases, index)]
      weights[Int(place)] = cases.weights[index]
      return place
    }
    self.isDerived = isDerived
    self.weights = weights
    derivedLineages = isDerived.count { $0 }
    unrelatedLineages = isDerived.count - derivedLineages
    do throws(StatisticsError) {
      design = .success(
        try LogisticDesign(labels: cases.isDerived, weights: cases.balancedWeights()))
    } catch {
      design = .failure(error)
    }
  }

  /// Derived cases of a lineage before unrelated ones.
  private static func cell(_ cases: CalibrationCases, _ index: Int) -> Int {
    2 * cases.lineages[index] + (cases.isDerived[index] ? 0 : 1)
  }
}
