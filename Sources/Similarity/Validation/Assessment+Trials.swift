import Probing

extension Assessment {
  /// Scores pairs as the suspects of as many studies, each with its own lineage left out of every fit
  /// and each by itself, as if no other suspect had been looked at.
  ///
  /// - Parameters:
  ///   - request: its scored pairs are those tried, none of which calibrates; nothing is resampled.
  ///   - pairs: in the order of `request.scored`.
  /// - Returns: the pairs that can be measured.
  public static func trials(
    _ pairs: [ScoredTrial.Pair], in request: AssessmentRequest, cluster: String
  ) async -> [ScoredTrial] {
    precondition(pairs.count == request.scored.count, "one pair for each scored label")
    let assessment = await Assessment(request)
    let point = assessment.replicate(
      assessment.fused, lineageWeights: assessment.unitLineageWeights)
    let untaught = assessment.plan.calibrationCount..<assessment.plan.items.count
    let values = OutOfFold(point, items: untaught, calibrate: assessment.calibrates).values
    let records = SubjectRecords.records(assessment)
    let tested = pairs.indices.filter { assessment.rows[$0].map { untaught ~= $0.item } ?? false }
    let byLineage = Dictionary(grouping: tested) { index in
      assessment.table.lineage[assessment.rows[index]!.suspect]
    }
    let lineages = byLineage.keys.sorted()
    let scored = await concurrentMap(chunks: lineages.count, over: lineages.count) { range in
      range.flatMap { position -> [(Int, ScoredTrial)] in
        let fold = point.fold(leavingOut: lineages[position])
        return byLineage[lineages[position]]!.compactMap { index in
          let row = assessment.rows[index]!
          return assessment.trial(
            pairs[index], row, values[row.item], fold, cluster, records[row.suspect].accuracy
          ).map { (index, $0) }
        }
      }
    }
    return scored.flatMap { $0 }.sorted { $0.0 < $1.0 }.map { $0.1 }
  }

  private func trial(
    _ pair: ScoredTrial.Pair, _ row: Row, _ value: OutOfFold.Value, _ fold: Fold,
    _ cluster: String, _ accuracy: Double?
  ) -> ScoredTrial? {
    guard let excess = value.excess else { return nil }
    return ScoredTrial(
      pair: pair, cluster: cluster, accuracy: accuracy, excess: excess, log10LR: value.ratio,
      unclipped: value.unclipped, limit: value.calibration?.bounds.upperBound,
      rankP: RankTest.rank(row.item, source: row.source, in: fold))
  }
}
