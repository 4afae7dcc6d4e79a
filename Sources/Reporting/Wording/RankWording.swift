import Similarity

extension Prose {
  /// `3 of 25 (p = .15)`, with the counts first.
  static func rank(_ rank: RankP, at path: FindingPath) -> Prose {
    """
    \(.count(rank.exceeding, at: path / "exceeding")) of \
    \(.count(rank.lineages, at: path / "lineages")) (p = \(.p(rank.value, at: path / "value")))
    """
  }

  /// The excess and its place among the unrelated lineages.
  static func standing(_ pair: PairFinding, at path: FindingPath) -> Prose? {
    guard let excess = pair.excess else { return nil }
    let value: Prose = """
      The excess similarity is \(.decimal(excess, at: path / "excess")) standard deviations over \
      the reference families
      """
    guard let rank = pair.rankP, rank.lineages > 0 else { return "\(value)." }
    let untaught = pair.ranks == nil ? rank : pair.rank(among: .untaught)
    let place =
      pair.ranks == nil ? path / "rank_p" : pair.path(ofRankAmong: .untaught, at: path)
    return [
      "\(value).", untaught.map { amongUntaught($0, at: place) },
      pair.ranks.map { _ in amongTaught(pair, at: path) },
    ].compactMap { $0 }.sentences()
  }

  private static func amongUntaught(_ rank: RankP, at place: FindingPath) -> Prose {
    """
    It is reached by \(strong: .rank(rank, at: place)) unrelated control lineages \
    without a known teacher, scored against the same source; with \
    \(Prose.counted(rank.lineages, "lineage", at: place / "lineages")) the smallest attainable p is \
    \(.p(rank.smallestAttainable, at: place / "smallest_attainable")).
    """
  }

  /// What students of other makers say, or what is left open without them.
  private static func amongTaught(_ pair: PairFinding, at path: FindingPath) -> Prose {
    guard let rank = pair.rank(among: .taught) else {
      return """
        No control is a known student of another maker, so these ranks do not exclude that the suspect \
        learned from another model, which is absent here and resembles the source.
        """
    }
    let counts: Prose = """
      Of known students of other makers, measured without their teacher, it is reached by \
      \(.rank(rank, at: pair.path(ofRankAmong: .taught, at: path)))
      """
    return ClassRank(controls: .taught, rank: rank).counts
      ? "\(counts); the larger p counts."
      : """
      \(counts): too few to exclude that the suspect learned from another model, which is absent \
      here and resembles the source.
      """
  }
}

extension PairFinding {
  func rank(among controls: ClassRank.Controls) -> RankP? {
    ranks?.first { $0.controls == controls }?.rank
  }

  /// - Precondition: there is such a rank.
  func path(ofRankAmong controls: ClassRank.Controls, at path: FindingPath)
    -> FindingPath
  {
    path / "ranks" / (ranks?.firstIndex { $0.controls == controls } ?? 0) / "rank"
  }
}

/// Where the suspect's excess stands among the control lineages of the class least favourable to it.
enum Standing {
  /// The level that `stands apart` refers to.
  static let level = 0.05

  case notMeasurable
  /// Similarities were measured, but nothing to judge them by.
  case described
  /// No unrelated lineage to compare with.
  case alone
  /// Above every lineage, which are too few for the level.
  case firstOfTooFew
  /// p at or below the level, adjusted for the sources that were compared.
  case apart
  case among

  /// - Parameters:
  ///   - headline: its rank p counts as adjusted for the other sources and alternatives (Holm), so that
  ///     more of them do not make more accusations.
  ///   - sources: how many sources were compared; findings without an adjusted p, from an earlier
  ///     version, have the level divided among them.
  init(_ headline: Headline, sources: Int) {
    let pair = headline.pair
    guard pair.excess != nil else {
      let lacksReference =
        pair.notMeasurable == .noControls || pair.notMeasurable == .cohortTooSmall
      let hasSimilarity = pair.metrics.contains { $0.similarity != nil }
      self = lacksReference && hasSimilarity ? .described : .notMeasurable
      return
    }
    guard let rank = pair.rankP, rank.lineages > 0 else {
      self = .alone
      return
    }
    let value = headline.adjustedP?.value ?? rank.value * Double(max(1, sources))
    if value <= Self.level {
      self = .apart
    } else if rank.exceeding == 0 {
      self = .firstOfTooFew
    } else {
      self = .among
    }
  }

  var title: Prose {
    switch self {
    case .notMeasurable: "Not measurable: no comparison was possible"
    case .described, .alone: "Description only: no conclusion about descent can be drawn"
    case .firstOfTooFew: "Inconclusive: too few unrelated controls to tell"
    case .apart: "The suspect stands apart from the unrelated controls"
    case .among: "Inconclusive: the suspect does not stand apart from unrelated models"
    }
  }

  /// What the standing allows to be said, and what not.
  var reading: Prose {
    switch self {
    case .notMeasurable: "Nothing can be said about the two models from these answers."
    case .described:
      """
      How alike the two are is described metric by metric below. Without enough unrelated controls \
      nothing shows whether that is much: unrelated models also resemble each other.
      """
    case .alone:
      """
      Without unrelated controls scored against the same source there is nothing to judge this \
      value by: unrelated models also resemble each other.
      """
    case .firstOfTooFew:
      """
      The suspect is more alike than every unrelated control, but with so few of them an \
      unrelated model would often come first as well.
      """
    case .apart:
      """
      Hardly any of these controls is as alike to the source. This is a statement about rank; the \
      strength of support is a separate matter.
      """
    case .among:
      """
      Unrelated models are as alike to the source as the suspect is. Absence of support is not \
      proof of independence.
      """
    }
  }
}
