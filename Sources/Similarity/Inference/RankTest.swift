import Probing
import Statistics

/// Ranks of a tested unit among the unrelated lineages scored against the same source, by the kind of
/// model that an innocent suspect may be.
///
/// Every control is compared with the tested unit on their common company. A lineage counts once,
/// and exceeds when any of its members scores at least as high as the tested one.
enum RankTest {
  /// The rank that counts: see `ClassRank.leastFavourable`.
  static func rank(_ item: Int, source: Int?, in fold: Fold) -> RankP? {
    ClassRank.leastFavourable(ranks(item, source: source, in: fold))
  }

  /// - Parameters:
  ///   - item: the tested unit; its maker's controls are the unrelated calibration units.
  ///   - source: compare on this version of the source alone instead of all of the unit's.
  /// - Returns: one for each class of which any lineage can be compared.
  static func ranks(_ item: Int, source: Int?, in fold: Fold) -> [ClassRank] {
    ClassRank.Controls.allCases.compactMap { controls in
      let exceeds = exceeds(item, source, controls, fold)
      guard !exceeds.isEmpty else { return nil }
      let p = PValue(exceeding: exceeds.values.count { $0 }, of: exceeds.count)
      return ClassRank(
        controls: controls, rank: RankP(exceeding: p.exceeding, lineages: p.controls))
    }
  }

  /// By lineage of one class.
  private static func exceeds(
    _ item: Int, _ source: Int?, _ controls: ClassRank.Controls, _ fold: Fold
  ) -> [Int: Bool] {
    let plan = fold.plan
    var exceeds: [Int: Bool] = [:]
    // By company.
    var own: [Company: Double?] = [:]
    for other in plan.unrelatedByMaker[plan.items[item].maker] {
      let unit = plan.items[other].unit
      guard unit.lineage != plan.items[item].unit.lineage, unit.suspect != source,
        plan.isTaught[other] == (controls == .taught)
      else { continue }
      let company = plan.commonWithoutTeacher(item, other)
      let ours = own[company] ?? score(item, source, company, fold)
      own[company] = .some(ours)
      guard let ours, let theirs = score(other, source, company, fold) else { continue }
      exceeds[unit.lineage] = exceeds[unit.lineage] ?? false || theirs >= ours
    }
    return exceeds
  }

  private static func score(_ item: Int, _ source: Int?, _ company: Company, _ fold: Fold)
    -> Double?
  {
    guard let source else { return fold.excess(item, on: company) }
    return fold.excess(fold.plan.items[item].unit.suspect, source, on: company)
  }
}
