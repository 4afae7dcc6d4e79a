import Similarity

extension Section {
  /// The question, the answer with its limits, and the suspect among its controls.
  static let summary = Section(id: "summary", title: "Summary") { findings in
    let blocks = findings.perHeadline { headline, path in
      Summary(findings: findings, headline: headline, path: path).blocks()
    }
    guard findings.headlines.count > 1 else { return blocks }
    return [.callout(Summary.severalSources(findings))] + blocks
  }
}

private struct Summary {
  var findings: Findings
  var headline: Headline
  var path: FindingPath

  private var pair: PairFinding { headline.pair }
  private var pairPath: FindingPath { path / "pair" }
  private var hypotheses: Hypotheses { Hypotheses(pair) }
  private var standing: Standing { Standing(headline, sources: findings.headlines.count) }

  /// The ratio, when it may be printed.
  private var ratio: RatioWording? {
    guard findings.allowsRatio, let ratio = pair.ratio else { return nil }
    return RatioWording(
      headline: headline, ratio: ratio, path: pairPath / "ratio",
      hasLabel: findings.allowsLabel)
  }

  func blocks() -> [Block] {
    [question, answer] + picture + unlabelledRatio + ratioPicture + limits + additions
  }

  static func severalSources(_ findings: Findings) -> Callout {
    Callout(
      kind: .caution, title: "Several sources were compared",
      body: Block.paragraphs(
        """
        \(.count(findings.headlines.count, at: .root / "headlines")) sources were compared with \
        the same suspect. Each answer below stands for its own source. The more sources are \
        compared, the more often one of them comes out high by chance. Ranks are therefore adjusted \
        for all of them (Holm); a likelihood ratio, where there is one, is calibrated on the largest \
        of several and belongs to the nearest source. No number is corrected twice.
        """))
  }

  private var question: Block {
    .callout(
      Callout(
        kind: .question, title: "Question",
        body: Block.paragraphs(
          """
          Was \(hypotheses.suspect) trained on outputs of \(hypotheses.source)? From answers \
          alone, this report examines one part of that question: whether the two are more alike \
          than unrelated models are, in what unrelated models do not do.
          """)))
  }

  private var answer: Block {
    let isLabelled = ratio?.hasLabel == true
    let title = headline.relationTitle ?? (isLabelled ? labelledTitle : standing.title)
    let body = isLabelled ? labelledAnswer : rankAnswer
    return .callout(Callout(kind: .answer, title: title, body: body.map { .paragraph($0) }))
  }

  // MARK: With a labelled ratio

  private var labelledTitle: Prose {
    guard let label = pair.ratio.map(VerbalLabel.init) else { return "" }
    let word = label.support.word
    let capital = word.prefix(1).uppercased() + word.dropFirst()
    return switch label.direction {
    case .neither:
      standing.isApart
        ? "The suspect stands apart from the unrelated controls; the ratio is inconclusive"
        : "Inconclusive: no support for either side"
    case .related: "\(capital) support for relatedness"
    case .unrelated: "\(capital) support for no relation"
    }
  }

  private var labelledAnswer: [Prose] {
    guard let ratio else { return [] }
    return [
      Prose.standing(pair, at: pairPath), adjusted, ratio.sentences, conclusion(ratio.ratio),
      dissent,
    ].compactMap { $0 }
  }

  private func conclusion(_ ratio: LikelihoodRatio) -> Prose {
    if let relation = headline.relationSentence(at: path) { return relation }
    let label = VerbalLabel(ratio)
    return switch label.direction {
    case .related:
      """
      In one sentence, with \(label.support.word) support: related; does not separate training on \
      outputs from \(unseparated). \(headline.directionSentence)
      """
    case .unrelated:
      """
      In one sentence, with \(label.support.word) support: not related. Absence of support is not \
      proof of independence.
      """
    case .neither:
      """
      In one sentence: inconclusive. The findings do not tell the two explanations apart. Absence \
      of support is not proof of independence.
      """
    }
  }

  private var unseparated: Prose { headline.unseparated.map(\.name).list(last: "or") }

  /// Said where ratio and rank point in different directions.
  private var dissent: Prose? {
    guard let ratio = pair.ratio, let rank = pair.rankP, rank.lineages > 0 else { return nil }
    let isRelated = VerbalLabel(ratio).direction == .related
    guard isRelated != standing.isApart else { return nil }
    let difference: Prose =
      isRelated
      ? "By rank alone the suspect does not stand apart at the level of .05."
      : "By rank the suspect stands apart at the level of .05; by the ratio there is no support."
    return """
      \(difference) Where ratio and rank differ, the weaker of the two should guide the reading.
      """
  }

  // MARK: Without one

  private var rankAnswer: [Prose] {
    guard let value = Prose.standing(pair, at: pairPath) else {
      return [absence, standing.reading].compactMap { $0 }
    }
    let relation: Prose? =
      standing.isElevated
      ? "Likeness of this kind does not separate training on outputs from \(unseparated)." : nil
    return [value, adjusted, standing.reading, relation, absence].compactMap { $0 }
  }

  /// The rank as it counts when several tests were made.
  private var adjusted: Prose? {
    guard let adjusted = headline.adjustedP, adjusted.tests > 1 else { return nil }
    return """
      Adjusted for the \(.count(adjusted.tests, at: path / "adjusted_p" / "tests")) primary tests of \
      this study it is \(.p(adjusted.value, at: path / "adjusted_p" / "value")) (Holm).
      """
  }

  /// Why there is no excess or no ratio.
  private var absence: Prose? {
    if let reason = pair.notMeasurable {
      return "No excess could be measured: \(reason.clause). \(reason.remedy)"
    }
    if findings.study.mode == .exploratory {
      return "The study is exploratory, so nothing is said about the strength of support."
    }
    guard pair.ratio == nil else { return nil }
    guard let reason = pair.noRatio else { return "No likelihood ratio is given." }
    return "No likelihood ratio is given: \(reason.clause)."
  }

  private var unlabelledRatio: [Block] {
    guard let ratio, !ratio.hasLabel else { return [] }
    let isLocked = findings.study.mode == .locked
    let reason: Prose =
      isLocked ? "several sources were compared" : "the plan was not fixed before the answers"
    return [
      .heading(
        isLocked ? RatioHeading.severalSources : RatioHeading.retrospective,
        level: findings.innerLevel),
      .paragraph(ratio.sentences),
      .paragraph("No word is attached to this number, because \(reason)."),
    ]
  }

  // MARK: Pictures

  private var picture: [Block] {
    ControlPicture(headline: headline, path: path).figure().map { [.figure($0)] } ?? []
  }

  private var ratioPicture: [Block] {
    guard let ratio else { return [] }
    let plot = RatioPlot(
      ratio: ratio.ratio, path: ratio.path, name: pair.suspect, hasBands: ratio.hasLabel)
    let words: Prose = ratio.hasLabel ? ", with the words of Appendix A above it" : ""
    return [
      .figure(
        Figure(
          title: "The likelihood ratio with its interval and limits",
          description: "Ratio \(Prose.ratio(ratio.ratio, at: ratio.path)).",
          drawing: plot.drawing(),
          caption: """
            The likelihood ratio (diamond) with its 95 % interval\(words). The dotted lines are \
            the limits that the number of control lineages sets \
            (n = \(.count(ratio.ratio.unrelatedLineages, at: ratio.path / "unrelated_lineages")) \
            unrelated, \
            \(.count(ratio.ratio.derivedLineages, at: ratio.path / "derived_lineages")) derived). \
            If the two were unrelated, the diamond would be expected left of 1.
            """))
    ]
  }

  // MARK: Limits

  private var limits: [Block] {
    let items = [bound, untested, ratio?.failures, scope].compactMap { $0 }
    return [.heading("Limits of this answer", level: findings.innerLevel), .bullets(items)]
  }

  private var bound: Prose? {
    guard let bound = headline.falsePositiveBound else { return nil }
    return """
      \(.count(headline.unrelatedLineages, at: path / "unrelated_lineages")) unrelated lineages \
      leave it open whether as many as \(.percent(bound, at: path / "false_positive_bound")) of \
      unrelated models score as high as this suspect (one-sided 95 % bound).
      """
  }

  private var untested: Prose? {
    let names = headline.alternatives.filter { !$0.isTested }.map(\.hypothesis.name)
    guard !names.isEmpty else { return nil }
    return "Not tested in this study: \(names.list(last: "and"))."
  }

  private var scope: Prose {
    """
    Likeness of answers does not say who asked whom, when or how much, and it is not a breach of \
    anything by itself; see the section on what this does not show.
    """
  }

  private var additions: [Block] {
    let lacking = Advice.additions(headline, at: path, allowsRatio: findings.allowsRatio)
    guard !lacking.isEmpty else { return [] }
    let items = lacking + [Advice.cost(findings, of: pair.suspect)].compactMap { $0 }
    return [
      .callout(
        Callout(
          kind: .note, title: "What would allow more to be said", body: [.bullets(items)]))
    ]
  }
}

extension Standing {
  fileprivate var isApart: Bool { if case .apart = self { true } else { false } }

  /// Whether the suspect came out above the unrelated controls.
  fileprivate var isElevated: Bool {
    switch self {
    case .apart, .firstOfTooFew: true
    case .notMeasurable, .described, .alone, .among: false
    }
  }
}

/// The headings that ratios stand under.
enum RatioHeading {
  static let retrospective: Prose = "Retrospective: answers existed before the plan"
  static let severalSources: Prose = "Several sources: a ratio without a verbal label"
}
