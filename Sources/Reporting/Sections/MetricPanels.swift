import Similarity

/// The suspect metric by metric, with the controls where they were measured too.
struct MetricPanels {
  var findings: Findings
  var headline: Headline
  var path: FindingPath

  private var scores: [MetricScore] { headline.pair.metrics }

  func table() -> Table {
    Table(
      "Similarity and excess of the suspect with the source, by metric.",
      columns: [
        .text("Metric"), .text("What it compares"), .text("Fused"), .number("Similarity"),
        .number("Excess"), .number("Without length"), .text("Remark"),
      ],
      rows: scores.enumerated().map { index, score in
        let place = path / "pair" / "metrics" / index
        let record = findings.metrics.first { $0.descriptor.id == score.metric }
        return [
          .code(score.metric), .name(record?.descriptor.title ?? ""),
          record?.isFused == true ? "yes" : "no",
          .optional(
            score.similarity.map {
              Quantity(Rounding.fixed($0, places: 3), at: place / "similarity")
            }),
          .optional(score.excess.map { .decimal($0, at: place / "excess") }),
          .optional(
            score.excessWithoutLength.map { .decimal($0, at: place / "excess_without_length") }),
          score.reason.map { "not measurable: \($0.clause)" } ?? "",
        ]
      },
      note: """
        The metrics read the same answers; they do not count as separate witnesses. Without \
        length: the excess before what difference in length explains is removed.
        """)
  }

  func figure() -> Figure? {
    let fused = Set(findings.metrics.filter(\.isFused).map(\.descriptor.id))
    let lanes = scores.enumerated().filter { fused.contains($0.element.metric) }
      .compactMap { lane($0.element, at: $0.offset) }
    guard !lanes.isEmpty else { return nil }
    return Figure(
      title: "The suspect among its controls, by metric",
      description: "One row of marks for each metric; the values of the suspect are in the table.",
      drawing: DotPlot(lanes: lanes, axisLabel: DotPlot.excessLabel).drawing(),
      caption: """
        Excess by each metric that is fused: suspect (diamond), derived controls (squares) and unrelated controls \
        (circles). If the suspect were unrelated, the diamonds would be expected among the circles.
        """)
  }

  private func lane(_ score: MetricScore, at index: Int) -> DotPlot.Lane? {
    guard let excess = score.excess else { return nil }
    let controls = marks(of: score.metric)
    guard !controls.isEmpty else { return nil }
    let quantity = Quantity.decimal(excess, at: path / "pair" / "metrics" / index / "excess")
    let suspect = Mark(
      value: excess, shape: .suspect, name: headline.pair.suspect, quantity: quantity)
    let unrelated = controls.filter { $0.shape == .unrelated }.count
    return DotPlot.Lane(
      title: """
        \(code: score.metric): suspect \(quantity); n = \(Rounding.count(unrelated)) unrelated, \
        \(Rounding.count(controls.count - unrelated)) derived models
        """,
      marks: [suspect] + controls)
  }

  private func marks(of metric: String) -> [Mark] {
    headline.controls.enumerated().compactMap { index, control in
      let scores = control.metrics ?? []
      guard let place = scores.firstIndex(where: { $0.metric == metric }),
        let excess = scores[place].excess
      else { return nil }
      let finding = path / "controls" / index / "metrics" / place / "excess"
      return Mark(
        value: excess, shape: control.relation.shape, name: control.subject,
        quantity: .decimal(excess, at: finding))
    }
  }
}
