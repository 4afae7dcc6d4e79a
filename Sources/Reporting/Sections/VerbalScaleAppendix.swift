import Similarity

extension Section {
  /// Appendix A: the only words that may follow a number, or why none does.
  static let verbalScale = Section(id: "scale", title: "Scale of words", isAppendix: true) {
    findings in
    guard findings.allowsRatio else {
      return Block.paragraphs(
        """
        No scale of words is used in this report, because the plan was changed after answers were \
        seen.
        """)
    }
    guard findings.allowsLabel else {
      return Block.paragraphs(
        """
        No scale of words is used in this report: a word follows a likelihood ratio only under a \
        plan that is older than every answer and, with several sources, only where the ratio is \
        calibrated on the largest of them.
        """)
    }
    return [
      .paragraph(
        """
        The number comes first and the word second. The word is taken from the end of the 95 % \
        interval nearer to 1, after the limits are applied; an interval that contains 1 gives no \
        support for either side. A value on a border takes the weaker word, and no word beyond \
        strong is offered. Below 1 the scale is mirrored, and the support is for the \
        alternative.
        """),
      .table(
        Table(
          "Words for likelihood ratios.",
          columns: [
            .text("Likelihood ratio"), .text("Mirrored, below 1"), .text("Support in words"),
          ],
          rows: rows)),
    ]
  }

  private static var rows: [[Prose]] {
    let borders = Support.allCases.map(\.above) + [10_000]
    return Support.allCases.enumerated().map { index, support in
      let (low, high) = (count(borders[index]), count(borders[index + 1]))
      let mirrored: Prose = index == 0 ? "1–1/\(high)" : "1/\(low)–1/\(high)"
      return ["\(low)–\(high)", mirrored, index == 0 ? "none" : "\(support.word)"]
    }
  }

  private static func count(_ value: Double) -> String { Rounding.count(Int(value)) }
}
