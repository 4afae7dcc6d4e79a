import Probing
import Statistics

/// How the instrument did on the calibration units.
struct ValidityFindings {
  let assessment: Assessment
  let point: Replicate
  let values: [OutOfFold.Value]
  /// With the maker of the source left out as well; empty where no ratio is calibrated.
  let withoutMaker: [OutOfFold.Value]
  let resampled: Resampled
  let byMetric: [Validity.ByMetric]

  /// `nil` without both derived and unrelated units.
  func findings() -> Validity? {
    let plan = assessment.plan
    let units = plan.calibration.map { plan.items[$0].unit }
    guard !units.isEmpty else { return nil }
    let derived = units.filter { $0.isDerived == true }
    let unrelated = units.filter { $0.isDerived == false }
    let evaluated = unitFindings()
    return Validity(
      derivedSuspects: Set(derived.map(\.suspect)).count,
      derivedLineages: Set(derived.map(\.lineage)).count, unrelatedUnits: unrelated.count,
      unrelatedLineages: Set(unrelated.map(\.lineage)).count, sourceOnlyAUC: sourceOnly(units),
      methods: methods(), byMetric: byMetric, units: evaluated,
      falseAlarms: falseAlarms(evaluated),
      noRatio: assessment.calibrates ? nil : .tooFewLineages,
      makerOut: assessment.calibrates ? makerOut() : nil,
      curves: point.metrics.isEmpty
        ? nil
        : CurveFindings(
          replicate: point, values: values, calibrates: assessment.calibrates
        ).curves())
  }

  private func makerOut() -> Validity.Method {
    method(
      "matched company, the maker of the source left out as well",
      Separation(point.cases(withoutMaker, calibrated: true)), resampled.withoutMaker)
  }

  private func methods() -> [Validity.Method] {
    guard !point.metrics.isEmpty else { return [] }
    return Way.reported(calibrates: assessment.calibrates).enumerated().map { position, way in
      let separation =
        way == .matched
        ? Separation(point.cases(values, calibrated: assessment.calibrates))
        : point.separation(way, calibrate: assessment.calibrates)
      return method(way.title, separation, resampled.separations.map { $0[position] })
    }
  }

  private func method(
    _ title: String, _ separation: Separation, _ replicates: [Separation]
  ) -> Validity.Method {
    func estimate(_ value: (Separation) -> Double?) -> Validity.Estimate? {
      Resampled.estimate(separation, replicates, value)
    }
    return Validity.Method(
      title: "\(title); n = \(separation.count)", metrics: assessment.fused.map(\.descriptor.id),
      auc: estimate(\.auc), truePositiveRate5: estimate(\.truePositiveRate5),
      truePositiveRate1: estimate(\.truePositiveRate1), sourceFixed: estimate(\.sourceFixed),
      suspectFixed: estimate(\.suspectFixed), cllr: estimate(\.cllr), cllrMin: estimate(\.cllrMin),
      cllrUnclipped: estimate(\.cllrUnclipped), cllrAtLimits: estimate(\.cllrAtLimits))
  }

  private func unitFindings() -> [Validity.Unit] {
    var folds: [Int: Fold] = [:]
    return assessment.plan.calibration.compactMap { index in
      let unit = assessment.plan.items[index].unit
      guard let excess = values[index].excess else { return nil }
      let fold = folds[unit.lineage] ?? point.fold(leavingOut: unit.lineage)
      folds[unit.lineage] = fold
      return Validity.Unit(
        suspect: assessment.table.subjects[unit.suspect].id, sourceMaker: unit.maker,
        lineage: assessment.table.lineages[unit.lineage], isDerived: unit.isDerived!,
        excess: excess, log10LR: values[index].ratio,
        rankP: RankTest.rank(index, source: nil, in: fold))
    }
  }

  /// AUC of "the source is of the maker with most students", over all units.
  private func sourceOnly(_ units: [ScoredUnit]) -> Double? {
    let teachers = Dictionary(grouping: units.filter { $0.isDerived == true }, by: \.maker)
    guard let most = teachers.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) })
    else { return nil }
    return
      (try? LabelledScores(
        units.map { $0.maker == most.key ? 1 : 0 }, labels: units.map { $0.isDerived! }))?
      .areaUnderCurve
  }

  private func falseAlarms(_ units: [Validity.Unit]) -> [Validity.FalseAlarms] {
    let unrelated = units.filter { !$0.isDerived }
    let ranked = unrelated.compactMap { unit in
      unit.rankP.map { Trial(lineage: unit.lineage, maker: unit.sourceMaker, rank: $0) }
    }
    return
      (units.isEmpty
      ? rankAlarms(" on length-adjusted similarity", similarityRanks()) : rankAlarms("", ranked))
      + [ratioAlarms(above: 10, log10: 1), ratioAlarms(above: 1, log10: 0)].compactMap { $0 }
  }

  /// A unit that could be accused by its rank.
  private struct Trial {
    let lineage: String
    let maker: String
    let rank: RankP
  }

  /// One trial for each lineage and maker in which the level can be attained: a level that too few
  /// lineages can attain raises no alarm by construction.
  private func rankAlarms(_ basis: String, _ trials: [Trial]) -> [Validity.FalseAlarms] {
    [0.05, 0.01].map { level in
      let attainable = trials.filter { $0.rank.smallestAttainable <= level }
      let groups = Dictionary(grouping: attainable) { [$0.lineage, $0.maker] }
      let all = Set(trials.map { [$0.lineage, $0.maker] }).count
      return alarms(
        "rank p <= \(level)\(basis) (attainable in \(groups.count) of \(all))",
        groups.values.count { $0.contains { $0.rank.value <= level } }, of: groups.count)
    } + [firstOfAll(basis, trials)]
  }

  /// How often an unrelated lineage came first, which some lineage does for every maker: what the
  /// rank can do wrong where no level is attainable.
  private func firstOfAll(_ basis: String, _ trials: [Trial]) -> Validity.FalseAlarms {
    let groups = Dictionary(grouping: trials) { [$0.lineage, $0.maker] }
    return alarms(
      "first among the unrelated lineages\(basis)",
      groups.values.count { $0.contains { $0.rank.exceeding == 0 } }, of: groups.count)
  }

  /// One trial for each lineage and maker with a unit whose cap lies above the threshold; `nil`
  /// without any ratio.
  private func ratioAlarms(above threshold: Int, log10: Double) -> Validity.FalseAlarms? {
    let plan = assessment.plan
    let scored = plan.calibration.filter {
      !plan.calibrationIsDerived[$0] && values[$0].ratio != nil
    }
    guard !scored.isEmpty else { return nil }
    let key = { (index: Int) in [plan.calibrationLineages[index], plan.calibrationMakers[index]] }
    let capable = scored.filter { values[$0].calibration!.bounds.upperBound > log10 }
    let groups = Dictionary(grouping: capable, by: key)
    return alarms(
      "LR > \(threshold) (attainable in \(groups.count) of \(Set(scored.map(key)).count))",
      groups.values.count { $0.contains { values[$0].ratio! > log10 } }, of: groups.count)
  }

  /// Where nothing can be normalised: every unrelated unit's rank by length-adjusted similarity
  /// among the unrelated units of other lineages with the same maker.
  private func similarityRanks() -> [Trial] {
    let plan = assessment.plan
    let scored = plan.calibration.filter { !plan.calibrationIsDerived[$0] }
      .compactMap { index in point.adjustedSimilarity(index).map { (index, $0) } }
    return scored.compactMap { index, value in
      var exceeds: [Int: Bool] = [:]
      for (other, theirs) in scored
      where plan.calibrationMakers[other] == plan.calibrationMakers[index]
        && plan.calibrationLineages[other] != plan.calibrationLineages[index]
        && !plan.isTaught[other]
      {
        let lineage = plan.calibrationLineages[other]
        exceeds[lineage] = exceeds[lineage] ?? false || theirs >= value
      }
      guard !exceeds.isEmpty else { return nil }
      return Trial(
        lineage: assessment.table.lineages[plan.calibrationLineages[index]],
        maker: plan.items[index].unit.maker,
        rank: RankP(exceeding: exceeds.values.count { $0 }, lineages: exceeds.count))
    }
  }

  private func alarms(_ criterion: String, _ accused: Int, of trials: Int)
    -> Validity.FalseAlarms
  {
    guard trials > 0 else {
      return Validity.FalseAlarms(criterion: criterion, accused: 0, trials: 0, low: 0, high: 1)
    }
    let interval = BinomialCount(accused, of: trials).interval()
    return Validity.FalseAlarms(
      criterion: criterion, accused: accused, trials: trials, low: interval.lowerBound,
      high: interval.upperBound)
  }
}
