import Probing

/// How often pairs of a panel that are not derived would be accused, kind by kind.
struct PanelErrorRates {
  let findings: Findings

  static let innocent = "unrelated, nobody's known student (H2a)"
  static let otherStudent = "known student of another maker (H2a)"
  static let vendor = "same vendor"
  static let kinds = [innocent, otherStudent, vendor]

  /// One trial for each lineage and maker in which the criterion can be met at all.
  func rates() -> [ErrorRate] {
    let units = findings.validity?.units ?? []
    let students = Set(units.filter(\.isDerived).map(\.suspect))
    let unrelated = units.filter { !$0.isDerived }
    let kinds: [(String, [Tried])] = [
      (Self.innocent, tried(unrelated.filter { !students.contains($0.suspect) })),
      (Self.otherStudent, tried(unrelated.filter { students.contains($0.suspect) })),
      (Self.vendor, sameVendor),
    ]
    return kinds.flatMap { kind, tried in
      Criterion.allCases.compactMap { rate(kind, $0, tried) }
    }
  }

  /// A pair that is tried as if nothing were known of it.
  private struct Tried {
    let lineage: String
    let maker: String
    let rank: RankP?
    let log10LR: Double?
    let limit: Double?
  }

  /// The largest log10 LR that a suspect could be given against a maker, where any was given.
  static func limits(_ findings: Findings) -> [[String]: Double] {
    let makers = Dictionary(uniqueKeysWithValues: findings.subjects.map { ($0.id, $0.maker) })
    let rated = findings.pairs.compactMap { pair -> ([String], Double)? in
      pair.ratio.map { ([pair.suspect, makers[pair.source] ?? pair.source], $0.capHigh) }
    }
    return Dictionary(rated, uniquingKeysWith: max)
  }

  private func tried(_ units: [Validity.Unit]) -> [Tried] {
    let limits = Self.limits(findings)
    return units.map {
      Tried(
        lineage: $0.lineage, maker: $0.sourceMaker, rank: $0.rankP, log10LR: $0.log10LR,
        limit: limits[[$0.suspect, $0.sourceMaker]])
    }
  }

  /// Pairs labelled as of one organisation, for which no ratio is given.
  private var sameVendor: [Tried] {
    let subjects = Dictionary(uniqueKeysWithValues: findings.subjects.map { ($0.id, $0) })
    return findings.pairs.compactMap { pair in
      guard pair.label == PairLabel.Relation.sameOrganisation.rawValue, pair.excess != nil,
        let suspect = subjects[pair.suspect], let source = subjects[pair.source]
      else { return nil }
      return Tried(
        lineage: suspect.lineage, maker: source.maker, rank: pair.rankP, log10LR: pair.ratio?.log10,
        limit: pair.ratio?.capHigh)
    }
  }

  private func rate(_ kind: String, _ criterion: Criterion, _ tried: [Tried]) -> ErrorRate? {
    let groups = Dictionary(grouping: tried) { [$0.lineage, $0.maker] }
    let outcomes = groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap {
      key, members -> ErrorRate.Outcome? in
      let met = members.compactMap {
        criterion.isMet(rank: $0.rank, log10LR: $0.log10LR, limit: $0.limit)
      }
      return met.isEmpty ? nil : ErrorRate.Outcome(cluster: key[0], isFlagged: met.contains(true))
    }
    return ErrorRate(
      kind: kind, criterion: criterion.title, nominal: criterion.nominal, isError: true, outcomes,
      seed: findings.tool.seed)
  }
}
