import Similarity

/// Single probes that stand out: exploration.
enum SingleProbes {
  static func blocks(_ findings: Findings) -> [Block] {
    let found = findings.perHeadline { headline, path in
      guard let table = headline.probeTable else { return [] }
      return blocks(table, path / "probe_table")
    }
    return found.isEmpty ? [] : [.heading("Single probes, explored", level: 3)] + found
  }

  private static func blocks(_ table: ProbeTable, _ path: FindingPath) -> [Block] {
    [
      .paragraph(
        """
        Each probe by itself, on each fused metric: how many unrelated lineages are as alike to the \
        source as the suspect is. Of \(.count(table.tests, at: path / "tests")) such comparisons \
        \(.count(table.standingOut, at: path / "standing_out")) stand out once their number is \
        accounted for (Benjamini and Hochberg, .05). This was looked at after the answer and no \
        conclusion rests on it.
        """),
      .table(
        Table(
          "The probes that stand out most.",
          columns: [.text("Probe"), .text("Metric"), .number("Rank"), .number("Adjusted")],
          rows: table.rows.enumerated().map { index, row in
            let place = path / "rows" / index
            return [
              .name(row.probe), .code(row.metric), .rank(row.rankP, at: place / "rank_p"),
              .number(.p(row.adjusted.value, at: place / "adjusted" / "value")),
            ]
          })),
    ]
  }
}
