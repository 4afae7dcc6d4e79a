import Probing

extension Assessment {
  /// Replicates whose weighted similarities are computed together.
  private static let batch = 20

  /// The two-way bootstrap over probes and lineages, every fit repeated in every replicate.
  func resample(startingFrom starts: [RatioCalibration?]) async -> Resampled {
    guard request.tool.replicates > 0, !metrics.fused.isEmpty, plan.hasBothClasses else {
      return Resampled()
    }
    let bootstrap = TwoWayBootstrap(
      seed: request.tool.seed, replicates: request.tool.replicates, probes: table.probes.map(\.id),
      lineages: table.lineages, resampled: Set(plan.calibrationLineages))
    let batches = (bootstrap.replicates + Self.batch - 1) / Self.batch
    let parts = await concurrentMap(chunks: batches, over: bootstrap.replicates) { range in
      resample(range, bootstrap, starts)
    }
    return parts.reduce(into: Resampled()) { $0.append($1) }
  }

  private func resample(
    _ range: Range<Int>, _ bootstrap: TwoWayBootstrap, _ starts: [RatioCalibration?]
  ) -> Resampled {
    let weights = range.map { bootstrap.probeWeights($0) }
    let lengths = metrics.length?.similarities(under: weights)
    let similarities = metrics.fused.map { $0.evidence.similarities(under: weights) }
    var result = Resampled()
    for (position, index) in range.enumerated() {
      let means = metrics.fused.enumerated().map { metric, entry in
        UnitMeans(
          similarity: similarities[metric][position],
          length: MetricTable.usesLength(entry.descriptor) ? lengths?[position] : nil, plan: plan)
      }
      let replicate = Replicate(
        table: table, plan: plan, metrics: means,
        lineageWeights: bootstrap.lineageWeights(index))
      result.append(resampled(replicate, starts))
    }
    return result
  }

  private func resampled(_ replicate: Replicate, _ starts: [RatioCalibration?]) -> Resampled {
    var result = Resampled()
    let values = OutOfFold(replicate, calibrate: calibrates, startingFrom: starts).values
    let ratios = rowRatios(values, replicate)
    result.ratios = [ratios.map { Float($0 ?? 0) }]
    result.failures = [ratios.map { $0 == nil }]
    result.separations = [
      Way.reported(calibrates: calibrates).map { way in
        way == .matched
          ? Separation(replicate.cases(values, calibrated: calibrates))
          : replicate.separation(way, calibrate: calibrates, startingFrom: starts)
      }
    ]
    return result
  }

  /// The clipped log10 LR of every scored row, from its unit's calibration.
  func rowRatios(_ values: [OutOfFold.Value], _ replicate: Replicate) -> [Double?] {
    var folds: [Int: Fold] = [:]
    return rows.map { row in
      guard calibrates, let row, let calibration = values[row.item].calibration
      else { return nil }
      let lineage = table.lineage[row.suspect]
      let fold = folds[lineage] ?? replicate.fold(leavingOut: lineage)
      folds[lineage] = fold
      return fold.excess(row.suspect, row.source, on: plan.items[row.item].company).map {
        calibration.clipped($0)
      }
    }
  }
}
