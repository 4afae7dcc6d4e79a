/// The scores of a fold's units on every company that comparisons need, computed once each.
struct FoldScores {
  let fold: Fold
  private let companies: CompanyTable
  /// Shape: items x companies; `unknown` until asked for.
  private var cache: [Double]
  private static let unknown = Double.infinity

  init(_ fold: Fold) {
    self.fold = fold
    companies = fold.plan.companies
    cache = [Double](
      repeating: Self.unknown, count: fold.plan.items.count * companies.distinct.count)
  }

  /// - Parameter company: position in the plan's table of companies.
  mutating func excess(_ item: Int, on company: Int) -> Double? {
    let position = item * companies.distinct.count + company
    if cache[position] == Self.unknown {
      cache[position] = fold.excess(item, on: companies.distinct[company]) ?? .nan
    }
    let value = cache[position]
    return value.isNaN ? nil : value
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
    CalibrationCases(
      lineageCount: fold.replicate.lineageWeights.count, capacity: fold.plan.calibrationCount)
  }

  private mutating func cases(
    _ placed: (inout FoldScores, Int) -> Double?
  ) -> CalibrationCases {
    var cases = emptyCases
    for other in fold.plan.calibration {
      let lineage = fold.plan.calibrationLineages[other]
      let weight = fold.replicate.lineageWeights[lineage]
      guard lineage != fold.lineage, weight > 0, let score = placed(&self, other) else { continue }
      cases.append(
        score: score, lineage: lineage, isDerived: fold.plan.calibrationIsDerived[other],
        weight: weight, maker: fold.plan.calibrationMakers[other])
    }
    return cases
  }
}
