import Similarity

extension Section {
  /// The comparison on each probe set, and single probes side by side.
  static let tellingProbes = Section(id: "probes", title: "Evidence by probe set, side by side") {
    findings in
    findings.perHeadline { headline, path in
      ProbeSetTable(findings: findings, headline: headline, path: path).blocks
        + TellingWords(headline: headline, path: path, level: findings.innerLevel).blocks
    }
  }
}

/// Every probe set by itself.
private struct ProbeSetTable {
  var findings: Findings
  var headline: Headline
  var path: FindingPath

  var blocks: [Block] {
    guard let sets = headline.bySet, !sets.isEmpty else {
      return Block.paragraphs("The comparison was not made by probe set.")
    }
    return [
      .table(
        Table(
          "The suspect and the source on each probe set alone.",
          columns: [
            .text("Probe set"), .number("Probes"), .text("Metrics"), .number("Excess"),
            .number("Rank"), .text("Remark"),
          ], rows: sets.enumerated().map { row($1, path / "by_set" / $0) },
          note: """
            Parts of the same answers, not further evidence. The headline is made on all sets \
            together.
            """))
    ]
  }

  private func row(_ set: ProbeSetFinding, _ path: FindingPath) -> [Prose] {
    [
      .name(set.set), .number(.count(set.probes, at: path / "probes")),
      set.metrics.map { Prose.code($0) }.list(last: "and"),
      .optional(set.excess.map { .decimal($0, at: path / "excess") }),
      set.rankP.map { .rank($0, at: path / "rank_p") } ?? "",
      set.notMeasurable.map { "not measurable: \($0.clause)" } ?? "",
    ]
  }
}

/// Single probes, chosen because they weigh most.
private struct TellingWords {
  var headline: Headline
  var path: FindingPath
  var level: Int

  private var pair: PairFinding { headline.pair }

  var blocks: [Block] {
    let texts = headline.tellingTexts ?? []
    guard !headline.tellingProbes.isEmpty || !texts.isEmpty else {
      return Block.paragraphs("No single probe sets suspect and source apart from the controls.")
    }
    return [.paragraph(Self.opening)] + errors + (texts.isEmpty ? [] : self.texts(texts))
  }

  private static let opening: Prose = """
    The probes below were chosen because they weigh most, after the answers were seen. They \
    illustrate the result and are no evidence beyond it: among many probes some always stand out, \
    for a model without any relation as well. Prompts and answers are quoted as recorded.
    """

  // MARK: Shared errors

  private var errors: [Block] {
    guard let counts = headline.sharedErrors else { return [] }
    let place = path / "shared_errors"
    let summary: Prose = """
      Of \(.counted(counts.compared, "wrong answer", at: place / "compared")) of the source on \
      questions that the suspect answered as well, the suspect gave the same one \
      \(.counted(counts.shared, "time", at: place / "shared")); on the others the two differ. Shown \
      are those shared wrong answers that the fewest other models would be expected to give.
      """
    return [.heading("Shared wrong answers", level: level), .paragraph(summary)]
      + headline.tellingProbes.enumerated().flatMap {
        errorBlocks($1, path / "telling_probes" / $0)
      }
  }

  private func errorBlocks(_ probe: TellingProbe, _ path: FindingPath) -> [Block] {
    let weight = Quantity.decimal(probe.contribution, at: path / "contribution")
    let share = Quantity.percent(probe.shareAmongUnrelated, at: path / "share_among_unrelated")
    let key: [Quotation] = probe.key.map { [Quotation("Correct answer", $0)] } ?? []
    return [
      .heading("Probe \(name: probe.probe)", level: level + 1),
      .quotations([Quotation("Asked", probe.prompt)]),
      .quotations(
        [
          Quotation("Suspect, \(Prose.shortName(pair.suspect))", probe.suspectAnswer),
          Quotation("Source, \(Prose.shortName(pair.source))", probe.sourceAnswer),
        ] + key),
      .paragraph(
        """
        \(AnswerCounts(probe.unrelatedAnswers, at: path / "unrelated_answers").said(as: "Unrelated models answered")) \
        The answer of the source was given by \(share) of them. Weight \(weight) (natural logarithm; \
        above zero it speaks for relatedness).
        """),
    ]
  }

  // MARK: Texts

  private func texts(_ texts: [TellingText]) -> [Block] {
    [
      .heading("Alike in wording", level: level),
      .paragraph(
        """
        The free-text probes on which the suspect, compared with unrelated models, comes nearest to \
        the source. The beginnings of the responses of unrelated models are given with their \
        numbers.
        """),
    ] + texts.enumerated().flatMap { textBlocks($1, path / "telling_texts" / $0) }
  }

  private func textBlocks(_ text: TellingText, _ path: FindingPath) -> [Block] {
    [
      .heading("Probe \(name: text.probe)", level: level + 1),
      .quotations([Quotation("Asked", text.prompt)]),
      .quotations([
        Quotation("Suspect, \(Prose.shortName(pair.suspect))", text.suspectAnswer),
        Quotation("Source, \(Prose.shortName(pair.source))", text.sourceAnswer),
      ]),
      .paragraph(
        """
        \(AnswerCounts(text.openings, at: path / "openings").said(as: "Responses of unrelated models begin")) \
        On this probe alone, by \(code: text.metric), \(.rank(text.rankP, at: path / "rank_p")) \
        unrelated lineages are at least as alike to the source.
        """),
    ]
  }
}

/// What unrelated models said, with numbers.
private struct AnswerCounts {
  /// Answers named; the others are counted together.
  private static let longest = 6
  /// Characters of an answer shown within a sentence.
  private static let widest = 60

  private var answers: [AnswerCount]
  private var path: FindingPath

  init(_ answers: [AnswerCount]?, at path: FindingPath) {
    self.answers = answers ?? []
    self.path = path
  }

  func said(as opening: Prose) -> Prose {
    guard !answers.isEmpty else { return "No unrelated model answered this probe." }
    let named = answers.prefix(Self.longest).enumerated().map { index, answer -> Prose in
      "\(quote: Self.short(answer.answer)) (\(.count(answer.count, at: path / index / "count")))"
    }
    let others = answers.dropFirst(Self.longest).map(\.count).reduce(0, +)
    let rest: Prose = others > 0 ? "; \(Rounding.count(others)) otherwise" : ""
    return "\(opening): \(named.list(last: "and"))\(rest)."
  }

  private static func short(_ answer: String) -> String {
    let line = answer.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > widest ? line.prefix(widest) + "…" : line
  }
}
