import Similarity

/// How far each metric alone separates pairs of known relation.
struct MetricSeparation {
  var validity: Validity

  private let path = FindingPath.root / "validity" / "by_metric"

  var blocks: [Block] {
    guard let metrics = validity.byMetric,
      metrics.contains(where: { $0.similarity.auc != nil || $0.excess.auc != nil })
    else { return [] }
    return [
      .table(
        Table(
          "Each metric by itself: length-adjusted similarity, and the excess made of it.",
          columns: [.text("Metric")]
            + ["similarity", "excess"].flatMap { way in
              ["Units", "AUC", "A", "B", "Found at 5 %"].map { .number("\($0), \(way)") }
            },
          rows: metrics.enumerated().map { index, metric in
            [.code(metric.metric)] + cells(metric.similarity, path / index / "similarity")
              + cells(metric.excess, path / index / "excess")
          },
          note: """
            Intervals, where there are any, from the two-way bootstrap; from lineages alone for \
            metrics on pooled responses and for tail probabilities. Which metrics are fused is fixed in \
            the program and not chosen by this table; they were chosen on recorded panels, and where \
            these findings come from one of those, their figures flatter.
            """))
    ]
  }

  private func cells(_ figures: Validity.ByMetric.Figures, _ path: FindingPath) -> [Prose] {
    let ends = figures.intervals
    return [
      .number(.count(figures.units, at: path / "units")),
      cell(figures.auc, ends?.auc, "auc", path, Quantity.fraction),
      cell(figures.sourceFixed, ends?.sourceFixed, "source_fixed", path, Quantity.fraction),
      cell(figures.suspectFixed, ends?.suspectFixed, "suspect_fixed", path, Quantity.fraction),
      cell(figures.truePositiveRate5, ends?.truePositiveRate5, "tpr_at_5", path, Quantity.percent),
    ]
  }

  private func cell(
    _ value: Double?, _ ends: Validity.ByMetric.Interval?, _ key: String, _ path: FindingPath,
    _ quantity: (Double, FindingPath) -> Quantity
  ) -> Prose {
    guard let value else { return "" }
    let number = Prose.number(quantity(value, path / key))
    guard let ends else { return number }
    let place = path / "intervals" / key
    return "\(number) [\(quantity(ends.low, place / "low"))–\(quantity(ends.high, place / "high"))]"
  }
}
