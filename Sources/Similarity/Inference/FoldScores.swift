/// The scores of a fold's units on every company that comparisons need.
struct FoldScores {
  let fold: Fold
  private var references: ReferenceCache
  /// The calibration units outside the fold's lineage that weigh anything, and the same as cases with
  /// scores of 0; `nil` until asked for.
  private var known: (items: [Int], cases: CalibrationCases)?
  /// Shape: placements (teachers present, absent) x profiles; `nil` until asked for.
  private var placed: [Placed?]
  /// The same against other makers than one, teachers present.
  private var placedOthers: [ProfileAndMaker: Placed] = [:]
  private var plain: PlainCalibration?

  /// Some of the controls, by position, as cases with scores of 0.
  private var subsets: [(kept: [Int], cases: CalibrationCases)] = []

  /// The controls as the items of one profile meet them; those that cannot be scored beside any of them
  /// are left out.
  private struct Placed {
    /// Which controls they are.
    let kept: [Int]
    /// At the score on the company that they have in common with the profile.
    let cases: CalibrationCases
    /// By case: which of the profile's companies that is.
    let places: [Int32]
    let companies: [Int]
  }

  private struct ProfileAndMaker: Hashable {
    let profile: Int
    let maker: Int
  }

  init(_ fold: Fold) {
    self.fold = fold
    let plan = fold.plan
    references = ReferenceCache(
      subjects: fold.replicate.table.subjectCount, companies: plan.companies.distinct.count,
      metrics: fold.slopes.count)
    placed = [Placed?](repeating: nil, count: 2 * plan.companies.profileCount)
  }

  private mutating func controls() -> (items: [Int], cases: CalibrationCases) {
    if let known { return known }
    let (plan, weights) = (fold.plan, fold.replicate.lineageWeights)
    let items = plan.calibration.filter {
      let lineage = plan.calibrationLineages[$0]
      return lineage != fold.lineage && weights[lineage] > 0
    }
    var cases = CalibrationCases(lineageCount: weights.count, capacity: items.count)
    for item in items {
      let lineage = plan.calibrationLineages[item]
      cases.append(
        score: 0, lineage: lineage, isDerived: plan.calibrationIsDerived[item],
        weight: weights[lineage], maker: plan.calibrationMakers[item])
    }
    let found = (items: items, cases: cases.counted())
    known = found
    return found
  }

  /// NaN where not measurable.
  /// - Parameter company: position in the plan's table of companies.
  @inline(__always)
  private mutating func value(_ item: Int, on company: Int) -> Double {
    guard !fold.slopes.isEmpty else { return .nan }
    let start = references.start(fold.plan.suspects[item], company, in: fold)
    return references.values.withUnsafeBufferPointer {
      fold.value(item, $0.baseAddress! + start)
    }
  }

  mutating func excess(_ item: Int, _ placement: OutOfFold.Placement) -> Double? {
    let own = fold.plan.companies.own(item, teachersAbsent: placement.teachersAbsent)
    let found = value(item, on: own)
    return found.isNaN ? nil : found
  }

  /// Control cases for one tested item, each placed above or below it exactly as on their common
  /// company: own score on the common company, plus what the tested item's score changes there.
  mutating func matchedCases(
    for item: Int, _ placement: OutOfFold.Placement
  ) -> CalibrationCases {
    precondition(!(placement.isMakerOut && placement.teachersAbsent), "not scored together")
    let placed = placement.isMakerOut ? placedOthers(item) : placed(item, placement.teachersAbsent)
    let own = fold.plan.companies.own(item, teachersAbsent: placement.teachersAbsent)
    let tested = value(item, on: own)
    let shifts = placed.companies.map { tested - value(item, on: $0) }
    let count = placed.places.count
    let scores = [Double](unsafeUninitializedCapacity: count) { scores, initialized in
      for index in 0..<count {
        scores.initializeElement(
          at: index, to: placed.cases.scores[index] + shifts[Int(placed.places[index])])
      }
      initialized = count
    }
    return placed.cases.scored(scores)
  }

  private mutating func placed(_ item: Int, _ teachersAbsent: Bool) -> Placed {
    let companies = fold.plan.companies
    let position = companies.profiles[item] + (teachersAbsent ? companies.profileCount : 0)
    if let known = placed[position] { return known }
    let comparison = companies.comparison(item, teachersAbsent: teachersAbsent)
    let items = controls().items
    let places = items.map { comparison.places[companies.profiles[$0]] }
    let scores = zip(items, places).map { item, place in
      value(item, on: comparison.companies[Int(place)])
    }
    let kept = scores.indices.filter { !scores[$0].isNaN }
    let found = Placed(
      kept: kept, cases: cases(kept).scored(kept.map { scores[$0] }),
      places: kept.map { places[$0] }, companies: comparison.companies)
    placed[position] = found
    return found
  }

  private mutating func placedOthers(_ item: Int) -> Placed {
    let key = ProfileAndMaker(
      profile: fold.plan.companies.profiles[item], maker: fold.plan.items[item].maker)
    if let known = placedOthers[key] { return known }
    let all = placed(item, false)
    let others = all.kept.indices.filter { all.cases.makers[$0] != key.maker }
    let found = Placed(
      kept: others.map { all.kept[$0] },
      cases: cases(others.map { all.kept[$0] }).scored(others.map { all.cases.scores[$0] }),
      places: others.map { all.places[$0] }, companies: all.companies)
    placedOthers[key] = found
    return found
  }

  /// Profiles differ in what they can be scored beside less than in scores: what follows from the former
  /// is found once.
  private mutating func cases(_ kept: [Int]) -> CalibrationCases {
    if let known = subsets.last(where: { $0.kept == kept }) { return known.cases }
    let found = controls().cases.keeping(kept).counted()
    subsets.append((kept, found))
    return found
  }

  /// Control cases each at its own score on its own company.
  mutating func plainCases() -> CalibrationCases {
    let (items, cases) = controls()
    return cases.scored(
      items.map { value($0, on: fold.plan.companies.own($0, teachersAbsent: false)) })
  }

  /// The calibration that all tested units share on plain companies, fitted once; `nil` where there
  /// is none.
  mutating func plainCalibration(
    maker: Int, startingFrom start: RatioCalibration?
  ) -> RatioCalibration? {
    if plain == nil {
      plain = PlainCalibration(plainCases(), maker: maker, startingFrom: start)
    }
    return plain!.against(maker)
  }
}

/// One calibration for the items of all makers.
private struct PlainCalibration {
  private let cases: CalibrationCases
  private let calibration: RatioCalibration?
  private var byMaker: [Int: RatioCalibration] = [:]

  init(_ cases: CalibrationCases, maker: Int, startingFrom start: RatioCalibration?) {
    self.cases = cases
    calibration = try? RatioCalibration(fitting: cases, maker: maker, startingFrom: start)
  }

  mutating func against(_ maker: Int) -> RatioCalibration? {
    guard let calibration else { return nil }
    if let known = byMaker[maker] { return known }
    let found = RatioCalibration(calibration, maker: maker, in: cases)
    byMaker[maker] = found
    return found
  }
}
