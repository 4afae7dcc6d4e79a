/// The scores of all calibration units on every company that a fold needs, computed once each.
struct FoldScores {
  let fold: Fold
  private var cache: [Key: Double?] = [:]

  private struct Key: Hashable {
    let item: Int
    let company: Company
  }

  init(_ fold: Fold) { self.fold = fold }

  mutating func excess(_ item: Int, on company: Company) -> Double? {
    let key = Key(item: item, company: company)
    if let known = cache[key] { return known }
    let value = fold.excess(item, on: company)
    cache[key] = .some(value)
    return value
  }

  /// Control cases for one tested item, each placed above or below it exactly as on their common
  /// company: own score on the common company, plus what the tested item's score changes there.
  ///
  /// - Parameter plain: place every case at its own plain score instead.
  mutating func cases(
    for item: Int, teachersAbsent: Bool, plain: Bool
  ) -> [RatioCalibration.Case] {
    let plan = fold.plan
    let own = testedCompany(item, teachersAbsent: teachersAbsent)
    guard let tested = excess(item, on: own) else { return [] }
    var cases: [RatioCalibration.Case] = []
    cases.reserveCapacity(plan.calibrationCount)
    for other in plan.calibration {
      let unit = plan.items[other].unit
      let weight = fold.replicate.lineageWeights[unit.lineage]
      guard unit.lineage != fold.lineage, weight > 0 else { continue }
      let placed =
        plain
        ? excess(other, on: plan.items[other].company)
        : placed(other, against: item, tested, teachersAbsent)
      guard let score = placed else { continue }
      cases.append(
        RatioCalibration.Case(
          lineage: unit.lineage, maker: unit.maker, isDerived: unit.isDerived!, score: score,
          weight: weight))
    }
    return cases
  }

  func testedCompany(_ item: Int, teachersAbsent: Bool) -> Company {
    let entry = fold.plan.items[item]
    return teachersAbsent ? entry.company.subtracting(entry.teachers) : entry.company
  }

  private mutating func placed(
    _ other: Int, against item: Int, _ tested: Double, _ teachersAbsent: Bool
  ) -> Double? {
    let common = fold.plan.common(item, other, teachersAbsent: teachersAbsent)
    guard common.count >= Cohort.fewestFamilies, let theirs = excess(other, on: common),
      let ours = excess(item, on: common)
    else { return nil }
    return theirs + tested - ours
  }
}
