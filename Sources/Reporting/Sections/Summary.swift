import Similarity

extension Section {
  /// The question, the answer in plain words, its picture, the same in numbers, and its limits.
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

  private var ratio: RatioWording? { findings.ratioWording(headline, at: path) }

  func blocks() -> [Block] { [question, answer] + picture + numbers + limits + additions }

  static func severalSources(_ findings: Findings) -> Callout {
    let common: Prose = """
      \(.count(findings.headlines.count, at: .root / "headlines")) sources were compared with \
      the same suspect. Each answer below stands for its own source. The more sources are \
      compared, the more often one of them comes out high by chance. Ranks are therefore adjusted \
      for all of them (Holm).
      """
    let ratios: Prose = """
      A likelihood ratio, where there is one, is calibrated on the largest of several and belongs \
      to the nearest source. No number is corrected twice.
      """
    return Callout(
      kind: .caution, title: "Several sources were compared",
      body: [.paragraph(findings.allowsRatio ? [common, ratios].sentences() : common)])
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

  // MARK: In words

  private var answer: Block {
    let isLabelled = ratio?.hasLabel == true
    let relationTitle = findings.allowsRatio ? headline.relationTitle : nil
    let title = relationTitle ?? (isLabelled ? labelledTitle : standing.title)
    let plain = PlainWording(headline: headline, standing: standing, path: path).sentences
    let body = [plain, isLabelled ? conclusion : relation].compactMap { $0 }
    return .callout(Callout(kind: .answer, title: title, body: body.map { .paragraph($0) }))
  }

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

  private var conclusion: Prose? {
    guard let ratio = ratio?.ratio else { return nil }
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

  private var relation: Prose? {
    guard standing.isElevated else { return nil }
    return "Likeness of this kind does not separate training on outputs from \(unseparated)."
  }

  // MARK: In numbers

  private var numbers: [Block] {
    let words = [Prose.standing(pair, at: pairPath), adjusted, standing.reading, absence]
    let body = words.compactMap { $0 }.map { Block.paragraph($0) }
    return [.heading("The answer in numbers", level: findings.innerLevel)] + body + ratioWords
  }

  private var ratioWords: [Block] {
    guard let ratio else { return [] }
    guard ratio.hasLabel else { return unlabelled(ratio) }
    return [ratio.sentences, dissent].compactMap { $0 }.map { .paragraph($0) }
  }

  private func unlabelled(_ ratio: RatioWording) -> [Block] {
    let isLocked = findings.study.mode == .locked
    let reason: Prose =
      isLocked ? "several sources were compared" : "the plan was not fixed before the answers"
    let last: [Block] = dissent.map { [.paragraph($0)] } ?? []
    return [
      .heading(
        isLocked ? RatioHeading.severalSources : RatioHeading.retrospective,
        level: findings.innerLevel),
      .paragraph(ratio.sentences),
      .paragraph("No word is attached to this number, because \(reason)."),
    ] + last
  }

  /// Said where ratio and rank point in different directions.
  private var dissent: Prose? {
    guard let ratio = pair.ratio, let rank = pair.rankP, rank.lineages > 0 else { return nil }
    let isRelated = VerbalLabel(ratio).direction == .related
    guard isRelated != standing.isApart else { return nil }
    let difference: Prose =
      isRelated
      ? "By rank alone the suspect does not stand apart at the level of .05."
      : """
      By rank the suspect stands apart at the level of .05; the interval of the ratio does not set \
      the two explanations apart, so by the ratio there is no support.
      """
    return """
      \(difference) Where ratio and rank differ, the weaker of the two should guide the reading.
      """
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

  private var picture: [Block] {
    ControlPicture(headline: headline, path: path).figure().map { [.figure($0)] } ?? []
  }

  // MARK: Limits

  private var limits: [Block] {
    let items = [bound, untested, ratio?.failures, scope].compactMap { $0 }
    return [.heading("Limits of this answer", level: findings.innerLevel), .bullets(items)]
  }

  private var bound: Prose? {
    guard let bound = headline.falsePositiveBound, let rank = pair.rankP else { return nil }
    let lineages = Prose.counted(
      rank.lineages, "unrelated lineage", at: pairPath / "rank_p" / "lineages")
    return """
      \(lineages) cannot exclude that up to \
      \(.percent(bound, at: path / "false_positive_bound")) of unrelated models score as high as \
      this suspect (one-sided 95 % bound).
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
