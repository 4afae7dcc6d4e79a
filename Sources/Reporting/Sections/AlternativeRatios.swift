import Similarity

extension Section {
  /// Every alternative by its own numbers.
  static let alternativeRatios = Section(
    id: "by-alternative", title: "Against each alternative"
  ) { findings in
    findings.perHeadline { headline, path in
      AlternativeRatios(findings: findings, headline: headline, path: path).blocks()
    }
  }
}

private struct AlternativeRatios {
  var findings: Findings
  var headline: Headline
  var path: FindingPath

  private var ratio: RatioWording? { findings.ratioWording(headline, at: path) }
  private var hasRatios: Bool {
    findings.allowsRatio && headline.alternatives.contains { $0.ratio != nil }
  }

  func blocks() -> [Block] { [.paragraph(opening), .table(table)] + picture }

  private var opening: Prose {
    guard findings.allowsRatio else {
      return """
        Each alternative has its own controls, and each row its own numbers. Only description and \
        rank are given, because the plan was changed after answers were seen.
        """
    }
    return """
      Each alternative has its own controls, and each row its own numbers; none is folded into \
      another. A ratio is given only from 10 lineages of controls that stand for the alternative, \
      and 5 derived ones, on.
      """
  }

  private var table: Table {
    let ratios: [Table.Column] =
      hasRatios
      ? [.number("Ratio [95 %]"), .text("Limits")]
        + (findings.allowsLabel ? [.text("In words")] : []) : []
    return Table(
      "H1 against each alternative.",
      columns: [.text("Alternative"), .number("Lineages")] + ratios
        + [.number("Rank"), .number("Adjusted p")],
      rows: headline.alternatives.enumerated().map { row($1, path / "alternatives" / $0) },
      note: """
        Lineages: controls that speak to the alternative, as the rank counts them\(calibratedOn). Rank: how many of them are at least as \
        alike to the source as the suspect is; for the reverse direction, how many groups of \
        derived controls are as asymmetric when turned round. A dash: not tested, or too few \
        lineages.
        """)
  }

  /// Said where ratios are printed: they rest on more lineages than the rank of H2a counts.
  private var calibratedOn: Prose {
    hasRatios ? "; the ratio against H2a is calibrated on all unrelated lineages" : ""
  }

  private func row(_ alternative: Alternative, _ path: FindingPath) -> [Prose] {
    let rank: Prose = alternative.rankP.map { .rank($0, at: path / "rank_p") } ?? ""
    let adjusted: Prose = .optional(
      alternative.adjustedP.map { .p($0.value, at: path / "adjusted_p" / "value") })
    return [
      alternative.hypothesis.name, .number(.count(alternative.lineages, at: path / "lineages")),
    ] + ratioCells(alternative.ratio, path / "ratio") + [rank, adjusted]
  }

  private func ratioCells(_ ratio: LikelihoodRatio?, _ path: FindingPath) -> [Prose] {
    guard hasRatios else { return [] }
    let width = findings.allowsLabel ? 3 : 2
    guard let ratio else { return [Prose](repeating: "", count: width) }
    let cells: [Prose] = [
      .ratio(ratio, at: path),
      """
      \(.ratio(log10: ratio.capLow, at: path / "cap_low")) to \
      \(.ratio(log10: ratio.capHigh, at: path / "cap_high"))
      """,
    ]
    return findings.allowsLabel ? cells + [Self.word(VerbalLabel(ratio))] : cells
  }

  private static func word(_ label: VerbalLabel) -> Prose {
    switch label.direction {
    case .neither: "no support for either"
    case .related: "\(label.support.word) support for H1"
    case .unrelated: "\(label.support.word) support for the alternative"
    }
  }

  private var picture: [Block] {
    guard let ratio else { return [] }
    let plot = RatioPlot(
      ratio: ratio.ratio, path: ratio.path, name: headline.pair.suspect, hasBands: ratio.hasLabel)
    let words: Prose = ratio.hasLabel ? ", with the words of Appendix A above it" : ""
    return [
      .figure(
        Figure(
          title: "The likelihood ratio with its interval and limits",
          description: "Ratio \(Prose.ratio(ratio.ratio, at: ratio.path)).",
          drawing: plot.drawing(),
          caption: """
            The likelihood ratio against no relation (diamond) with its 95 % interval\(words). The \
            dotted lines are the limits that the number of control lineages sets \
            (n = \(.count(ratio.ratio.unrelatedLineages, at: ratio.path / "unrelated_lineages")) \
            unrelated, \
            \(.count(ratio.ratio.derivedLineages, at: ratio.path / "derived_lineages")) derived). \
            If the two were unrelated, the diamond would be expected left of 1.
            """))
    ]
  }
}
