import Similarity

extension Section {
  /// What the questions were worth, for the next study.
  static let probeInformation = Section(
    id: "probe-information", title: "How informative the probes were", isAppendix: true
  ) { findings in
    guard let information = findings.probeInformation else {
      return Block.paragraphs(
        "Fewer than two families of unrelated controls answered, so this was not measured.")
    }
    let path = FindingPath.root / "probe_information"
    let order = ranked(information.probes)
    let least = order.dropFirst(shown).suffix(shown)
    return [
      .paragraph(opening(information, path, allowsRatio: findings.allowsRatio)),
      table("By stratum.", information.strata.enumerated().map { ($0, $1) }, path / "strata"),
      table("The probes that told most.", Array(order.prefix(shown)), path / "probes"),
    ] + (least.isEmpty ? [] : [table("Those that told least.", Array(least), path / "probes")])
  }

  /// With their positions, the most telling first: by weight, or by disagreement where no probe has a
  /// weight, which cannot be compared with it.
  private static func ranked(_ rows: [ProbeInformation.Row]) -> [(Int, ProbeInformation.Row)] {
    let weights = rows.map(\.measures.weight)
    let ranks = weights.contains { $0 != nil } ? weights : rows.map(\.measures.disagreement)
    return ranks.indices.filter { ranks[$0] != nil }
      .sorted { (ranks[$1]!, $0) < (ranks[$0]!, $1) }.map { ($0, rows[$0]) }
  }

  private static let shown = 8

  private static func opening(
    _ information: ProbeInformation, _ path: FindingPath, allowsRatio: Bool
  ) -> Prose {
    let unit: Prose = allowsRatio ? ", in log10 of the likelihood ratio" : ""
    return """
      A probe is worth its price where unrelated models answer it differently. The answers of \
      \(.counted(information.controls, "unrelated control", at: path / "controls")) in \
      \(.count(information.families, at: path / "families")) families were read for this table, \
      neither those of the suspect nor those of a source. Disagreement: how often two families \
      differ. Wrong: their share of wrong answers. Same wrong: how often two that err do so alike. \
      Weight: the mean log10 of one over the rate of a wrong answer. Contribution\(unit): how much \
      further the probe set derived controls above unrelated ones. All of it describes the questions; \
      no conclusion rests on it. The file probes.csv has every probe.
      """
  }

  private static func table(
    _ caption: Prose, _ rows: [(Int, ProbeInformation.Row)], _ path: FindingPath
  ) -> Block {
    let titles = ["Probes", "Disagreement", "Wrong", "Same wrong", "Weight", "Contribution"]
    return .table(
      Table(
        caption, columns: [.text("Asked")] + titles.map { .number($0) },
        rows: rows.map { index, row in
          [.name(row.probe ?? "\(row.set) \(row.stratum)")]
            + [.number(.count(row.probes, at: path / index / "probes"))]
            + cells(row.measures, path / index / "measures")
        }))
  }

  private static func cells(
    _ measures: ProbeInformation.Measures, _ path: FindingPath
  ) -> [Prose] {
    [
      .optional(measures.disagreement.map { .percent($0, at: path / "disagreement") }),
      .optional(measures.wrong.map { .percent($0, at: path / "wrong") }),
      .optional(measures.sameWrong.map { .percent($0, at: path / "same_wrong") }),
      .optional(measures.weight.map { .decimal($0, at: path / "weight") }),
      .optional(
        measures.contribution.map {
          Quantity(Rounding.fixed($0, places: 3), at: path / "contribution")
        }),
    ]
  }
}
