import Similarity

extension Section {
  /// The probes that weigh most, side by side.
  static let tellingProbes = Section(id: "probes", title: "Telling probes side by side") {
    findings in
    let blocks = findings.perHeadline { headline, path in
      headline.tellingProbes.enumerated().flatMap { index, probe in
        [.heading("Probe \(name: probe.probe)", level: findings.innerLevel)]
          + probeBlocks(probe, headline.pair, path / "telling_probes" / index)
      }
    }
    guard !blocks.isEmpty else {
      return Block.paragraphs("No single probe was recorded as telling.")
    }
    return [.paragraph(opening)] + blocks
  }

  private static let opening: Prose = """
    The probes that weigh most in the comparison, for and against. They were chosen because they \
    weigh most, so they illustrate the result and are no evidence beyond it. A positive weight \
    speaks for relatedness, a negative one against. Prompts and answers are quoted as recorded.
    """

  private static func probeBlocks(
    _ probe: TellingProbe, _ pair: PairFinding, _ path: FindingPath
  ) -> [Block] {
    let sign = probe.contribution < 0 ? "against relatedness" : "for relatedness"
    let weight = Quantity.decimal(probe.contribution, at: path / "contribution")
    let share = Quantity.percent(
      probe.shareAmongUnrelated, at: path / "share_among_unrelated")
    return [
      .paragraph(
        """
        Weight \(weight), \(sign). \(share) of the unrelated controls gave the answer of the source.
        """),
      .quotations([Quotation("Asked", probe.prompt)]),
      .quotations([
        Quotation("Suspect, \(Prose.shortName(pair.suspect))", probe.suspectAnswer),
        Quotation("Source, \(Prose.shortName(pair.source))", probe.sourceAnswer),
      ]),
    ]
  }
}
