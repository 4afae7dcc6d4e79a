/// A way of scoring the calibration units, reported beside the others.
enum Way: Int, CaseIterable, Sendable {
  /// Company-matched calibration: what every ratio in the report comes from.
  case matched
  /// The same with the families of known teachers absent from every reference.
  case matchedTeachersAbsent
  /// Every unit on its own reference families.
  case plain
  case plainTeachersAbsent
  /// Length-adjusted similarity without normalisation by the cohort.
  case similarity

  /// Without calibration every normalised way ranks alike, so one of them stands for all.
  static func reported(calibrates: Bool) -> [Way] {
    calibrates ? allCases : [.plain, .similarity]
  }

  var title: String {
    switch self {
    case .matched: "normalised, matched company (the ratio in this report)"
    case .matchedTeachersAbsent: "the same, true teacher absent from the cohort"
    case .plain: "normalised, plain company"
    case .plainTeachersAbsent: "plain company, true teacher absent from the cohort"
    case .similarity: "length-adjusted similarity, not normalised"
    }
  }

  var placement: OutOfFold.Placement {
    OutOfFold.Placement(
      isPlain: self == .plain || self == .plainTeachersAbsent,
      teachersAbsent: self == .matchedTeachersAbsent || self == .plainTeachersAbsent)
  }

  /// Of the calibration units; `nil` for similarity, which no fold scores.
  func request(
    _ plan: ScoringPlan, calibrate: Bool, startingFrom starts: [RatioCalibration?]? = nil
  ) -> OutOfFold.Request? {
    self == .similarity
      ? nil
      : OutOfFold.Request(
        items: plan.calibration, placement: placement, calibrate: calibrate, starts: starts)
  }
}

extension Replicate {
  /// The separation of the calibration units under one way; ratios only when `calibrate` is set.
  func separation(_ way: Way, calibrate: Bool) -> Separation {
    let values = way.request(plan, calibrate: calibrate).map { OutOfFold(self, $0).values }
    return separation(values, calibrated: calibrate)
  }

  /// - Parameter values: of one way; `nil` for similarity.
  func separation(_ values: [OutOfFold.Value]?, calibrated: Bool) -> Separation {
    Separation(values.map { cases($0, calibrated: calibrated) } ?? similarityCases())
  }

  /// Cases of out-of-fold values. When ratios were fitted the unclipped ones rank the units, and
  /// units without are left out; else the excess does.
  func cases(_ values: [OutOfFold.Value], calibrated: Bool) -> [Separation.Case] {
    plan.calibration.compactMap { index in
      let unit = plan.items[index].unit
      let value = values[index]
      guard let score = calibrated ? value.unclipped : value.excess,
        lineageWeights[unit.lineage] > 0
      else { return nil }
      return Separation.Case(
        suspect: unit.suspect, maker: unit.maker, isDerived: unit.isDerived!,
        weight: lineageWeights[unit.lineage], score: score, ratio: value.ratio,
        unclipped: value.unclipped, limits: value.calibration?.bounds)
    }
  }

  /// The mean over metrics of a unit's length-adjusted similarity.
  private func similarityCases() -> [Separation.Case] {
    plan.calibration.compactMap { index in
      let unit = plan.items[index].unit
      guard lineageWeights[unit.lineage] > 0, let score = adjustedSimilarity(index) else {
        return nil
      }
      return Separation.Case(
        suspect: unit.suspect, maker: unit.maker, isDerived: unit.isDerived!,
        weight: lineageWeights[unit.lineage], score: score, ratio: nil)
    }
  }

  func adjustedSimilarity(_ item: Int) -> Double? {
    plan.generations(item).compactMap { generation in
      let values = metrics.indices.map {
        metrics[$0].generations[generation].adjusted(fullSlopes[$0])
      }
      return values.allSatisfy(\.isFinite) ? values.reduce(0, +) / Double(values.count) : nil
    }.max()
  }
}
