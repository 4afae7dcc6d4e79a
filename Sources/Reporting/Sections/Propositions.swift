import Similarity

extension Section {
  /// What is weighed against what.
  static let propositions = Section(id: "propositions", title: "Propositions") { findings in
    let opening: Prose = """
      A finding speaks for one proposition only as against another. H1 is weighed against the \
      ways in which two models can be alike without it.
      """
    guard !findings.headlines.isEmpty else {
      return [.paragraph(opening), .table(table(Hypotheses()))]
    }
    return [.paragraph(opening)]
      + findings.perHeadline { headline, path in
        [.table(table(Hypotheses(headline.pair))), .paragraph(reading(headline, findings))]
      }
  }

  private static func table(_ hypotheses: Hypotheses) -> Table {
    Table(
      "The propositions.", columns: [.text("Id"), .text("Proposition")],
      rows: [["H1", hypotheses.full]]
        + Alternative.Hypothesis.allCases.map {
          ["\($0.rawValue)", hypotheses.clause($0).asSentence]
        })
  }

  private static func reading(_ headline: Headline, _ findings: Findings) -> Prose {
    let against = headline.unrelatedAlternatives.map(\.name).list(last: "and")
    let smaller: Prose =
      headline.unrelatedAlternatives.count > 1 && findings.allowsRatio
      ? "; the smaller of the two ratios counts" : ""
    return """
      Relatedness is H1 against \(against)\(smaller). A result in favour of H1 would read: \
      related; does not separate training on outputs from \
      \(headline.unseparated.map(\.name).list(last: "or")). H1 and H2c can generally not be told \
      apart from outputs alone.
      """
  }
}

extension Prose {
  /// The clause as a sentence of its own.
  fileprivate var asSentence: Prose {
    guard case .text(let text) = spans.first else { return self + "." }
    let first: Inline = .text(text.prefix(1).uppercased() + text.dropFirst())
    return Prose(spans: [first] + spans.dropFirst()) + "."
  }
}
