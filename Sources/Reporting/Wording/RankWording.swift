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
    let place = path / "rank_p"
    return """
      \(value). It is reached by \(strong: .rank(rank, at: place)) unrelated control lineages \
      without a known teacher, scored against the same source; with \
      \(Prose.counted(rank.lineages, "lineage", at: place / "lineages")) the smallest attainable p is \
      \(.p(rank.smallestAttainable, at: place / "smallest_attainable")).
      """
  }
}

/// Where the suspect's excess stands among the unrelated control lineages.
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
      Hardly any unrelated control is as alike to the source. This is a statement about rank; the \
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
