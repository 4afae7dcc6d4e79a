/// How far each probe by itself set derived controls above unrelated ones, in log10 LR.
///
/// The log ratio is linear in the fused excess, and a metric that averages over probes makes the
/// excess a sum over them: a probe's part is (value - mean over the reference families) / scale on
/// that probe alone, over the number of probes measured; scales, slopes and calibration are those of
/// the whole. `errors.rare-agreement` is no mean over probes, so its parts are an approximation.
struct ProbeContributions {
  /// In the order of the probes; `nil` where no metric measured derived and unrelated controls.
  private(set) var values: [Double?]

  private static let batch = 32

  /// - Parameter slope: of log10 LR on the fused excess.
  init(_ assessment: Assessment, _ point: Replicate, slope: Double) async {
    let count = assessment.table.probeCount
    let batches = (count + Self.batch - 1) / Self.batch
    let fold = point.fold(leavingOut: -1)
    // Shape: probes x metrics.
    let parts = await concurrentMap(chunks: batches, over: count) { range in
      Self.parts(range, assessment, fold)
    }.flatMap { $0 }
    let metrics = Double(assessment.fused.count)
    let measured = assessment.fused.indices.map { metric in
      Double(parts.count { $0[metric] != nil })
    }
    values = parts.map { parts in
      let shares = parts.enumerated().compactMap { metric, part in
        part.map { slope * $0 / (metrics * measured[metric]) }
      }
      return shares.isEmpty ? nil : shares.reduce(0, +)
    }
  }

  private static func parts(
    _ range: Range<Int>, _ assessment: Assessment, _ fold: Fold
  ) -> [[Double?]] {
    let count = assessment.table.probeCount
    let lengths = assessment.metrics.length?.similarities(onEachOf: range, of: count)
    let similarities = assessment.fused.map {
      $0.evidence.similarities(onEachOf: range, of: count)
    }
    return range.indices.map { position in
      let place = position - range.lowerBound
      return assessment.fused.indices.map { metric in
        let usesLength = MetricTable.usesLength(assessment.fused[metric].descriptor)
        let means = UnitMeans(
          similarity: similarities[metric][place], length: usesLength ? lengths?[place] : nil,
          plan: assessment.plan)
        return separation(means, metric, fold)
      }
    }
  }

  /// Mean over derived lineages less mean over unrelated ones.
  private static func separation(_ means: UnitMeans, _ metric: Int, _ fold: Fold) -> Double? {
    let plan = fold.plan
    var values: [Bool: [Int: [Double]]] = [:]
    for index in plan.calibration {
      guard let value = excess(means, metric, index, fold) else { continue }
      values[plan.calibrationIsDerived[index], default: [:]][
        plan.calibrationLineages[index], default: []
      ].append(value)
    }
    guard let derived = values[true].map(mean), let unrelated = values[false].map(mean) else {
      return nil
    }
    return derived - unrelated
  }

  private static func mean(_ lineages: [Int: [Double]]) -> Double {
    lineages.sorted { $0.key < $1.key }.reduce(0) {
      $0 + $1.value.reduce(0, +) / Double($1.value.count)
    } / Double(lineages.count)
  }

  /// In plain company, at the scale of all probes together; `nil` where not measured.
  private static func excess(
    _ means: UnitMeans, _ metric: Int, _ index: Int, _ fold: Fold
  ) -> Double? {
    let item = fold.plan.items[index]
    guard item.company.count >= Cohort.fewestFamilies else { return nil }
    let slope = fold.slopes[metric]
    let variance = fold.replicate.metrics[metric].reference(
      item.unit.suspect, item.company, slope: slope
    ).variance
    let scale = Fold.scale(variance, common: fold.commons[metric], families: item.company.count)
    let mean = means.reference(item.unit.suspect, item.company, slope: slope).mean
    return fold.plan.generations(index).map { generation in
      (means.generations[generation].adjusted(slope) - mean) / scale
    }.filter(\.isFinite).max()
  }
}
