import Statistics

/// A likelihood ratio of H1 against one alternative, from the controls that stand for the two.
///
/// Suspect and controls are groups of units of which the largest excess counts: a group of one in
/// most cases; with several sources screened, one unit for each of them on all sides. Every control is
/// placed beside the suspect as on their common company.
struct ControlledRatio: Sendable {
  struct Control: Sendable {
    /// Units of one subject.
    let items: [Int]
    let lineage: Int
    let isDerived: Bool
    /// What the cap counts lineages against; see `maker` of the ratio.
    let maker: Int
  }

  /// Units of the suspect.
  let tested: [Int]
  /// Lineage of the suspect, left out of every fit.
  let lineage: Int
  /// The tested maker, as the controls number it.
  let maker: Int
  let controls: [Control]

  /// How controls are placed.
  enum Placement { case matched, plain }

  /// The suspect's score with the placed scores of the controls; `nil` when it is not measurable.
  func cases(
    in fold: Fold, placement: Placement = .matched
  ) -> (score: Double, cases: CalibrationCases)? {
    let own = company(tested, fold.plan)
    guard let score = score(tested, on: own, in: fold) else { return nil }
    var cases = CalibrationCases(
      lineageCount: fold.replicate.lineageWeights.count, capacity: controls.count)
    for control in controls where control.lineage != lineage {
      let weight = fold.replicate.lineageWeights[control.lineage]
      guard weight > 0, let placed = placed(control, beside: score, own, placement, fold) else {
        continue
      }
      cases.append(
        score: placed, lineage: control.lineage, isDerived: control.isDerived, weight: weight,
        maker: control.maker)
    }
    return (score, cases)
  }

  private func placed(
    _ control: Control, beside score: Double, _ own: Company, _ placement: Placement, _ fold: Fold
  ) -> Double? {
    let theirs = company(control.items, fold.plan)
    if placement == .plain { return self.score(control.items, on: theirs, in: fold) }
    let common = own.intersection(theirs)
    guard let there = self.score(control.items, on: common, in: fold),
      let here = self.score(tested, on: common, in: fold)
    else { return nil }
    return there + score - here
  }

  /// The largest excess of a group, every one of which must be measurable.
  func score(_ items: [Int], on company: Company, in fold: Fold) -> Double? {
    var largest: Double?
    for item in items {
      guard let value = fold.excess(item, on: company) else { return nil }
      largest = max(largest ?? value, value)
    }
    return largest
  }

  /// The families that every unit of a group can be measured against.
  func company(_ items: [Int], _ plan: ScoringPlan) -> Company {
    items.reduce(plan.cohort.all) { $0.intersection(plan.items[$1].company) }
  }

  /// Score and calibration; `nil` below the minimum of lineages.
  /// - Parameter start: the calibration of the point estimate when the fold is of a replicate, where
  ///   the minimum no longer counts.
  func calibration(
    in fold: Fold, startingFrom start: RatioCalibration? = nil
  ) -> (score: Double, calibration: RatioCalibration)? {
    guard let (score, cases) = cases(in: fold), start != nil || cases.suffice else { return nil }
    let calibration = try? RatioCalibration(fitting: cases, maker: maker, startingFrom: start)
    return calibration.map { (score, $0) }
  }

  /// The rank of the suspect among the controls that are not derived, each compared on the common
  /// company; `nil` when none can be compared.
  func rank(in fold: Fold) -> RankP? {
    let own = company(tested, fold.plan)
    var exceeds: [Int: Bool] = [:]
    for control in controls where !control.isDerived && control.lineage != lineage {
      let common = own.intersection(company(control.items, fold.plan))
      guard let ours = score(tested, on: common, in: fold),
        let theirs = score(control.items, on: common, in: fold)
      else { continue }
      exceeds[control.lineage] = exceeds[control.lineage] ?? false || theirs >= ours
    }
    guard !exceeds.isEmpty else { return nil }
    return RankP(exceeding: exceeds.values.count { $0 }, lineages: exceeds.count)
  }
}

extension ControlledRatio {
  /// H1 against independent training: the controls that every ratio of a single source comes from.
  static func relatedness(_ item: Int, in plan: ScoringPlan) -> ControlledRatio {
    ControlledRatio(
      tested: [item], lineage: plan.items[item].unit.lineage, maker: plan.items[item].maker,
      controls: plan.calibration.map { control($0, plan.items[$0].unit.isDerived == true, plan) })
  }

  /// H1 against another relation: derived controls against the units of that relation.
  static func against(_ related: [Int], item: Int, in plan: ScoringPlan) -> ControlledRatio {
    let derived = plan.calibration.filter { plan.calibrationIsDerived[$0] }
    return ControlledRatio(
      tested: [item], lineage: plan.items[item].unit.lineage, maker: plan.items[item].maker,
      controls: derived.map { control($0, true, plan) } + related.map { control($0, false, plan) })
  }

  private static func control(_ item: Int, _ isDerived: Bool, _ plan: ScoringPlan) -> Control {
    Control(
      items: [item], lineage: plan.items[item].unit.lineage, isDerived: isDerived,
      maker: plan.items[item].maker)
  }

  /// H1 against independent training when a suspect was screened against several makers: the largest
  /// of its excesses among the largest of every control that is unrelated to all of them.
  ///
  /// A derived control counts with the excess over its own teacher, which is at most the largest over
  /// a list that holds the teacher: that errs against a high ratio.
  static func screened(_ tested: [Int], in plan: ScoringPlan) -> ControlledRatio {
    let makers = tested.map { plan.items[$0].maker }
    let unrelated = Dictionary(
      grouping: plan.calibration.filter { !plan.calibrationIsDerived[$0] },
      by: { plan.items[$0].unit.suspect })
    let controls = unrelated.sorted { $0.key < $1.key }.compactMap { _, items -> Control? in
      let screened = makers.compactMap { maker in items.first { plan.items[$0].maker == maker } }
      guard screened.count == makers.count else { return nil }
      return Control(
        items: screened, lineage: plan.items[screened[0]].unit.lineage, isDerived: false, maker: 0)
    }
    let derived = plan.calibration.filter { plan.calibrationIsDerived[$0] }.map {
      Control(
        items: [$0], lineage: plan.items[$0].unit.lineage, isDerived: true, maker: 0)
    }
    return ControlledRatio(
      tested: tested, lineage: plan.items[tested[0]].unit.lineage, maker: 0,
      controls: controls + derived)
  }
}
