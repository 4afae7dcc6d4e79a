import Similarity

/// How many controls are needed for what: the least for a ratio, for a level, for a high ratio.
enum Advice {
  static let unrelatedForRatio = 10
  static let derivedForRatio = 5
  static let unrelatedForLevel = 19
  static let unrelatedAboveTen = 20

  /// What to add to a study so that it can conclude more; empty when nothing is lacking.
  static func additions(
    _ headline: Headline, at path: FindingPath, allowsRatio: Bool
  ) -> [Prose] {
    guard allowsRatio else {
      return [newStudy]
        + [forLevel(headline, at: path), forAbsentTeacher(headline)].compactMap { $0 }
    }
    return [
      forRatio(headline, at: path), forLevel(headline, at: path), forAbsentTeacher(headline),
      forHigher(headline, at: path),
    ].compactMap { $0 }
  }

  private static let newStudy: Prose = """
    More than description and rank is only said under a plan that is older than the answers: lock \
    the changed plan as a new study, and ask again.
    """

  /// What one more control costs: as much as the suspect did.
  static func cost(_ findings: Findings, of suspect: String) -> Prose? {
    guard findings.study.mode != .retrospective,
      let index = findings.subjects.firstIndex(where: { $0.id == suspect })
    else { return nil }
    let record = findings.subjects[index]
    let path = FindingPath.root / "subjects" / index
    let answers: Prose = "\(.counted(record.responses, "answer", at: path / "responses"))"
    guard let tokens = record.tokens else {
      return "Each further control costs about as much as the suspect did: \(answers)."
    }
    return """
      Each further control costs about as much as the suspect did: \(answers) and \
      \(.counted(tokens, "token", at: path / "tokens")), prompts included.
      """
  }

  private static func forRatio(_ headline: Headline, at path: FindingPath) -> Prose? {
    let unrelated = unrelatedForRatio - headline.unrelatedLineages
    let derived = derivedForRatio - headline.derivedLineages
    guard headline.pair.ratio == nil, unrelated > 0 || derived > 0 else { return nil }
    return """
      A likelihood ratio needs at least 10 unrelated and 5 derived control lineages. This study \
      has \(counts(headline, at: path)).
      """
  }

  private static func forLevel(_ headline: Headline, at path: FindingPath) -> Prose? {
    guard headline.unrelatedLineages < unrelatedForLevel else { return nil }
    return """
      A rank p of .05 needs at least 19 unrelated lineages scored against the same source, \
      because with n of them the smallest attainable p is 1/(1 + n).
      """
  }

  private static func forAbsentTeacher(_ headline: Headline) -> Prose? {
    guard let ranks = headline.pair.ranks, !ranks.isEmpty,
      headline.pair.rank(among: .taught)?.lineages ?? 0 < unrelatedForLevel
    else { return nil }
    return """
      To exclude at the level of .05 that the suspect learned from another model, it takes 19 lineages \
      of known students of other makers, declared \(code: "derived") from a control of the cohort.
      """
  }

  private static func forHigher(_ headline: Headline, at path: FindingPath) -> Prose? {
    guard headline.unrelatedLineages < unrelatedAboveTen else { return nil }
    return """
      A likelihood ratio above about 10 needs at least 20 unrelated lineages tested against that \
      source.
      """
  }

  private static func counts(_ headline: Headline, at path: FindingPath) -> Prose {
    """
    \(.count(headline.unrelatedLineages, at: path / "unrelated_lineages")) and \
    \(.count(headline.derivedLineages, at: path / "derived_lineages"))
    """
  }
}
