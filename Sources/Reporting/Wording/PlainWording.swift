import Similarity

/// The outcome of a comparison for readers who know no statistics.
struct PlainWording {
  var headline: Headline
  var standing: Standing
  /// Where the headline stands in the findings.
  var path: FindingPath

  private var pair: PairFinding { headline.pair }
  private var hypotheses: Hypotheses { Hypotheses(pair) }

  var sentences: Prose {
    guard pair.excess != nil else { return meaning }
    return [untaught, taught, meaning].filter { !$0.isEmpty }.sentences()
  }

  private var untaught: Prose {
    let rank = pair.ranks == nil ? pair.rankP : pair.rank(among: .untaught)
    guard let rank, rank.lineages > 0 else { return "" }
    let place =
      pair.ranks == nil
      ? path / "pair" / "rank_p" : pair.path(ofRankAmong: .untaught, at: path / "pair")
    return """
      The answers of \(hypotheses.suspect) to the same questions were compared with those of \
      \(Prose.counted(rank.lineages, "group", at: place / "lineages")) of models that have no known \
      relation to \(hypotheses.source) and no known teacher; models of one descent count as one \
      group. \(strong: "\(count(rank, place)) as much like \(hypotheses.source) as \(hypotheses.suspect) does.")
      """
  }

  /// Students of other makers, where they are enough to count.
  private var taught: Prose {
    guard let rank = pair.rank(among: .taught), ClassRank(controls: .taught, rank: rank).counts
    else {
      return ""
    }
    let place = pair.path(ofRankAmong: .taught, at: path / "pair")
    return """
      So were \(Prose.counted(rank.lineages, "group", at: place / "lineages")) of models known to have \
      learned from another maker's: \(strong: "\(count(rank, place)) that much like it.")
      """
  }

  private func count(_ rank: RankP, _ place: FindingPath) -> Prose {
    switch rank.exceeding {
    case 0: "None of them answers"
    case 1: "\(.count(1, at: place / "exceeding")) of them answers"
    default: "\(.count(rank.exceeding, at: place / "exceeding")) of them answer"
    }
  }

  private var countsTaught: Bool {
    pair.rank(among: .taught).map { ClassRank(controls: .taught, rank: $0).counts } ?? false
  }

  private let absentTeacher: Prose = """
     One is that it learned from another model, which is absent here and resembles the source: too \
    few known students of other makers were compared to exclude that.
    """

  private var meaning: Prose {
    switch standing {
    case .notMeasurable: "The two models could not be compared, so nothing is said about them."
    case .described, .alone:
      """
      How alike the two models are was measured, but not how alike unrelated models are to the \
      same source. Whether the likeness is ordinary therefore remains open.
      """
    case .firstOfTooFew:
      """
      With so few groups, a model that has nothing to do with the source would often come first as \
      well.
      """
    case .apart:
      """
      Likeness of this degree is unusual between unrelated models. Training on outputs of the \
      source is one way in which it can arise; other ways are named below.\
      \(countsTaught ? "" : absentTeacher)
      """
    case .among:
      """
      Likeness of this degree also occurs between unrelated models; by itself it is no sign of a \
      relation. Absence of support is not proof of independence.
      """
    }
  }
}
