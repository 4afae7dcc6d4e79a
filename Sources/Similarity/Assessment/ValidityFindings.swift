import Probing
import Statistics

/// How the instrument did on the calibration units.
struct ValidityFindings {
  let assessment: Assessment
  let point: Replicate
  let values: [OutOfFold.Value]
  let resampled: Resampled

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
      methods: methods(), units: evaluated, falseAlarms: falseAlarms(evaluated),
      noRatio: assessment.calibrates ? nil : .tooFewLineages)
  }

  private func methods() -> [Validity.Method] {
    guard !point.metrics.isEmpty else { return [] }
    return Way.reported(calibrates: assessment.calibrates).enumerated().map { position, way in
      let separation =
        way == .matched
        ? Separation(point.cases(values, calibrated: assessment.calibrates))
        : point.separation(way, calibrate: assessment.calibrates)
      func estimate(_ value: (Separation) -> Double?) -> Validity.Estimate? {
        resampled.estimate(position, separation, value)
      }
      return Validity.Method(
        title: way.title, metrics: assessment.metrics.fused.map(\.descriptor.id),
        auc: estimate(\.auc), truePositiveRate5: estimate(\.truePositiveRate5),
        truePositiveRate1: estimate(\.truePositiveRate1), sourceFixed: estimate(\.sourceFixed),
        suspectFixed: estimate(\.suspectFixed), cllr: estimate(\.cllr),
        cllrMin: estimate(\.cllrMin))
    }
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
    let ratios = unrelated.compactMap(\.log10LR)
    let ranked =
      units.isEmpty
      ? rankAlarms(" on length-adjusted similarity", similarityRanks())
      : rankAlarms("", unrelated.compactMap(\.rankP))
    return ranked
      + [
        alarms("LR > 10", ratios.count { $0 > 1 }, of: ratios.count),
        alarms("LR > 1", ratios.count { $0 > 0 }, of: ratios.count),
      ].compactMap { $0 }
  }

  /// A level that too few lineages can attain raises no alarm by construction, so the criterion says
  /// in how many units it could.
  private func rankAlarms(_ basis: String, _ ranks: [RankP]) -> [Validity.FalseAlarms] {
    [0.05, 0.01].compactMap { level in
      let attainable = ranks.count { $0.smallestAttainable <= level }
      return alarms(
        "rank p <= \(level)\(basis) (attainable in \(attainable) of \(ranks.count))",
        ranks.count { $0.value <= level }, of: ranks.count)
    }
  }

  /// Where nothing can be normalised: every unrelated unit's rank by length-adjusted similarity
  /// among the unrelated units of other lineages with the same maker.
  private func similarityRanks() -> [RankP] {
    let plan = assessment.plan
    let scored = plan.calibration.filter { !plan.calibrationIsDerived[$0] }
      .compactMap { index in point.adjustedSimilarity(index).map { (index, $0) } }
    return scored.compactMap { index, value in
      var exceeds: [Int: Bool] = [:]
      for (other, theirs) in scored
      where plan.calibrationMakers[other] == plan.calibrationMakers[index]
        && plan.calibrationLineages[other] != plan.calibrationLineages[index]
      {
        let lineage = plan.calibrationLineages[other]
        exceeds[lineage] = exceeds[lineage] ?? false || theirs >= value
      }
      guard !exceeds.isEmpty else { return nil }
      return RankP(exceeding: exceeds.values.count { $0 }, lineages: exceeds.count)
    }
  }

  private func alarms(_ criterion: String, _ accused: Int, of trials: Int)
    -> Validity.FalseAlarms?
  {
    guard trials > 0 else { return nil }
    let interval = BinomialCount(accused, of: trials).interval()
    return Validity.FalseAlarms(
      criterion: criterion, accused: accused, trials: trials, low: interval.lowerBound,
      high: interval.upperBound)
  }
}
