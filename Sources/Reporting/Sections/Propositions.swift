import Similarity

extension Section {
  /// What is weighed against what, and which alternatives could be tested.
  static let propositions = Section(id: "propositions", title: "Propositions") { findings in
    let opening: Prose = """
      A finding speaks for one proposition only as against another. H1 is weighed against the \
      ways in which two models can be alike without it.
      """
    guard !findings.headlines.isEmpty else {
      return [.paragraph(opening), .table(general)]
    }
    return [.paragraph(opening)]
      + findings.perHeadline { headline, path in
        [.table(table(headline, findings, path)), .paragraph(reading(headline, path))]
      }
  }

  private static let general = Table(
    "The propositions.", columns: [.text("Id"), .text("Proposition")],
    rows: [["H1", Hypotheses().full]]
      + Alternative.Hypothesis.allCases.map {
        ["\($0.rawValue)", capitalised(Hypotheses().clause($0))]
      })

  private static func table(
    _ headline: Headline, _ findings: Findings, _ path: FindingPath
  ) -> Table {
    let hypotheses = Hypotheses(headline.pair)
    let rows = headline.alternatives.enumerated().map { index, alternative -> [Prose] in
      [
        "\(alternative.hypothesis.rawValue)",
        capitalised(hypotheses.clause(alternative.hypothesis)),
        AlternativeStatus(
          alternative: alternative, headline: headline, allowsRatio: findings.allowsRatio,
          path: path / "alternatives" / index
        ).sentences,
      ]
    }
    return Table(
      "The propositions, and what this study says of each.",
      columns: [.text("Id"), .text("Proposition"), .text("In this study")],
      rows: [["H1", hypotheses.full, "the proposition examined"]] + rows,
      note: """
        Each alternative is judged by its own controls; no number is folded into another. A rank p \
        near 1 says that the alternative accounts for the likeness as well as training on outputs.
        """)
  }

  private static func reading(_ headline: Headline, _ path: FindingPath) -> Prose {
    """
    Relatedness is H1 against \(headline.unrelatedAlternatives.map(\.name).list(last: "and")); with \
    several of them the smaller ratio counts. A result in favour of H1 would read: related; does not \
    separate training on outputs from \(headline.unseparated.map(\.name).list(last: "or")). H1 and H2c \
    can generally not be told apart from outputs alone. \(DirectionWords(headline, path).sentences)
    """
  }

  /// The clause as a sentence of its own.
  private static func capitalised(_ clause: Prose) -> Prose {
    guard case .text(let text) = clause.spans.first else { return clause + "." }
    let first: Inline = .text(text.prefix(1).uppercased() + text.dropFirst())
    return Prose(spans: [first] + clause.spans.dropFirst()) + "."
  }
}
