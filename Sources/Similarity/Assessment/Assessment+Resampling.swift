import Probing

extension Assessment {
  /// Replicates whose weighted similarities are computed together: enough that packing the
  /// similarities for the matrix product costs little beside it.
  private static let batch = 64

  /// The two-way bootstrap over probes and lineages, every fit repeated in every replicate.
  func resample(
    startingFrom starts: [RatioCalibration?], withoutMaker: [RatioCalibration?]
  ) async -> Resampled {
    guard plan.hasBothClasses else { return Resampled() }
    let reported = Set(plan.calibration).union(ratioItems.compactMap { $0 })
    let starts = starts.enumerated().map { reported.contains($0) ? $1 : nil }
    let draws = await resampling { resampled($0, starts, withoutMaker) }
    return draws.reduce(into: Resampled()) { $0.append($1) }
  }

  /// What is made of each replicate, in their order; nothing without replicates.
  /// - Parameters:
  ///   - metrics: `nil` for the fused ones.
  ///   - most: replicates at most.
  ///   - count: of replicates, instead of the request's.
  ///   - further: lineages to draw besides those of the calibration units.
  func resampling<Result: Sendable>(
    of metrics: [MetricTable.Entry]? = nil, most: Int = .max, count: Int? = nil,
    further: [Int] = [], _ result: @escaping @Sendable (Replicate) -> Result
  ) async -> [Result] {
    let isWhole = metrics == nil
    let metrics = metrics ?? fused
    let count = count ?? min(most, request.tool.replicates)
    guard count > 0, !metrics.isEmpty else { return [] }
    let bootstrap = TwoWayBootstrap(
      seed: request.tool.seed, replicates: count, probes: table.probes.map(\.id),
      groups: table.groups, lineages: table.lineages,
      resampled: Set(plan.calibrationLineages + further))
    let batches = (count + Self.batch - 1) / Self.batch
    return await concurrentMap(chunks: batches, over: count) { range in
      let results = replicates(range, bootstrap, of: metrics).map(result)
      if isWhole {
        request.progress(
          AssessmentProgress(stage: .resampling, done: range.upperBound, total: count))
      }
      return results
    }.flatMap { $0 }
  }

  /// Replicates of metrics, by default the fused ones, their weighted similarities computed together.
  func replicates(
    _ range: Range<Int>, _ bootstrap: TwoWayBootstrap, of entries: [MetricTable.Entry]? = nil
  ) -> [Replicate] {
    let entries = entries ?? fused
    let weights = range.map { bootstrap.probeWeights($0) }
    let usesLength = entries.contains { MetricTable.usesLength($0.descriptor) }
    let lengths = usesLength ? metrics.length?.similarities(under: weights) : nil
    let similarities = entries.map { $0.evidence.similarities(under: weights) }
    return range.enumerated().map { position, index in
      let means = entries.enumerated().map { metric, entry in
        UnitMeans(
          similarity: similarities[metric][position],
          length: MetricTable.usesLength(entry.descriptor) ? lengths?[position] : nil, plan: plan)
      }
      return Replicate(
        table: table, plan: plan, metrics: means, lineageWeights: bootstrap.lineageWeights(index))
    }
  }

  private func resampled(
    _ replicate: Replicate, _ starts: [RatioCalibration?], _ withoutMaker: [RatioCalibration?]
  ) -> Resampled {
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
    if calibrates {
      result.withoutMaker = [
        Separation(
          replicate.cases(
            replicate.valuesWithoutMaker(startingFrom: withoutMaker), calibrated: true))
      ]
    }
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
