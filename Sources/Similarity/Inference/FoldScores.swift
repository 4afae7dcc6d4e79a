/// The scores of a fold's units on every company that comparisons need, computed once each.
struct FoldScores {
  let fold: Fold
  private let companies: CompanyTable
  /// Shape: items x companies; `unknown` until asked for.
  private var cache: [Double]
  private static let unknown = Double.infinity
  /// Those asked for so far, metric by metric.
  private var references: [Fold.Reference] = []
  /// Shape: subjects x companies; where a suspect's references begin.
  private var starts: [Int32]
  private static let notAsked: Int32 = -1
  private static let notMeasurable: Int32 = -2
  /// The calibration units outside the fold's lineage that weigh anything.
  private let controls: [Int]
  /// The controls with scores of 0.
  private let unscored: CalibrationCases

  init(_ fold: Fold) {
    self.fold = fold
    companies = fold.plan.companies
    cache = [Double](
      repeating: Self.unknown, count: fold.plan.items.count * companies.distinct.count)
    starts = [Int32](
      repeating: Self.notAsked,
      count: fold.replicate.table.subjects.count * companies.distinct.count)
    let weights = fold.replicate.lineageWeights
    controls = fold.plan.calibration.filter {
      let lineage = fold.plan.calibrationLineages[$0]
      return lineage != fold.lineage && weights[lineage] > 0
    }
    unscored = Self.unscored(controls, fold)
  }

  private static func unscored(_ controls: [Int], _ fold: Fold) -> CalibrationCases {
    let (plan, weights) = (fold.plan, fold.replicate.lineageWeights)
    var cases = CalibrationCases(lineageCount: weights.count, capacity: controls.count)
    for control in controls {
      let lineage = plan.calibrationLineages[control]
      cases.append(
        score: 0, lineage: lineage, isDerived: plan.calibrationIsDerived[control],
        weight: weights[lineage], maker: plan.calibrationMakers[control])
    }
    return cases.counted()
  }

  /// - Parameter company: position in the plan's table of companies.
  mutating func excess(_ item: Int, on company: Int) -> Double? {
    let position = item * companies.distinct.count + company
    if cache[position] == Self.unknown {
      let start = start(fold.plan.items[item].unit.suspect, company)
      cache[position] =
        start < 0 ? .nan : fold.excess(item, references, from: Int(start)) ?? .nan
    }
    let value = cache[position]
    return value.isNaN ? nil : value
  }

  private mutating func start(_ suspect: Int, _ company: Int) -> Int32 {
    let position = suspect * companies.distinct.count + company
    if starts[position] == Self.notAsked {
      let next = Int32(references.count)
      let isMeasurable = fold.append(suspect, companies.distinct[company], to: &references)
      starts[position] = isMeasurable ? next : Self.notMeasurable
    }
    return starts[position]
  }

  mutating func excess(_ item: Int, _ placement: OutOfFold.Placement) -> Double? {
    excess(item, on: companies.own(item, teachersAbsent: placement.teachersAbsent))
  }

  /// Control cases for one tested item, each placed above or below it exactly as on their common
  /// company: own score on the common company, plus what the tested item's score changes there.
  mutating func matchedCases(for item: Int, teachersAbsent: Bool) -> CalibrationCases {
    let own = companies.own(item, teachersAbsent: teachersAbsent)
    guard let tested = excess(item, on: own) else { return emptyCases }
    return cases { scores, other in
      let common = scores.companies.common(item, other, teachersAbsent: teachersAbsent)
      guard let theirs = scores.excess(other, on: common),
        let ours = scores.excess(item, on: common)
      else { return nil }
      return theirs + tested - ours
    }
  }

  /// Control cases each at its own score on its own company.
  mutating func plainCases() -> CalibrationCases {
    cases { scores, other in
      scores.excess(other, on: scores.companies.own(other, teachersAbsent: false))
    }
  }

  private var emptyCases: CalibrationCases {
    CalibrationCases(lineageCount: fold.replicate.lineageWeights.count, capacity: 0)
  }

  private mutating func cases(
    _ placed: (inout FoldScores, Int) -> Double?
  ) -> CalibrationCases {
    var scores = [Double](repeating: .nan, count: controls.count)
    for (position, control) in controls.enumerated() {
      scores[position] = placed(&self, control) ?? .nan
    }
    return unscored.scored(scores)
  }
}
