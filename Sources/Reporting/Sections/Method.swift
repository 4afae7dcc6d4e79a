import Similarity

extension Section {
  /// How likeness becomes a finding, with the metrics used and what was noted.
  static let method = Section(id: "method", title: "Method and deviations") { findings in
    [
      .paragraph("\(findings.study.mode.sentence)"),
      .list(steps(findings), isNumbered: true), .table(metricTable(findings)),
    ] + embedder(findings) + [notes(findings)]
  }

  private static func steps(_ findings: Findings) -> [Prose] {
    let common: [Prose] = [
      """
      \(strong: "Similarity.") Each metric compares the answers of two subjects probe by probe and \
      averages over the probes that both answered. A larger value means more alike.
      """,
      """
      \(strong: "Length.") Answers of like length tend to look alike. What difference in length explains \
      is estimated on reference models of different families and removed.
      """,
      """
      \(strong: "Excess.") Some models resemble everyone. The likeness of suspect and source is \
      therefore compared with the likeness of the suspect to reference families; the excess is \
      counted in standard deviations over these families. The families of suspect, source and \
      of the control it is compared with are left out on both sides, so that all are judged in \
      the same company.
      """,
      """
      \(strong: "Fusion.") The excess of a pair is the mean over the metrics marked as fused in \
      the table below.
      """,
      """
      \(strong: "Rank.") The unit of evidence is the lineage: models that descend from one another \
      count once. The rank p is (1 + the unrelated lineages whose largest excess against the same \
      source is at least the observed one) / (1 + all such lineages). It is never zero. Lineages \
      without a known teacher and known students of other makers, measured without their teacher, \
      are ranked apart, because an unrelated suspect may be of either kind; the larger p counts.
      """,
    ]
    return findings.allowsRatio ? common + ratioSteps(findings) : common
  }

  private static func ratioSteps(_ findings: Findings) -> [Prose] {
    [
      """
      \(strong: "Likelihood ratio.") Where at least 10 unrelated and 5 derived lineages of known \
      relation are at hand, a logistic regression turns the excess into a likelihood ratio. It is \
      fitted with the lineage of the suspect left out, and bounded by what the number of lineages \
      can support (empirical lower and upper bounds).
      """,
      """
      \(strong: "Interval.") Probes and lineages are both resampled \
      (\(.count(findings.tool.replicates, at: .root / "tool" / "replicates")) replicates), with \
      every fit repeated.
      """,
    ] + probeGroups(findings)
  }

  private static func probeGroups(_ findings: Findings) -> [Prose] {
    guard let groups = findings.probeGroups else { return [] }
    return [
      """
      \(strong: "Groups of probes.") There are more probes and subjects than can be resampled probe by \
      probe. The probes are therefore resampled in \(.count(groups, at: .root / "probe_groups")) random \
      groups of like size.
      """
    ]
  }

  private static func metricTable(_ findings: Findings) -> Table {
    Table(
      "Metrics.",
      columns: [
        .text("Metric"), .text("What it compares"), .text("Fused"), .number("Length slope"),
        .text("Assumes"), .text("Measured"),
      ],
      rows: findings.metrics.enumerated().map { index, metric in
        let path = FindingPath.root / "metrics" / index / "length_slope"
        return [
          .code(metric.descriptor.id), .name(metric.descriptor.title),
          metric.isFused ? "yes" : "no",
          .optional(metric.lengthSlope.map { .decimal($0, at: path) }),
          "\(metric.descriptor.assumption)",
          metric.notMeasurable.map { "no: \($0.clause)" } ?? "yes",
        ]
      },
      note: """
        Length slope: similarity lost per unit of the mean absolute difference of log length.
        """)
  }

  private static func embedder(_ findings: Findings) -> [Block] {
    guard let embedder = findings.study.embedder else { return [] }
    return Block.paragraphs(
      """
      Responses were embedded by \(name: embedder); its vectors are recorded in the study and were \
      not asked for again.
      """) + digests(findings.study.embedderDigests ?? [:])
  }

  private static func digests(_ digests: [String: String]) -> [Block] {
    guard !digests.isEmpty else { return [] }
    return [
      .table(
        Table(
          "Files of the encoder.", columns: [.text("File"), .text("SHA-256")],
          rows: digests.sorted { $0.key < $1.key }.map { [.code($0.key), .code($0.value)] }))
    ]
  }

  private static func notes(_ findings: Findings) -> Block {
    let notes = findings.study.notes
    guard !notes.isEmpty else { return .paragraph("No notes and no deviations were recorded.") }
    return .callout(
      Callout(
        kind: .note, title: "Notes and deviations, as recorded",
        body: [.bullets(notes.map { .name($0) })]))
  }
}
