import Similarity

/// What a study says of one alternative, or what it would take to say something.
struct AlternativeStatus {
  var alternative: Alternative
  var headline: Headline
  var allowsRatio: Bool
  var path: FindingPath

  var sentences: Prose {
    guard alternative.isTested else { return untested }
    return [ratio, rank, adjusted, missing].compactMap { $0 }.sentences()
  }

  private var untested: Prose {
    "Untested. It would take \(alternative.hypothesis.controls)."
  }

  private var ratio: Prose? {
    guard allowsRatio, let ratio = alternative.ratio else { return nil }
    return """
      Ratio of H1 against it \(.ratio(ratio, at: path / "ratio")), from \
      \(.count(ratio.unrelatedLineages, at: path / "ratio" / "unrelated_lineages")) lineages of its own \
      and \(.count(ratio.derivedLineages, at: path / "ratio" / "derived_lineages")) derived ones.
      """
  }

  private var rank: Prose? {
    guard let rank = alternative.rankP else { return nil }
    let counts = Prose.rank(rank, at: path / "rank_p")
    return alternative.hypothesis == .reverseDirection
      ? "Of groups of derived controls turned round, \(counts) are as asymmetric."
      : "Of its control lineages, \(counts) score at least as high."
  }

  private var adjusted: Prose? {
    guard let adjusted = alternative.adjustedP, adjusted.tests > 1 else { return nil }
    return "Adjusted p \(.p(adjusted.value, at: path / "adjusted_p" / "value"))."
  }

  private var missing: Prose? {
    guard allowsRatio, alternative.ratio == nil, alternative.reason == .tooFewLineages,
      headline.pair.noRatio != .sharedWeights
    else { return nil }
    return "A ratio would take 10 such lineages and 5 derived ones."
  }
}

/// The direction with the error rate that was measured for it.
struct DirectionWords {
  private let direction: Direction?
  private let path: FindingPath
  private let sentence: Prose

  init(_ headline: Headline, _ path: FindingPath) {
    direction = headline.direction
    sentence = headline.directionSentence
    self.path = path / "direction"
  }

  var sentences: Prose {
    guard let measured = direction?.measured else {
      return "\(sentence) No derived control shows how often an asymmetry points the wrong way."
    }
    let place = path / "measured"
    return """
      \(sentence) By the same rule, with each left out in turn, the direction of \
      \(.count(measured.right, at: place / "right")) groups of derived controls comes out right, of \
      \(.count(measured.wrong, at: place / "wrong")) wrong, of \
      \(.count(measured.undetermined, at: place / "undetermined")) undetermined; up to \
      \(.percent(measured.wrongBound, at: place / "wrong_bound")) wrong is compatible with that \
      (one-sided 95 % bound). Controls that share a student or a teacher are one group, and it takes 19 groups \
      before any direction can be stated.
      """
  }
}
