import Probing

extension Assessment {
  /// Replicates whose weighted similarities are computed together: enough that packing the
  /// similarities for the matrix product costs little beside it, few enough to be held in memory.
  private static let mostInBatch = 64
  private static let fewestInBatch = 16
  private static let batchBytes = 1 << 27

  /// - Parameter metrics: held at once.
  private func batch(_ metrics: Int) -> Int {
    let pairs = max(1, table.subjectCount * (table.subjectCount + 1) / 2)
    let fitting = Self.batchBytes / (8 * pairs * (metrics + 1))
    return min(Self.mostInBatch, max(Self.fewestInBatch, fitting))
  }

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

  /// What is made of each replicate of the fused metrics, in their order; nothing without replicates.
  /// - Parameters:
  ///   - most: replicates at most.
  ///   - count: of replicates, instead of the request's.
  ///   - further: lineages to draw besides those of the calibration units.
  func resampling<Result: Sendable>(
    most: Int = .max, count: Int? = nil, further: [Int] = [],
    _ result: @escaping @Sendable (Replicate) -> Result
  ) async -> [Result] {
    guard !fused.isEmpty else { return [] }
    let count = count ?? min(most, request.tool.replicates)
    return await drawing(count, .resampling, holding: fused.count, further: further) { draws in
      let lengths = lengths(draws, for: fused)
      let means = fused.map { unitMeans($0, draws, lengths) }
      return draws.lineageWeights.indices.map { index in
        result(replicate(means.map { $0[index] }, draws.lineageWeights[index]))
      }
    }
  }

  /// The same of each of some metrics alone. Shape: replicates x metrics.
  func resampling<Result: Sendable>(
    each metrics: [MetricTable.Entry], most: Int,
    _ result: @escaping @Sendable (Replicate) -> Result
  ) async -> [[Result]] {
    let count = min(most, request.tool.replicates)
    return await drawing(count, .separating, holding: 1, further: []) { draws in
      let lengths = lengths(draws, for: metrics)
      var results = draws.lineageWeights.map { _ in [Result]() }
      for metric in metrics {
        for (index, means) in unitMeans(metric, draws, lengths).enumerated() {
          results[index].append(result(replicate([means], draws.lineageWeights[index])))
        }
      }
      return results
    }
  }

  /// The weights of some replicates.
  private struct Draws {
    let probeWeights: [[Float]]
    let lineageWeights: [[Double]]
  }

  /// - Parameters:
  ///   - metrics: whose similarities are held at once.
  ///   - results: of a batch of replicates.
  private func drawing<Result: Sendable>(
    _ count: Int, _ stage: AssessmentProgress.Stage, holding metrics: Int, further: [Int],
    _ results: @escaping @Sendable (Draws) -> [Result]
  ) async -> [Result] {
    guard count > 0 else { return [] }
    let bootstrap = TwoWayBootstrap(
      seed: request.tool.seed, replicates: count, probes: table.probes.map(\.id),
      groups: table.groups, lineages: table.lineages,
      resampled: Set(plan.calibrationLineages + further))
    let batch = batch(metrics)
    return await concurrentMap(chunks: (count + batch - 1) / batch, over: count) { range in
      let found = results(
        Draws(
          probeWeights: range.map { bootstrap.probeWeights($0) },
          lineageWeights: range.map { bootstrap.lineageWeights($0) }))
      request.progress(AssessmentProgress(stage: stage, done: range.upperBound, total: count))
      return found
    }.flatMap { $0 }
  }

  /// `nil` where length enters none of the metrics.
  private func lengths(
    _ draws: Draws, for metrics: [MetricTable.Entry]
  ) -> [SimilarityMatrix]? {
    metrics.contains { MetricTable.usesLength($0.descriptor) }
      ? self.metrics.length?.similarities(under: draws.probeWeights) : nil
  }

  /// By replicate.
  private func unitMeans(
    _ metric: MetricTable.Entry, _ draws: Draws, _ lengths: [SimilarityMatrix]?
  ) -> [UnitMeans] {
    let usesLength = MetricTable.usesLength(metric.descriptor)
    return metric.evidence.similarities(under: draws.probeWeights).enumerated().map {
      UnitMeans(similarity: $1, length: usesLength ? lengths?[$0] : nil, plan: plan)
    }
  }

  private func replicate(_ means: [UnitMeans], _ lineageWeights: [Double]) -> Replicate {
    Replicate(table: table, plan: plan, metrics: means, lineageWeights: lineageWeights)
  }

  private func resampled(
    _ replicate: Replicate, _ starts: [RatioCalibration?], _ withoutMaker: [RatioCalibration?]
  ) -> Resampled {
    let ways = Way.reported(calibrates: calibrates)
    // All rows as the matched way scores them, then the other ways that folds score.
    let scored = ways.filter { ![.matched, .similarity].contains($0) }
    let requests =
      [OutOfFold.Request(calibrate: calibrates, starts: starts)]
      + scored.map { $0.request(plan, calibrate: calibrates, startingFrom: starts)! }
      + (calibrates ? [makerOut(startingFrom: withoutMaker)] : [])
    let values = OutOfFold.all(replicate, requests).map(\.values)
    let byWay = Dictionary(uniqueKeysWithValues: zip([.matched] + scored, values))
    let ratios = rowRatios(values[0])
    var result = Resampled()
    result.ratios = [ratios.map { Float($0 ?? 0) }]
    result.failures = [ratios.map { $0 == nil }]
    result.separations = [
      ways.map { replicate.separation(byWay[$0], calibrated: calibrates) }
    ]
    if calibrates {
      result.withoutMaker = [replicate.separation(values.last!, calibrated: true)]
    }
    return result
  }

  /// Of the calibration units, each without its source's maker.
  func makerOut(startingFrom starts: [RatioCalibration?]? = nil) -> OutOfFold.Request {
    OutOfFold.Request(
      items: plan.calibration, placement: OutOfFold.Placement(isMakerOut: true), calibrate: true,
      starts: starts)
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
