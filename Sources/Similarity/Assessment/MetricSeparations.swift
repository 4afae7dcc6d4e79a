import Statistics

/// How far each metric alone separates, by length-adjusted similarity and by the excess made of it.
struct MetricSeparations {
  let assessment: Assessment
  /// One replicate for each metric alone, in the order of the metric table.
  let single: [Replicate]

  /// Fewer than for a ratio: the figures are description.
  private static let replicates = 500

  /// With intervals for a panel, which is what they describe; a study has questions of its own.
  func findings() async -> [Validity.ByMetric] {
    let draws = await draws()
    return assessment.metrics.entries.indices.map { index in
      let (point, drawn) = (single[index], draws.map { $0[index] })
      return Validity.ByMetric(
        metric: assessment.metrics.entries[index].descriptor.id,
        similarity: Self.figures(Self.separation(point, .similarity), drawn.map(\.similarity)),
        excess: Self.figures(Self.separation(point, .plain), drawn.map(\.excess)))
    }
  }

  /// Shape: replicates x metrics.
  private func draws() async -> [[(similarity: Separation, excess: Separation)]] {
    guard assessment.request.headlines.isEmpty, assessment.plan.hasBothClasses else { return [] }
    return await assessment.resampling(
      each: assessment.metrics.entries.map(Self.resampled), most: Self.replicates
    ) {
      (Self.separation($0, .similarity), Self.separation($0, .plain))
    }
  }

  /// Tail probabilities take a distribution for every pair and replicate, so that of these metrics, as
  /// of those on pooled responses, lineages alone are resampled.
  private static func resampled(_ entry: MetricTable.Entry) -> MetricTable.Entry {
    guard let evidence = entry.evidence as? MatchEvidence else { return entry }
    return MetricTable.Entry(
      descriptor: entry.descriptor,
      evidence: FixedSimilarity(matrix: entry.similarities, absence: evidence.absence),
      similarities: entry.similarities)
  }

  private static func separation(_ replicate: Replicate, _ way: Way) -> Separation {
    replicate.separation(way, calibrate: false)
  }

  private static func figures(
    _ point: Separation, _ draws: [Separation]
  ) -> Validity.ByMetric.Figures {
    func ends(_ value: (Separation) -> Double?) -> Validity.ByMetric.Interval? {
      Resampled.estimate(point, draws, value).flatMap { estimate in
        estimate.low.flatMap { low in
          estimate.high.map { Validity.ByMetric.Interval(low: low, high: $0) }
        }
      }
    }
    return Validity.ByMetric.Figures(
      units: point.count, auc: point.auc, sourceFixed: point.sourceFixed,
      suspectFixed: point.suspectFixed, truePositiveRate5: point.truePositiveRate5,
      intervals: draws.isEmpty
        ? nil
        : Validity.ByMetric.Intervals(
          auc: ends(\.auc), sourceFixed: ends(\.sourceFixed), suspectFixed: ends(\.suspectFixed),
          truePositiveRate5: ends(\.truePositiveRate5)))
  }
}
