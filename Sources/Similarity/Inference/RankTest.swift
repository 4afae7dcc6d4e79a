import Probing
import Statistics

/// Rank of a tested unit among the unrelated lineages scored against the same source, those of known
/// students of somebody else left out.
///
/// Every control is compared with the tested unit on their common company. A lineage counts once,
/// and exceeds when any of its members scores at least as high as the tested one.
enum RankTest {
  /// - Parameters:
  ///   - item: the tested unit; its maker's controls are the unrelated calibration units.
  ///   - source: compare on this version of the source alone instead of all of the unit's.
  /// - Returns: `nil` when no unrelated lineage can be compared.
  static func rank(_ item: Int, source: Int?, in fold: Fold) -> RankP? {
    let tested = fold.plan.items[item].unit
    var exceeds: [Int: Bool] = [:]
    for other in fold.plan.calibration {
      let unit = fold.plan.items[other].unit
      guard unit.isDerived == false, unit.maker == tested.maker, unit.lineage != tested.lineage,
        unit.suspect != source, !fold.plan.isTaught[other]
      else { continue }
      let common = fold.plan.common(item, other)
      guard let ours = score(item, source, common, fold),
        let theirs = score(other, source, common, fold)
      else { continue }
      exceeds[unit.lineage] = exceeds[unit.lineage] ?? false || theirs >= ours
    }
    guard !exceeds.isEmpty else { return nil }
    let p = PValue(exceeding: exceeds.values.count { $0 }, of: exceeds.count)
    return RankP(exceeding: p.exceeding, lineages: p.controls)
  }

  private static func score(_ item: Int, _ source: Int?, _ company: Company, _ fold: Fold)
    -> Double?
  {
    guard let source else { return fold.excess(item, on: company) }
    return fold.excess(fold.plan.items[item].unit.suspect, source, on: company)
  }
}
