import Similarity

/// How far each metric alone separates pairs of known relation.
struct MetricSeparation {
  var validity: Validity

  private let path = FindingPath.root / "validity" / "by_metric"

  var blocks: [Block] {
    guard let metrics = validity.byMetric, !metrics.isEmpty else { return [] }
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
            Without intervals. Which metrics are fused is fixed in the program and not chosen by this \
            table; they were chosen on recorded panels, and where these findings come from one of \
            those, their figures flatter.
            """))
    ]
  }

  private func cells(_ figures: Validity.ByMetric.Figures, _ path: FindingPath) -> [Prose] {
    [
      .number(.count(figures.units, at: path / "units")),
      .optional(figures.auc.map { .fraction($0, at: path / "auc") }),
      .optional(figures.sourceFixed.map { .fraction($0, at: path / "source_fixed") }),
      .optional(figures.suspectFixed.map { .fraction($0, at: path / "suspect_fixed") }),
      .optional(figures.truePositiveRate5.map { .percent($0, at: path / "tpr_at_5") }),
    ]
  }
}
