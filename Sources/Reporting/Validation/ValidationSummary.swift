import Similarity

extension ValidationSection {
  /// How many criteria are met, and which are not.
  static let summary = ValidationSection(id: "summary", title: "Summary") { validation in
    let rows = validation.matrix
    let missed = rows.filter { !$0.passed }
    let open = missed.count { $0.value == nil }
    let title: Prose =
      """
      \(Rounding.count(rows.count - missed.count)) of \(Rounding.count(rows.count)) criteria met, \
      \(Rounding.count(missed.count - open)) missed, \(Rounding.count(open)) not measurable here and \
      so not met
      """
    let body: [Block] = [
      .paragraph(
        validation.data.kind == .lab
          ? """
          Measured on small models trained for the purpose, whose lineage is known. They can refute \
          the instrument; how alike unrelated real models are can only be learnt from real models.
          """
          : """
          Measured on recorded answers of real models with labels of their lineage. Every figure \
          leaves the lineage of the scored suspect out of every fit.
          """)
    ]
    let list: [Block] =
      missed.isEmpty
      ? []
      : [
        .heading("Criteria not met", level: 3),
        .bullets(
          missed.map {
            "\(name: $0.metric): required \(name: $0.criterion), found \(name: $0.result)"
          }),
      ]
    return [.callout(Callout(kind: .answer, title: title, body: body))] + list
  }

  /// The validation matrix in full.
  static let matrix = ValidationSection(id: "matrix", title: "Validation matrix") { validation in
    guard !validation.matrix.isEmpty else { return [] }
    return [
      .table(
        Table(
          "What was required, and whether it was met.",
          columns: [
            .text("Characteristic"), .text("Measure"), .text("Criterion"), .text("Result"),
            .text("Met"),
          ],
          rows: validation.matrix.map { row in
            [
              .name(row.characteristic), .name(row.metric), .name(row.criterion),
              .name(row.result),
              row.passed ? "yes" : "\(strong: "no")",
            ]
          },
          note: validation.matrix.first.map { "Data: \(name: $0.data)." }))
    ]
  }

  private static func questions(_ conditions: ValidityConditions) -> Prose {
    if let digest = conditions.questions { return .code(digest) }
    return conditions.modelClass == .lab ? "those of every population's own world" : "not recorded"
  }

  /// Outside of what the figures hold.
  static let conditions = ValidationSection(id: "conditions", title: "Validated for") {
    validation in
    let (conditions, path) = (validation.conditions, FindingPath.root / "conditions")
    let temperatures =
      conditions.temperatures.isEmpty
      ? "not recorded" : conditions.temperatures.map { "\($0)" }.joined(separator: ", ")
    return [
      .paragraph("The figures hold under these conditions. Outside them they say nothing."),
      .definitions([
        Definition(
          "Models",
          conditions.modelClass == .lab
            ? "small models of the lab; never a statement about real ones" : "recorded real models"),
        Definition("Metrics", conditions.metrics.map { Prose.code($0) }.list(last: "and")),
        Definition("Writing systems", .name(conditions.scripts.joined(separator: ", "))),
        Definition("Questions", questions(conditions)),
        Definition("Samples of a probe", .number(.count(conditions.samples, at: path / "samples"))),
        Definition("Temperatures", .name(temperatures)),
        Definition(
          "Reference families",
          """
          \(.count(conditions.fewestFamilies, at: path / "fewest_families")) to \
          \(.count(conditions.mostFamilies, at: path / "most_families"))
          """),
        Definition(
          "Controls",
          """
          \(.count(conditions.unrelatedLineages, at: path / "unrelated_lineages")) unrelated and \
          \(.count(conditions.derivedLineages, at: path / "derived_lineages")) derived lineages
          """),
      ]),
    ]
  }
}
