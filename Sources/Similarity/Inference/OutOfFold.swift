import Statistics

/// The scores and ratios of all items of a plan under one replicate, each from the fold that leaves
/// out its suspect's lineage.
struct OutOfFold: Sendable {
  struct Value: Sendable {
    /// Fused excess on the plain company; `nil` when not measurable.
    var excess: Double?
    /// log10 LR on common companies, clipped and not; `nil` when no ratio could be fitted.
    var ratio: Double?
    var unclipped: Double?
    var bounds: ClosedRange<Double>?
    var unrelatedLineages = 0
    var derivedLineages = 0
    /// The calibration behind the ratio, for the single pairs of the unit.
    var calibration: RatioCalibration?
  }

  /// How controls are placed beside a tested unit.
  struct Placement: Sendable, Equatable {
    /// Each on its own plain company instead of a common one.
    var isPlain = false
    /// With the families of known teachers left out of every reference.
    var teachersAbsent = false
  }

  /// In the order of the plan's items.
  private(set) var values: [Value]

  /// - Parameters:
  ///   - scored: the items to score, by position in the plan; `nil` scores all.
  ///   - calibrate: whether likelihood ratios are fitted.
  ///   - starts: models of an earlier replicate by item, which save iterations.
  init(
    _ replicate: Replicate, items scored: Range<Int>? = nil, placement: Placement = Placement(),
    calibrate: Bool, startingFrom starts: [RatioCalibration?]? = nil
  ) {
    let items = replicate.plan.items
    values = [Value](repeating: Value(), count: items.count)
    let byLineage = Dictionary(
      grouping: scored ?? items.indices, by: { items[$0].unit.lineage })
    for lineage in byLineage.keys.sorted() {
      var scores = FoldScores(replicate.fold(leavingOut: lineage))
      for index in byLineage[lineage]! {
        let company = scores.testedCompany(index, teachersAbsent: placement.teachersAbsent)
        values[index].excess = scores.excess(index, on: company)
        guard calibrate, values[index].excess != nil else { continue }
        let cases = scores.cases(
          for: index, teachersAbsent: placement.teachersAbsent, plain: placement.isPlain)
        values[index].calibrate(
          cases, maker: items[index].unit.maker, startingFrom: starts?[index] ?? nil)
      }
    }
  }
}

extension OutOfFold.Value {
  fileprivate mutating func calibrate(
    _ cases: [RatioCalibration.Case], maker: String, startingFrom start: RatioCalibration?
  ) {
    guard let excess,
      let calibration = try? RatioCalibration(fitting: cases, startingFrom: start)
    else { return }
    let allowed = calibration.bounds(forMaker: maker)
    bounds = allowed
    unclipped = calibration.unclipped(excess)
    ratio = calibration.clipped(excess, maker: maker)
    unrelatedLineages = calibration.unrelatedLineages
    derivedLineages = calibration.derivedLineages
    self.calibration = calibration
  }
}
