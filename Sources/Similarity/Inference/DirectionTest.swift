import Statistics

/// Whether the asymmetry of a pair says which of the two learned from the other.
///
/// The asymmetry of a known pair turned round is its negative, so the derived controls stand for
/// both directions. Each is compared with the tested pair on what both can be measured against in
/// both directions.
///
/// Known pairs that share a student's or a teacher's lineage share what makes it asymmetric, so they
/// are one cluster and count once; pairs that share a lineage with the tested one are left out.
struct DirectionTest {
  /// Suspect and source of one comparison, as subjects, with their lineages.
  struct Pair {
    let suspect: Int
    let source: Int
    let lineages: Set<Int>
  }

  static let level = 0.05
  /// Directions that the rule has to state of known pairs, and the share of them that must be right.
  private static let fewestStated = 10
  private static let leastRight = 0.9

  let fold: Fold
  /// Known pairs by cluster.
  private let clusters: [[Pair]]

  /// - Parameter tested: subjects whose lineages are left out.
  init(_ fold: Fold, testing tested: [Int]) {
    self.fold = fold
    let plan = fold.plan
    let lineage = fold.replicate.table.lineage
    let left = Set(tested.map { lineage[$0] })
    let known = plan.calibration.filter { plan.calibrationIsDerived[$0] }.flatMap { index in
      plan.items[index].unit.sources.map { Pair(plan.items[index].unit.suspect, $0, lineage) }
    }.filter { $0.lineages.isDisjoint(with: left) }
    clusters = Self.clustered(known)
  }

  private static func clustered(_ pairs: [Pair]) -> [[Pair]] {
    var clusters: [(lineages: Set<Int>, pairs: [Pair])] = []
    for pair in pairs {
      let touching = clusters.indices.filter {
        !clusters[$0].lineages.isDisjoint(with: pair.lineages)
      }
      let joined = touching.reduce(into: (lineages: pair.lineages, pairs: [Pair]())) {
        $0.lineages.formUnion(clusters[$1].lineages)
        $0.pairs += clusters[$1].pairs
      }
      for index in touching.reversed() { clusters.remove(at: index) }
      clusters.append((joined.lineages, joined.pairs + [pair]))
    }
    return clusters.map(\.pairs)
  }

  /// The families that neither of the two is related to.
  private func company(_ pair: Pair) -> Company {
    let cohort = fold.plan.cohort
    return cohort.all.subtracting(cohort.excluded(pair.suspect, [pair.source]))
      .subtracting(cohort.excluded(pair.source, [pair.suspect]))
  }

  /// Excess of the pair minus that of its reverse.
  private func asymmetry(_ pair: Pair, on company: Company) -> Double? {
    guard let there = fold.excess(pair.suspect, pair.source, on: company),
      let back = fold.excess(pair.source, pair.suspect, on: company)
    else { return nil }
    return there - back
  }

  /// Ranks of a pair's asymmetry among clusters of known pairs, turned round and as they are.
  private func ranks(_ tested: Pair, among clusters: [[Pair]]) -> (reverse: RankP, forward: RankP)?
  {
    var (count, reverse, forward) = (0, 0, 0)
    for cluster in clusters {
      let values = cluster.compactMap { pair -> (ours: Double, theirs: Double)? in
        let common = company(tested).intersection(company(pair))
        guard let ours = asymmetry(tested, on: common), let theirs = asymmetry(pair, on: common)
        else { return nil }
        return (ours, theirs)
      }
      guard !values.isEmpty else { continue }
      count += 1
      if values.contains(where: { -$0.theirs >= $0.ours }) { reverse += 1 }
      if values.contains(where: { $0.theirs <= $0.ours }) { forward += 1 }
    }
    guard count > 0 else { return nil }
    return (
      RankP(exceeding: reverse, lineages: count), RankP(exceeding: forward, lineages: count)
    )
  }

  private static func standing(_ ranks: (reverse: RankP, forward: RankP)?) -> Direction.Standing {
    guard let ranks else { return .undetermined }
    return switch (ranks.reverse.value <= level, ranks.forward.value <= level) {
    case (true, false): .suspectLearned
    case (false, true): .sourceLearned
    default: .undetermined
    }
  }

  /// What the ranks say, however the rule does on known pairs.
  func leaning(suspect: Int, source: Int) -> Direction.Standing {
    Self.standing(ranks(Pair(suspect, source, fold.replicate.table.lineage), among: clusters))
  }

  func findings(suspect: Int, source: Int) -> Direction {
    let tested = Pair(suspect, source, fold.replicate.table.lineage)
    let ranks = ranks(tested, among: clusters)
    let measured = measured
    return Direction(
      standing: measured.map(Self.holds) == true ? Self.standing(ranks) : .undetermined,
      asymmetry: asymmetry(tested, on: company(tested)), reverse: ranks?.reverse,
      forward: ranks?.forward, measured: measured)
  }

  /// Whether being wrong as often as was measured agrees with the level, and what was stated was right
  /// in nine of ten cases. The level bounds how often a wrong direction is stated, not how many of those
  /// stated are wrong: where little is right, they may be most.
  private static func holds(_ measured: Direction.Measured) -> Bool {
    let stated = measured.right + measured.wrong
    return BinomialCount(measured.wrong, of: stated + measured.undetermined)
      .upperTail(rate: level) > level
      && stated >= fewestStated && Double(measured.right) >= leastRight * Double(stated)
  }

  /// Every known cluster tested as if it were not, by its worst pair.
  private var measured: Direction.Measured? {
    guard !clusters.isEmpty else { return nil }
    let results = clusters.indices.map { index in
      let others = clusters.indices.filter { $0 != index }.map { clusters[$0] }
      let standings = clusters[index].map { Self.standing(ranks($0, among: others)) }
      if standings.contains(.sourceLearned) { return Direction.Standing.sourceLearned }
      return standings.allSatisfy { $0 == .suspectLearned } ? .suspectLearned : .undetermined
    }
    let wrong = results.count { $0 == .sourceLearned }
    return Direction.Measured(
      right: results.count { $0 == .suspectLearned }, wrong: wrong,
      undetermined: results.count { $0 == .undetermined },
      wrongBound: BinomialCount(wrong, of: results.count).upperBound())
  }
}

extension DirectionTest.Pair {
  fileprivate init(_ suspect: Int, _ source: Int, _ lineage: [Int]) {
    self.init(
      suspect: suspect, source: source, lineages: [lineage[suspect], lineage[source]])
  }
}
