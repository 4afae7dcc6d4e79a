import Similarity

extension Section {
  /// How the instrument did on pairs of known relation.
  static let validity = Section(id: "validity", title: "Validation of the instrument") { findings in
    guard let validity = findings.validity else {
      return Block.paragraphs(
        """
        The instrument was not measured within this study: it holds no pairs of known relation \
        beside the one examined, or too few.
        """)
    }
    let tables = ValidityTables(findings: findings, validity: validity)
    let curves = validity.curves.map {
      InstrumentCurves(findings: findings, validity: validity, curves: $0).blocks()
    }
    let figures = tables.separation + MetricSeparation(validity: validity).blocks + tables.errors
    return [.paragraph(ValidityWords.opening)] + figures + tables.ratios + tables.units
      + ValidationMatrix.blocks(findings) + (curves ?? [])
  }
}

private enum ValidityWords {
  static let opening: Prose = """
    Every pair below has a relation stated beforehand, by labels or declarations that can be wrong. \
    Each was scored with its own lineage left \
    out of every fit, as the tested pair is. The unit is a suspect with one maker of sources. \
    Values in brackets are 95 % intervals from resampling both probes and lineages.
    """

  static let reading: [Definition] = [
    Definition(
      "AUC",
      "How often a derived unit scores above an unrelated one, over all units. .5 is guessing."),
    Definition(
      "A, source fixed",
      """
      The same, with the source kept: models derived from it against models that are not. This \
      is the question asked about a suspect.
      """),
    Definition(
      "B, suspect fixed",
      """
      The same, with the suspect kept: its teacher against other makers. It asks whether the \
      right source comes first; being the nearest is not evidence by itself.
      """),
    Definition(
      "Found at 5 %, 1 %",
      """
      The share of derived units above the score that 5 % or 1 % of the unrelated units exceed.
      """),
  ]

  static let outOfFold: Prose = """
    Each unit received the ratio that a calibration without its lineage gives it, within the \
    limits that the number of lineages sets.
    """

  static let unlabelled: Prose = """
    \(outOfFold) The ratios below are numbers without a verbal label, because the plan was not \
    fixed before the answers.
    """

  static let cost = Definition(
    "Cllr, Cllr min",
    """
    The cost of the likelihood ratios as stated, and the cost that would remain if only their \
    order counted. 0 is perfect, 1 says nothing; the difference is the cost of calibration.
    """)
}

private struct ValidityTables {
  var findings: Findings
  var validity: Validity

  private let path = FindingPath.root / "validity"

  // MARK: Separation

  var separation: [Block] {
    let figure = UnitPicture(validity: validity).figure()
    let picture: [Block] =
      findings.headlines.isEmpty ? [] : figure.map { [.figure($0)] } ?? []
    guard !measures.isEmpty else {
      return picture
        + Block.paragraphs(
          """
          How well derived units are told from unrelated ones could not be measured: one of the two \
          kinds is missing or too few.
          """)
    }
    let words = ValidityWords.reading + (findings.allowsRatio ? [ValidityWords.cost] : [])
    return picture + [.table(methods), .paragraph(sourceOnly), .definitions(words)]
  }

  private struct Measure {
    var title: String
    var key: String
    var estimate: KeyPath<Validity.Method, Validity.Estimate?>
    var quantity: (Double, FindingPath) -> Quantity
  }

  private var measures: [Measure] {
    let all = [
      Measure(title: "AUC", key: "auc", estimate: \.auc, quantity: Quantity.fraction),
      Measure(
        title: "A", key: "source_fixed", estimate: \.sourceFixed, quantity: Quantity.fraction),
      Measure(
        title: "B", key: "suspect_fixed", estimate: \.suspectFixed, quantity: Quantity.fraction),
      Measure(
        title: "Found at 5 %", key: "tpr_at_5", estimate: \.truePositiveRate5,
        quantity: Quantity.percent),
      Measure(
        title: "Found at 1 %", key: "tpr_at_1", estimate: \.truePositiveRate1,
        quantity: Quantity.percent),
    ]
    let costs = [
      Measure(title: "Cllr", key: "cllr", estimate: \.cllr, quantity: Quantity.decimal),
      Measure(title: "Cllr min", key: "cllr_min", estimate: \.cllrMin, quantity: Quantity.decimal),
    ]
    return (all + (findings.allowsRatio ? costs : [])).filter { measure in
      validity.methods.contains { $0[keyPath: measure.estimate] != nil }
    }
  }

  private var methods: Table {
    let measures = measures
    return Table(
      """
      Separation of \
      \(Prose.counted(validity.derivedSuspects, "derived suspect", at: path / "derived_suspects")) \
      (\(Prose.counted(validity.derivedLineages, "lineage", at: path / "derived_lineages"))) from \
      \(Prose.counted(validity.unrelatedUnits, "unrelated unit", at: path / "unrelated_units")) \
      (\(Prose.counted(validity.unrelatedLineages, "lineage", at: path / "unrelated_lineages"))).
      """,
      columns: [.text("Method")] + measures.map { .number($0.title) },
      rows: validity.methods.enumerated().map { index, method in
        [.name(method.title)]
          + measures.map { measure in
            method[keyPath: measure.estimate].map {
              .estimate($0, at: path / "methods" / index / measure.key, as: measure.quantity)
            } ?? ""
          }
      },
      note: "Metrics: " + metricsOfMethods)
  }

  private var metricsOfMethods: Prose {
    validity.methods.map { method in
      let ids = method.metrics.map { Prose.code($0) }.list(last: "and")
      return "\(name: method.title): \(ids)."
    }.sentences()
  }

  private var sourceOnly: Prose {
    guard let rule = validity.sourceOnlyAUC else {
      return "The rule that looks at the source alone could not be evaluated here."
    }
    return """
      \(strong: "Source-only rule: AUC \(.fraction(rule, at: path / "source_only_auc")).") It reads \
      no answer and only asks whether the source is of the maker most teachers here come from. \
      Where it comes near the pooled AUC, the pooled AUC says little; A is free of this, because \
      the source is the same on both sides.
      """
  }

  // MARK: Errors

  var errors: [Block] {
    let alarms = validity.falseAlarms.enumerated().filter { findings.allows($0.element) }
    guard !alarms.isEmpty else { return [] }
    return [
      .table(
        Table(
          """
          False alarms: unrelated lineages that would have been flagged, each tried once for every \
          maker of sources it was scored against.
          """,
          columns: [
            .text("Criterion"), .number("Flagged"), .number("Of"), .number("95 % interval"),
          ],
          rows: alarms.map { row($0.element, path / "false_alarms" / $0.offset) },
          note: """
            Clopper-Pearson intervals. Trials of one lineage against several makers are not \
            independent, so the intervals are narrower than they should be. Of 0: nobody here could \
            meet the criterion, so nothing is known of how often it is met wrongly.
            """))
    ]
  }

  private func row(_ alarm: Validity.FalseAlarms, _ path: FindingPath) -> [Prose] {
    [
      .name(alarm.criterion), .number(.count(alarm.accused, at: path / "accused")),
      .number(.count(alarm.trials, at: path / "trials")),
      "\(.percent(alarm.low, at: path / "low"))–\(.percent(alarm.high, at: path / "high"))",
    ]
  }

  // MARK: Ratios

  var ratios: [Block] {
    guard findings.allowsRatio else { return [] }
    if let reason = validity.noRatio {
      return Block.paragraphs(
        "No likelihood ratios are given: \(reason.clause). \(reason.remedy)")
    }
    let (derived, unrelated) = (values(isDerived: true), values(isDerived: false))
    guard !derived.isEmpty, !unrelated.isEmpty else { return [] }
    let isLocked = findings.study.mode == .locked
    return [
      .heading(isLocked ? "Likelihood ratios" : RatioHeading.retrospective, level: 3),
      .paragraph(isLocked ? ValidityWords.outOfFold : ValidityWords.unlabelled),
      .figure(tippett(derived, unrelated)),
    ]
  }

  private func values(isDerived: Bool) -> [Double] {
    validity.units.filter { $0.isDerived == isDerived }.compactMap(\.log10LR)
  }

  private func tippett(_ derived: [Double], _ unrelated: [Double]) -> Figure {
    Figure(
      title: "Tippett plot",
      description: """
        Two falling staircases over the likelihood ratio, one for derived and one for unrelated \
        units; the farther apart, the better.
        """,
      drawing: TippettPlot(derived: derived, unrelated: unrelated).drawing(),
      caption: """
        Tippett plot: the share of units whose likelihood ratio is at least the value below, for \
        derived units (solid) and unrelated units (dashed), out of fold and after the limits. \
        Where the dashed line lies above zero to the right of 1, unrelated models received \
        misleading ratios; where the solid line has fallen at the left of 1, derived ones did.
        """)
  }

  // MARK: Units

  private var hasRatios: Bool {
    findings.allowsRatio && validity.units.contains { $0.log10LR != nil }
  }

  var units: [Block] {
    let ranked = validity.units.enumerated().sorted { $0.element.excess > $1.element.excess }
    let derived = ranked.filter(\.element.isDerived)
    let unrelated = ranked.filter { !$0.element.isDerived }.prefix(10)
    var blocks: [Block] = []
    if !derived.isEmpty {
      blocks.append(.table(table("Derived suspects, by excess.", derived)))
    }
    if !unrelated.isEmpty {
      blocks.append(
        .table(
          table(
            """
            The unrelated units that scored highest: how high a model can score without being \
            derived, as labelled.
            """, Array(unrelated))))
    }
    return blocks
  }

  private func table(
    _ caption: Prose, _ units: [(offset: Int, element: Validity.Unit)]
  ) -> Table {
    let ratio: [Table.Column] = hasRatios ? [.number("Ratio")] : []
    return Table(
      caption,
      columns: [.text("Suspect"), .text("Maker of source"), .text("Lineage"), .number("Excess")]
        + ratio + [.number("Rank")],
      rows: units.map { unitRow($0.element, path / "units" / $0.offset) })
  }

  private func unitRow(_ unit: Validity.Unit, _ path: FindingPath) -> [Prose] {
    let ratio: Prose = .optional(unit.log10LR.map { .ratio(log10: $0, at: path / "log10_lr") })
    let rank: Prose =
      unit.rankP.map { $0.lineages > 0 ? .rank($0, at: path / "rank_p") : "" } ?? ""
    return [
      .name(unit.suspect), .name(unit.sourceMaker), .name(unit.lineage),
      .number(.decimal(unit.excess, at: path / "excess")),
    ] + (hasRatios ? [ratio] : []) + [rank]
  }
}
