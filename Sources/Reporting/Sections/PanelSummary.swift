import Similarity

extension Section {
  /// For recorded panels: how well the instrument does on these models, first.
  static let panelSummary = Section(id: "summary", title: "Summary") { findings in
    guard let validity = findings.validity else { return withoutValidity(findings) }
    let summary = PanelSummary(findings: findings, validity: validity)
    return [question, summary.answer] + summary.picture + summary.limits
  }

  private static let question = Block.callout(
    Callout(
      kind: .question, title: "Question",
      body: Block.paragraphs(
        """
        How well does the comparison tell models trained on the outputs of a source from \
        unrelated models, on these models and probes?
        """)))

  private static func withoutValidity(_ findings: Findings) -> [Block] {
    let answer = Callout(
      kind: .answer, title: "Description only: not known on these models",
      body: Block.paragraphs(
        """
        No pair of known relation is part of these findings, so it cannot be said how well the \
        comparison tells derived from unrelated models here. The scores below describe likeness \
        and support no conclusion about descent.
        """))
    return [question, .callout(answer)]
  }
}

private struct PanelSummary {
  var findings: Findings
  var validity: Validity

  private let path = FindingPath.root / "validity"

  /// The method the answer is about: the first one listed.
  private var method: Validity.Method? { validity.methods.first }
  private var methodPath: FindingPath { path / "methods" / 0 }

  var answer: Block {
    let separation = isSmall ? [few, pooled] : [pooled, fixed, found, sourceOnly]
    let body = ([counts] + separation + [alarms, ratio]).compactMap { $0 }
    return .callout(
      Callout(kind: .answer, title: title, body: body.map { .paragraph($0) }))
  }

  /// Whether the derived lineages are too few to say how well they are told apart.
  private var isSmall: Bool { validity.derivedLineages < Advice.derivedForRatio }

  private var title: Prose {
    if validity.derivedSuspects == 0 { return "No derived models here: false alarms only" }
    if isSmall { return "Too few derived models to measure separation: false alarms only" }
    guard let auc = method?.auc else { return "Separation could not be measured" }
    let value = Quantity.fraction(auc.value, at: methodPath / "auc" / "value")
    if let low = auc.low, low <= 0.5 { return "Inconclusive: AUC \(value), guessing included" }
    guard let fixed = method?.sourceFixed else { return "AUC \(value) over all units" }
    return """
      AUC \(value) over all units; \
      \(.fraction(fixed.value, at: methodPath / "source_fixed" / "value")) with the source fixed
      """
  }

  private var counts: Prose {
    """
    \(Prose.counted(validity.derivedSuspects, "derived suspect", at: path / "derived_suspects")) \
    from \(Prose.counted(validity.derivedLineages, "lineage", at: path / "derived_lineages")) and \
    \(Prose.counted(validity.unrelatedUnits, "unrelated unit", at: path / "unrelated_units")) from \
    \(Prose.counted(validity.unrelatedLineages, "lineage", at: path / "unrelated_lineages")) were \
    scored, each with its own lineage left out of every fit.
    """
  }

  private var few: Prose {
    """
    With fewer than \(Rounding.count(Advice.derivedForRatio)) derived lineages nothing can be \
    said about how well students are told from unrelated models; what follows describes these \
    models only.
    """
  }

  /// How many unrelated units each criterion would have flagged.
  private var alarms: Prose? {
    let rows = validity.falseAlarms.enumerated().filter {
      findings.allows($0.element) && $0.element.trials > 0
    }
    guard !rows.isEmpty else { return nil }
    let counts = rows.map { index, alarm -> Prose in
      let place = path / "false_alarms" / index
      return """
        \(.count(alarm.accused, at: place / "accused")) of \
        \(.count(alarm.trials, at: place / "trials")) by \(name: alarm.criterion) \
        [\(.percent(alarm.low, at: place / "low"))–\(.percent(alarm.high, at: place / "high"))]
        """
    }
    return """
      Unrelated lineages, tried once for every maker of sources, that would have been flagged: \
      \(counts.list(last: "and")).
      """
  }

  private var pooled: Prose? {
    guard let auc = method?.auc else { return nil }
    let value = Prose.estimate(auc, at: methodPath / "auc", as: Quantity.fraction)
    let guessing: Prose =
      (auc.low ?? 1) <= 0.5
      ? " The interval contains .5, which guessing would give: no separation is shown." : ""
    return """
      A derived unit scored above an unrelated one in a share of \(value) of all such \
      comparisons (AUC, 95 % interval).\(guessing)
      """
  }

  private var fixed: Prose? {
    guard let fixed = method?.sourceFixed else { return nil }
    let value = Prose.estimate(fixed, at: methodPath / "source_fixed", as: Quantity.fraction)
    return """
      With the source fixed, which is the question asked about a suspect, it is \(value) (A).
      """
  }

  private var found: Prose? {
    guard let found = method?.truePositiveRate5 else { return nil }
    let value = Prose.estimate(found, at: methodPath / "tpr_at_5", as: Quantity.percent)
    return "Where 5 % of the unrelated units are flagged, \(value) of the derived ones are found."
  }

  private var sourceOnly: Prose? {
    guard let rule = validity.sourceOnlyAUC else { return nil }
    let value = Quantity.fraction(rule, at: path / "source_only_auc")
    let caution: Prose =
      rule >= (method?.auc?.value ?? 0)
      ? " The pooled figure shows no more than that; read A instead." : ""
    return """
      A rule that reads no answer, and only asks whether the source is of the maker most teachers \
      here come from, reaches \(value).\(caution)
      """
  }

  private var ratio: Prose? {
    guard findings.allowsRatio else { return nil }
    if let reason = validity.noRatio {
      return "No likelihood ratios are given: \(reason.clause)."
    }
    guard let cost = method?.cllr else { return nil }
    let value = Prose.estimate(cost, at: methodPath / "cllr", as: Quantity.decimal)
    let label: Prose =
      findings.allowsLabel
      ? "" : " They carry no verbal label, because the plan was not fixed before the answers."
    return "The likelihood ratios cost \(value) (Cllr; 0 is perfect, 1 says nothing).\(label)"
  }

  var picture: [Block] { UnitPicture(validity: validity).figure().map { [.figure($0)] } ?? [] }

  var limits: [Block] {
    [
      .heading("Limits of this answer", level: 3),
      .bullets([
        "It holds for the models and probes listed here, and for relations as they are labelled.",
        """
        Labels of unrelated models can be wrong: public text contains chatbot output. Such a \
        model counts here as a false alarm.
        """,
        """
        Relatedness is seen, not training on outputs: common weights, a common teacher and the \
        reverse direction are not told apart.
        """,
        """
        The fused metrics were chosen with recorded panels at hand. Where this panel was one of them, \
        the figures above flatter the instrument.
        """,
      ]),
    ]
  }
}
