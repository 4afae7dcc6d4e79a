import Probing

/// The controls of a study that bear on one source, counted as the inference counts them.
package struct ControlCounts: Hashable, Sendable {
  package var source: String
  /// Reference families other than those of suspect and source.
  package var cohortFamilies: Int
  /// Lineages of controls that are unrelated to this source and scored against it.
  package var unrelatedLineages: Int
  /// Lineages of derived controls, each scored against its own teacher.
  package var derivedLineages: Int

  package init(
    source: String, cohortFamilies: Int, unrelatedLineages: Int, derivedLineages: Int
  ) {
    self.source = source
    self.cohortFamilies = cohortFamilies
    self.unrelatedLineages = unrelatedLineages
    self.derivedLineages = derivedLineages
  }

  /// Families that remain when the family of the control compared is left out as well.
  package var remainingFamilies: Int { max(0, cohortFamilies - 1) }

  /// 1 / (1 + n): no rank p can be smaller.
  package var smallestRankP: Double { 1 / Double(1 + unrelatedLineages) }
}

/// The numbers of controls below which something cannot be said.
package enum Minimum {
  /// Families that have to remain after exclusions, or nothing can be normalised.
  package static let remainingFamilies = 2
  /// Cohort families beside those of suspect and source, so that three remain.
  package static let cohortFamilies = 4
  package static let unrelatedForRatio = 10
  package static let derivedForRatio = 5
  /// For ratios of the controls themselves, from which error rates are read: each is computed without
  /// the control's own lineage, and as many as above have to be left.
  package static let unrelatedForErrorRates = unrelatedForRatio + 1
  package static let derivedForErrorRates = derivedForRatio + 1
  /// For a rank p of .05.
  package static let unrelatedForRankP = 19
  /// For a likelihood ratio above about 10.
  package static let unrelatedForLargeRatio = 20
}

extension Study {
  package func controlCounts(against source: StudySubject) -> ControlCounts {
    let cohort = Set(controls.filter { $0.subject.inCohort }.map(\.subject.family))
    let known = AnalysisPlan(self, sets: []).knownPairs
    let taught = Set(known.filter { $0.relation == .distilled }.map(\.suspect))
    return ControlCounts(
      source: source.id,
      cohortFamilies: cohort.subtracting([suspect.subject.family, source.subject.family]).count,
      unrelatedLineages: lineages(
        of: known.filter {
          $0.source == source.id && $0.relation == .independent && !taught.contains($0.suspect)
        }),
      derivedLineages: lineages(of: known.filter { $0.relation == .distilled }))
  }

  /// Lineages of the suspects of these pairs, that of the suspect itself left out.
  private func lineages(of pairs: [PairLabel]) -> Int {
    let scored = Set(pairs.map(\.suspect))
    return Set(subjects.filter { scored.contains($0.id) }.map(\.subject.lineage))
      .subtracting([suspect.subject.lineage]).count
  }
}
