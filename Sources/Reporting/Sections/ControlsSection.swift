import Similarity

extension Section {
  /// The suspect among the controls, on all metrics together and on each.
  static let controls = Section(id: "controls", title: "The suspect among the controls") {
    findings in
    findings.perHeadline { headline, path in
      let panels = MetricPanels(findings: findings, headline: headline, path: path)
      return [.paragraph(opening)]
        + NearestControls(findings: findings, headline: headline, path: path).blocks
        + [.table(panels.table())] + (panels.figure().map { [.figure($0)] } ?? [])
        + Nuisances(headline: headline, path: path).blocks
        + CloudOverlap(headline: headline, path: path).blocks
        + DesignWords.blocks(headline, path, level: findings.innerLevel)
    }
  }

  private static let opening: Prose = """
    The figure of the summary shows the suspect and every control on all fused metrics together. \
    What follows names the controls that come nearest and takes the metrics one by one.
    """
}

/// The unrelated controls that score highest: how high a model without a relation can come.
private struct NearestControls {
  private static let longest = 10

  var findings: Findings
  var headline: Headline
  var path: FindingPath

  var blocks: [Block] {
    let unrelated = headline.controls.enumerated().filter { $0.element.relation == .unrelated }
      .sorted { $0.element.excess > $1.element.excess }
    guard !unrelated.isEmpty else {
      return Block.paragraphs("No unrelated control was scored against this source.")
    }
    let shown = unrelated.prefix(Self.longest)
    return [
      .table(
        Table(
          "The unrelated controls that score highest against this source.",
          columns: [
            .text("Control"), .text("Lineage"), .number("Excess"), .text("Beside the suspect"),
          ],
          rows: shown.map { row($0.element, path / "controls" / $0.offset) },
          note: shown.count < unrelated.count
            ? """
            \(Rounding.count(shown.count)) of \(Rounding.count(unrelated.count)) models; all of \
            them are in the findings.
            """ : nil))
    ]
  }

  private func row(_ control: Headline.Control, _ path: FindingPath) -> [Prose] {
    let beside: Prose =
      headline.pair.excess.map { control.excess >= $0 ? "at least as high" : "lower" } ?? ""
    return [
      .name(control.subject), .name(control.lineage),
      .number(.decimal(control.excess, at: path / "excess")), beside,
    ]
  }
}
