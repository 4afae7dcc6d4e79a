import Probing

/// The controls of a study that bear on one source, counted as the inference counts them.
package struct ControlCounts: Hashable, Sendable {
  package var source: String
  /// Reference families other than those of suspect and source.
  package var cohortFamilies: Int
  /// Lineages of unrelated controls scored against this source.
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
  /// For a rank p of .05.
  package static let unrelatedForRankP = 19
  /// For a likelihood ratio above about 10.
  package static let unrelatedForLargeRatio = 20
}

extension Study {
  package func controlCounts(against source: StudySubject) -> ControlCounts {
    let cohort = Set(controls.filter { $0.subject.inCohort }.map(\.subject.family))
    let scored = controls.filter { $0.isControl && $0.subject.lineage != suspect.subject.lineage }
    let unrelated = scored.filter {
      $0.relation == .unrelated && $0.subject.family != source.subject.family
        && $0.subject.lineage != source.subject.lineage
    }
    let derived = scored.filter { $0.relation == .derived }
    return ControlCounts(
      source: source.id,
      cohortFamilies: cohort.subtracting([suspect.subject.family, source.subject.family]).count,
      unrelatedLineages: Set(unrelated.map(\.subject.lineage)).count,
      derivedLineages: Set(derived.map(\.subject.lineage)).count)
  }
}
