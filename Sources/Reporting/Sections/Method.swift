import Similarity

extension Section {
  /// How likeness becomes a finding, with the metrics used and what was noted.
  static let method = Section(id: "method", title: "Method, notes and deviations") { findings in
    [
      .paragraph("\(findings.study.mode.sentence)"),
      .list(steps(findings), isNumbered: true), .table(metricTable(findings)),
    ] + embedder(findings) + [
      notes(findings),
      .heading("Sources of the method", level: 3), .bullets(references(findings)),
    ]
  }

  private static func steps(_ findings: Findings) -> [Prose] {
    let common: [Prose] = [
      """
      \(strong: "Similarity.") Each metric compares the answers of two subjects probe by probe and \
      averages over the probes that both answered. A larger value means more alike.
      """,
      """
      \(strong: "Length.") Answers of like length look alike. What difference in length explains \
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
      source is at least the observed one) / (1 + all such lineages). It is never zero. Models without \
      a known teacher and students of other makers, who are measured without their teacher, are \
      ranked apart, and the larger p counts.
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
      """)
  }

  private static func notes(_ findings: Findings) -> Block {
    let notes = findings.study.notes
    guard !notes.isEmpty else { return .paragraph("No notes and no deviations were recorded.") }
    return .callout(
      Callout(
        kind: .note, title: "Notes and deviations, as recorded",
        body: [.bullets(notes.map { .name($0) })]))
  }

  private static func references(_ findings: Findings) -> [Prose] {
    var seen: Set<String> = []
    let ofMetrics = findings.metrics.map(\.descriptor.citation).filter {
      !$0.isEmpty && seen.insert($0).inserted
    }
    return (general + (findings.allowsRatio ? ofRatios : []) + ofMetrics).map { .name($0) }
  }

  private static let general = [
    """
    Auckenthaler, Carey & Lloyd-Thomas (2000), Score normalization for text-independent speaker \
    verification systems
    """,
    "Holm (1979), A simple sequentially rejective multiple test procedure",
  ]

  private static let ofRatios = [
    "ENFSI (2015), Guideline for evaluative reporting in forensic science",
    "Meuwly, Ramos & Haraksim (2017), validation of likelihood-ratio methods",
    "Vergeer et al. (2016), bounds on numerical likelihood ratios",
    "Brümmer & du Preez (2006), Application-independent evaluation of speaker detection",
  ]
}
