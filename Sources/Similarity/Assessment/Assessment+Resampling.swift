import Probing

extension Assessment {
  /// Replicates whose weighted similarities are computed together.
  private static let batch = 20

  /// The two-way bootstrap over probes and lineages, every fit repeated in every replicate.
  func resample(startingFrom starts: [RatioCalibration?]) async -> Resampled {
    guard request.tool.replicates > 0, !fused.isEmpty, plan.hasBothClasses else {
      return Resampled()
    }
    let bootstrap = TwoWayBootstrap(
      seed: request.tool.seed, replicates: request.tool.replicates, probes: table.probes.map(\.id),
      lineages: table.lineages, resampled: Set(plan.calibrationLineages))
    let reported = Set(plan.calibration).union(ratioItems.compactMap { $0 })
    let starts = starts.enumerated().map { reported.contains($0) ? $1 : nil }
    let batches = (bootstrap.replicates + Self.batch - 1) / Self.batch
    let parts = await concurrentMap(chunks: batches, over: bootstrap.replicates) { range in
      resample(range, bootstrap, starts)
    }
    return parts.reduce(into: Resampled()) { $0.append($1) }
  }

  private func resample(
    _ range: Range<Int>, _ bootstrap: TwoWayBootstrap, _ starts: [RatioCalibration?]
  ) -> Resampled {
    replicates(range, bootstrap).reduce(into: Resampled()) { $0.append(resampled($1, starts)) }
  }

  /// Replicates of the fused metrics, their weighted similarities computed together.
  func replicates(_ range: Range<Int>, _ bootstrap: TwoWayBootstrap) -> [Replicate] {
    let weights = range.map { bootstrap.probeWeights($0) }
    let lengths = metrics.length?.similarities(under: weights)
    let similarities = fused.map { $0.evidence.similarities(under: weights) }
    return range.enumerated().map { position, index in
      let means = fused.enumerated().map { metric, entry in
        UnitMeans(
          similarity: similarities[metric][position],
          length: MetricTable.usesLength(entry.descriptor) ? lengths?[position] : nil, plan: plan)
      }
      return Replicate(
        table: table, plan: plan, metrics: means, lineageWeights: bootstrap.lineageWeights(index))
    }
  }

  private func resampled(_ replicate: Replicate, _ starts: [RatioCalibration?]) -> Resampled {
    var result = Resampled()
    let values = OutOfFold(replicate, calibrate: calibrates, startingFrom: starts).values
    let ratios = rowRatios(values)
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

  /// The clipped log10 LR of every scored row: that of its unit, because the unit is what the
  /// calibration was fitted on; `nil` where no ratio may be given.
  func rowRatios(_ values: [OutOfFold.Value]) -> [Double?] {
    ratioItems.map { item in item.flatMap { values[$0].ratio } }
  }

  /// By row, the item that its ratio is of; `nil` where no ratio may be given.
  private var ratioItems: [Int?] {
    rows.map { row in
      guard let row, !sharesWeights(row) else { return nil }
      return row.item
    }
  }

  /// Whether suspect and source have a maker, a lineage or base weights in common, which explains
  /// likeness without any training on outputs.
  func sharesWeights(_ row: Row) -> Bool {
    let suspect = table.subjects[row.suspect]
    let source = table.subjects[row.source]
    let hasBase = suspect.baseFamily != nil && suspect.baseFamily == source.baseFamily
    return hasBase || suspect.lineage == source.lineage || suspect.maker == source.maker
      || suspect.rootMakers.contains { $0 == source.maker || $0 == source.family }
  }
}
