import Probing

extension Assessment {
  /// Scores pairs as the suspects of as many studies, each with its own lineage left out of every fit
  /// and each by itself, as if no other suspect and no other source had been looked at.
  ///
  /// The controls of a study are those of the request with the source of the pair and with the teachers
  /// of derived controls, without what is known of the pairs that are scored.
  ///
  /// - Parameters:
  ///   - request: nothing of it is resampled.
  ///   - pairs: of subjects in the transcript.
  ///   - cluster: of all trials.
  /// - Returns: the pairs that can be measured, source by source.
  public static func trials(
    _ pairs: [ScoredTrial.Pair], in request: AssessmentRequest, cluster: String
  ) async -> [ScoredTrial] {
    let assessment = await Assessment(request)
    let records = SubjectRecords.records(assessment)
    let accuracy = Dictionary(uniqueKeysWithValues: records.map { ($0.id, $0.accuracy) })
    let makers = Dictionary(uniqueKeysWithValues: records.map { ($0.id, $0.maker) })
    let teachers = Set(
      request.calibration.filter { $0.relation == .distilled }.map { makers[$0.source] })
    let studies = Dictionary(grouping: pairs) { makers[$0.source]! }.sorted { $0.key < $1.key }
    let trials = await concurrentMap(chunks: studies.count, over: studies.count) { range in
      range.flatMap { index in
        let (maker, pairs) = studies[index]
        let tested = Set(pairs.map { Set([$0.suspect, $0.source]) })
        return Assessment(
          assessment,
          calibration: request.calibration.filter {
            (makers[$0.source] == maker || teachers.contains(makers[$0.source]))
              && !tested.contains([$0.suspect, $0.source])
          }, scored: pairs.map { PairLabel(suspect: $0.suspect, source: $0.source, relation: nil) }
        ).trials(pairs, cluster: cluster)
      }
    }.flatMap { $0 }
    return trials.map { trial in
      var trial = trial
      trial.accuracy = accuracy[trial.pair.suspect] ?? nil
      return trial
    }
  }

  /// - Parameter pairs: those scored, in order, none of which calibrates.
  private func trials(_ pairs: [ScoredTrial.Pair], cluster: String) -> [ScoredTrial] {
    let point = replicate(fused, lineageWeights: unitLineageWeights)
    let tested = plan.calibrationCount..<plan.items.count
    let values = OutOfFold(
      point, OutOfFold.Request(items: tested, calibrate: calibrates)
    ).values
    let indices = pairs.indices.filter { rows[$0].map { tested ~= $0.item } ?? false }
    let single = metrics.entries.map { replicate([$0], lineageWeights: unitLineageWeights) }
    let byLineage = Dictionary(grouping: indices) { table.lineage[rows[$0]!.suspect] }
    return byLineage.sorted { $0.key < $1.key }.flatMap { lineage, indices in
      let folds = ([point] + single).map { $0.fold(leavingOut: lineage) }
      return indices.compactMap { index in
        let row = rows[index]!
        return trial(pairs[index], row, values[row.item], folds, cluster)
      }
    }
  }

  /// As it would be stated, and by the ranks alone.
  private func direction(
    _ row: Row, _ fold: Fold
  ) -> (stated: Direction.Standing, leaning: Direction.Standing)? {
    guard table.isSource[row.suspect] else { return nil }
    let test = DirectionTest(fold, testing: [row.suspect, row.source])
    let found = test.findings(suspect: row.suspect, source: row.source)
    guard found.asymmetry != nil else { return nil }
    return (found.standing, test.leaning(suspect: row.suspect, source: row.source))
  }

  private func trial(
    _ pair: ScoredTrial.Pair, _ row: Row, _ value: OutOfFold.Value, _ folds: [Fold],
    _ cluster: String
  ) -> ScoredTrial? {
    guard let excess = value.excess else { return nil }
    let company = plan.items[row.item].company
    let single = zip(metrics.entries, folds.dropFirst()).compactMap { entry, fold in
      fold.excess(row.item, on: company).map { (entry.descriptor.id, $0) }
    }
    let direction = direction(row, folds[0])
    return ScoredTrial(
      pair: pair, cluster: cluster, excess: excess, log10LR: value.ratio,
      unclipped: value.unclipped, limit: value.calibration?.bounds.upperBound,
      lowerLimit: value.calibration?.bounds.lowerBound,
      rankP: RankTest.rank(row.item, source: row.source, in: folds[0]),
      direction: direction?.stated, leaning: direction?.leaning,
      metrics: Dictionary(uniqueKeysWithValues: single))
  }
}
