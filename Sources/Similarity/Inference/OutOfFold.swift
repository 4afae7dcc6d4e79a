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
  }

  /// By item; empty for those that are not scored.
  private(set) var values: [Value]

  /// - Parameters:
  ///   - scored: the items to score, less those whose lineage weighs nothing; `nil` scores all.
  ///   - calibrate: whether likelihood ratios are fitted.
  ///   - starts: calibrations of the point estimate by item when this is a replicate of it: they save
  ///     iterations, and an item that is only scored and has none there gets none here.
  init(
    _ replicate: Replicate, items scored: Range<Int>? = nil, placement: Placement = Placement(),
    calibrate: Bool, startingFrom starts: [RatioCalibration?]? = nil
  ) {
    let items = replicate.plan.items
    values = [Value](repeating: Value(), count: items.count)
    let byLineage = Dictionary(grouping: scored ?? items.indices, by: { items[$0].unit.lineage })
      .filter { scored == nil || replicate.lineageWeights[$0.key] > 0 }
    for lineage in byLineage.keys.sorted() {
      var scores = FoldScores(replicate.fold(leavingOut: lineage))
      var plain = PlainCalibration()
      var last: RatioCalibration?
      for index in byLineage[lineage]! {
        values[index].excess = scores.excess(index, placement)
        guard calibrate, values[index].excess != nil, replicate.plan.hasControls[index],
          index < replicate.plan.calibrationCount || starts == nil || starts![index] != nil
        else { continue }
        let maker = items[index].maker
        values[index].calibration =
          placement.isPlain
          ? plain.calibration(&scores, maker: maker, startingFrom: starts?[index])
          : try? RatioCalibration(
            fitting: scores.matchedCases(for: index, teachersAbsent: placement.teachersAbsent),
            maker: maker, startingFrom: starts?[index], near: last)
        last = values[index].calibration
        // The minimum is one of lineages observed; a replicate of them draws fewer distinct ones.
        if starts == nil, values[index].calibration?.suffices == false {
          values[index].calibration = nil
        }
      }
    }
  }
}

/// The calibration that all tested units of a fold share on plain companies, fitted once.
private struct PlainCalibration {
  private var fitted: (cases: CalibrationCases, calibration: RatioCalibration?)?

  mutating func calibration(
    _ scores: inout FoldScores, maker: Int, startingFrom start: RatioCalibration?
  ) -> RatioCalibration? {
    if fitted == nil {
      let cases = scores.plainCases()
      fitted = (
        cases, try? RatioCalibration(fitting: cases, maker: maker, startingFrom: start)
      )
    }
    guard let (cases, calibration) = fitted, let calibration else { return nil }
    return RatioCalibration(calibration, maker: maker, in: cases)
  }
}
