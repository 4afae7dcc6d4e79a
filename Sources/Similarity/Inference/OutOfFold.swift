import Statistics

/// The scores and ratios of items of a plan under one replicate, each from the fold that leaves out
/// its suspect's lineage.
struct OutOfFold: Sendable {
  struct Value: Sendable {
    /// Fused excess on the item's own company; `nil` when not measurable.
    var excess: Double?
    /// The calibration behind the ratio; `nil` when none was fitted.
    var calibration: RatioCalibration?

    /// log10 LR, clipped and not.
    var ratio: Double? { excess.flatMap { excess in calibration?.clipped(excess) } }
    var unclipped: Double? { excess.flatMap { excess in calibration?.unclipped(excess) } }
  }

  /// How controls are placed beside a tested unit.
  struct Placement: Sendable, Equatable {
    /// Each on its own company instead of a common one.
    var isPlain = false
    /// With the families of known teachers left out of every reference of the tested unit.
    var teachersAbsent = false
    /// With a calibration that has seen neither the lineage of the tested suspect nor any pair with the
    /// maker of its source (leave-one-maker-out): whether ratios hold for makers that none was fitted
    /// on. It never goes beyond 10, for no unrelated lineage in it was scored against this maker.
    var isMakerOut = false
  }

  struct Request: Sendable {
    /// The items to score, less those whose lineage weighs nothing; `nil` scores all.
    var items: Range<Int>?
    var placement = Placement()
    /// Whether likelihood ratios are fitted.
    var calibrate: Bool
    /// Calibrations of the point estimate by item when this is a replicate of it: they save
    /// iterations, and an item that is only scored and has none there gets none here.
    var starts: [RatioCalibration?]?
  }

  /// By item; empty for those that are not scored.
  fileprivate(set) var values: [Value]
}

extension OutOfFold {
  init(_ replicate: Replicate, _ request: Request) {
    self = Self.all(replicate, [request])[0]
  }

  /// One for each request, all from the same folds.
  static func all(_ replicate: Replicate, _ requests: [Request]) -> [OutOfFold] {
    var runs = requests.map { Run($0, replicate.plan) }
    for (lineage, items) in replicate.plan.itemsByLineage {
      let isDrawn = replicate.lineageWeights[lineage] > 0
      let asked = runs.indices.filter { runs[$0].asks(for: items, isDrawn: isDrawn) }
      guard !asked.isEmpty else { continue }
      var scores = FoldScores(replicate.fold(leavingOut: lineage))
      for run in asked { runs[run].score(items, &scores) }
    }
    return runs.map(\.result)
  }
}

/// One request on its way from fold to fold.
private struct Run {
  let request: OutOfFold.Request
  let plan: ScoringPlan
  var result: OutOfFold
  /// How far the last calibration moved from its start.
  var moved: RatioCalibration.Moved?

  init(_ request: OutOfFold.Request, _ plan: ScoringPlan) {
    self.request = request
    self.plan = plan
    result = OutOfFold(
      values: [OutOfFold.Value](repeating: OutOfFold.Value(), count: plan.items.count))
  }

  func asks(for items: [Int], isDrawn: Bool) -> Bool {
    guard let range = request.items else { return true }
    return isDrawn && items.contains { range.contains($0) }
  }

  mutating func score(_ items: [Int], _ scores: inout FoldScores) {
    for item in items where request.items?.contains(item) != false {
      result.values[item].excess = scores.excess(item, request.placement)
      guard result.values[item].excess != nil, isCalibrated(item) else { continue }
      let start = request.starts?[item]
      let calibration = calibration(item, start, &scores)
      result.values[item].calibration = calibration
      if let start, let calibration {
        moved = RatioCalibration.Moved(from: start, to: calibration)
      }
    }
  }

  private func isCalibrated(_ item: Int) -> Bool {
    guard request.calibrate else { return false }
    let isKnown = request.starts == nil || request.starts![item] != nil
    return request.placement.isMakerOut
      ? isKnown : plan.hasControls[item] && (item < plan.calibrationCount || isKnown)
  }

  private func calibration(
    _ item: Int, _ start: RatioCalibration?, _ scores: inout FoldScores
  ) -> RatioCalibration? {
    let calibration = fitted(item, start, &scores)
    // The minimum is one of lineages observed; a replicate of them draws fewer distinct ones.
    guard request.starts == nil, let calibration else { return calibration }
    let suffices =
      request.placement.isMakerOut ? calibration.hasEnoughLineages : calibration.suffices
    return suffices ? calibration : nil
  }

  private func fitted(
    _ item: Int, _ start: RatioCalibration?, _ scores: inout FoldScores
  ) -> RatioCalibration? {
    let maker = plan.items[item].maker
    if request.placement.isPlain {
      return scores.plainCalibration(maker: maker, startingFrom: start)
    }
    return try? RatioCalibration(
      fitting: scores.matchedCases(for: item, request.placement), maker: maker,
      startingFrom: start, near: moved)
  }
}
