import Similarity

extension Section {
  /// The pairs whose relation is not known: what a reader of recorded panels asked about.
  static let scoredPairs = Section(id: "scored", title: "Pairs of unknown relation") { findings in
    let unknown = findings.pairs.enumerated().filter { $0.element.label == nil }
    guard !unknown.isEmpty else { return [] }
    return [
      .paragraph(
        """
        These pairs were scored without a label. A high excess means more alike than reference \
        models usually are; it does not say why, and it accuses no one.
        """),
      .table(PairTable(findings: findings).table(Array(unknown))),
    ]
  }
}

struct PairTable {
  /// Every scored pair, up to a page limit.
  static func blocks(_ findings: Findings) -> [Block] {
    guard !findings.pairs.isEmpty else { return Block.paragraphs("No pair was scored.") }
    return [.table(PairTable(findings: findings).table(Array(findings.pairs.enumerated())))]
  }

  /// Rows printed; all are in pairs.csv.
  static let longest = 150

  var findings: Findings

  private var hasRatios: Bool {
    findings.allowsRatio && findings.pairs.contains { $0.ratio != nil }
  }

  func table(_ pairs: [(offset: Int, element: PairFinding)]) -> Table {
    let shown = pairs.prefix(Self.longest)
    let ratioColumn: [Table.Column] = hasRatios ? [.number("Ratio [95 %]")] : []
    return Table(
      "Scored pairs, in the order given.",
      columns: [.text("Suspect"), .text("Source"), .text("Label"), .number("Excess")]
        + ratioColumn + [.number("Rank"), .text("Not measurable")],
      rows: shown.map { row($0.element, .root / "pairs" / $0.offset) },
      note: note(shown: shown.count, of: pairs.count))
  }

  private func row(_ pair: PairFinding, _ path: FindingPath) -> [Prose] {
    let ratio: Prose = pair.ratio.map { .ratio($0, at: path / "ratio") } ?? ""
    let rank: Prose =
      pair.rankP.map { $0.lineages > 0 ? .rank($0, at: path / "rank_p") : "" } ?? ""
    let reason = pair.notMeasurable ?? (pair.ratio == nil ? pair.noRatio : nil)
    return [
      .name(pair.suspect), .name(pair.source), pair.label.map { .name($0) } ?? "",
      .optional(pair.excess.map { .decimal($0, at: path / "excess") }),
    ] + (hasRatios ? [ratio] : []) + [rank, reason.map { .code($0.rawValue) } ?? ""]
  }

  private func note(shown: Int, of all: Int) -> Prose {
    let legend: Prose = """
      Rank: how many of the unrelated lineages scored against the same source have at least this \
      excess.
      """
    guard shown < all else {
      return "\(legend) The excess by metric is in \(code: "pairs.csv")."
    }
    return """
      \(legend) The first \(Rounding.count(shown)) of \(Rounding.count(all)) rows; all of them, \
      with the excess by metric, are in \(code: "pairs.csv").
      """
  }
}
