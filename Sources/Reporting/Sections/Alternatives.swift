import Similarity

extension Section {
  /// Which alternatives this study could test, and what answers alone can never test.
  static let alternatives = Section(
    id: "alternatives", title: "Alternatives tested and untestable"
  ) { findings in
    findings.perHeadline { headline, path in
      [
        .table(table(headline, findings, path)),
        .paragraph(untestable), .paragraph(DirectionWords(headline, path).sentences),
      ]
    }
  }

  private static func table(
    _ headline: Headline, _ findings: Findings, _ path: FindingPath
  ) -> Table {
    Table(
      "The alternatives in this study.",
      columns: [
        .text("Alternative"), .text("Tested"), .text("What was found, or what it would take"),
      ],
      rows: headline.alternatives.enumerated().map { index, alternative in
        [
          alternative.hypothesis.name, alternative.isTested ? "yes" : "no",
          AlternativeStatus(
            alternative: alternative, headline: headline, allowsRatio: findings.allowsRatio,
            path: path / "alternatives" / index
          ).sentences,
        ]
      },
      note: """
        Each alternative is judged by its own controls; no number is folded into another. A rank p \
        near 1 says that the alternative accounts for the likeness as well as training on outputs.
        """)
  }

  private static let untestable: Prose = """
    From answers alone it can generally not be told whether the suspect learned from the source or \
    both learned from a third model (H2c), nor whether outputs of the source reached the suspect \
    directly or through another model trained on them. No controls in any number change that; other \
    evidence can.
    """
}
