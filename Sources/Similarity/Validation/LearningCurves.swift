import Probing
import Statistics

/// How the figures of a panel change with probes, lineages and samples: from random subsets of each.
struct LearningCurves {
  let assessment: Assessment

  private static let draws = 10

  func curves() async -> [LearningCurve] {
    guard assessment.plan.hasBothClasses, !assessment.fused.isEmpty else { return [] }
    return [await probeCurve(), await lineageCurve()].compactMap { $0 } + (await sampleCurves())
  }

  // MARK: Probes

  private func probeCurve() async -> LearningCurve? {
    let count = assessment.table.probeCount
    let few = 5 * count / max(1, assessment.table.groups.count)
    let sizes =
      [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000].filter { $0 >= few && $0 < count } + [
        count
      ]
    let points = await points(sizes, whole: count, .probeSubsets) { size, draw in
      separation(probes: probeSubset(size, draw), lineages: assessment.unitLineageWeights)
    }
    return curve(.probes, points)
  }

  private func probeSubset(_ size: Int, _ draw: Int) -> [Float] {
    var stream = stream("learning.probes", size, draw)
    var weights = [Float](repeating: 0, count: assessment.table.probeCount)
    let groups = assessment.table.groups
    let drawn = max(1, size * groups.count / weights.count)
    for group in stream.permutation(of: groups.count).prefix(drawn) {
      for probe in groups.members[group] { weights[probe] = 1 }
    }
    return weights
  }

  // MARK: Lineages

  /// Sizes are unrelated lineages; derived ones are drawn in proportion.
  private func lineageCurve() async -> LearningCurve? {
    let unrelated = lineages(derived: false)
    let sizes =
      [0.25, 0.5, 0.75].map { Int((Double(unrelated.count) * $0).rounded()) }
      .filter { $0 > 1 } + [unrelated.count]
    let full = [Float](repeating: 1, count: assessment.table.probeCount)
    let points = await points(sizes, whole: unrelated.count, .lineageSubsets) { size, draw in
      separation(probes: full, lineages: lineageSubset(size, of: unrelated, draw))
    }
    return curve(.lineages, points)
  }

  private func lineages(derived: Bool) -> [Int] {
    let plan = assessment.plan
    return Set(
      plan.calibration.filter { plan.calibrationIsDerived[$0] == derived }
        .map { plan.calibrationLineages[$0] }
    ).sorted()
  }

  private func lineageSubset(_ size: Int, of unrelated: [Int], _ draw: Int) -> [Double] {
    var stream = stream("learning.lineages", size, draw)
    let derived = lineages(derived: true)
    let share = Double(size) / Double(unrelated.count)
    var weights = [Double](repeating: 1, count: assessment.table.lineages.count)
    for lineage in unrelated + derived { weights[lineage] = 0 }
    let chosenUnrelated = stream.permutation(of: unrelated.count).prefix(size)
    let chosenDerived = stream.permutation(of: derived.count)
      .prefix(Int((share * Double(derived.count)).rounded(.up)))
    for index in chosenUnrelated { weights[unrelated[index]] = 1 }
    for index in chosenDerived { weights[derived[index]] = 1 }
    return weights
  }

  // MARK: Samples

  /// For every metric alone and for all that are fused: the first sample, the first two, and so on.
  private func sampleCurves() async -> [LearningCurve] {
    let most = assessment.table.transcript.mostSamples
    guard most > 1 else { return [] }
    var curves: [String: LearningCurve] = [:]
    for size in 1...most {
      var request = assessment.request
      request.transcript = request.transcript.limited(toSamples: size)
      let limited = await Assessment(request)
      for (metric, isNormalised, separation) in limited.separationsByMetric() {
        let key = "\(metric) \(isNormalised)"
        var curve =
          curves[key]
          ?? LearningCurve(axis: .samples, metric: metric, isNormalised: isNormalised, points: [])
        curve.points.append(Self.point(size, [separation]))
        curves[key] = curve
      }
    }
    return curves.sorted { $0.key < $1.key }.map(\.value)
  }

  // MARK: Points

  private func stream(_ name: String, _ size: Int, _ draw: Int) -> RandomStream {
    RandomStream(seed: assessment.request.tool.seed).substream(name, size).substream("draw", draw)
  }

  private func curve(_ axis: LearningCurve.Axis, _ points: [LearningCurve.Point])
    -> LearningCurve?
  {
    points.isEmpty
      ? nil : LearningCurve(axis: axis, metric: "fused", isNormalised: true, points: points)
  }

  /// - Parameter whole: the size of which there is only one draw.
  private func points(
    _ sizes: [Int], whole: Int, _ stage: AssessmentProgress.Stage,
    _ separation: @escaping @Sendable (_ size: Int, _ draw: Int) -> Separation
  ) async -> [LearningCurve.Point] {
    let tasks = sizes.flatMap { size in
      (0..<(size == whole ? 1 : Self.draws)).map { (size: size, draw: $0) }
    }
    let progress = assessment.request.progress
    let results = await concurrentMap(chunks: tasks.count, over: tasks.count) { range in
      let results = range.map { separation(tasks[$0].size, tasks[$0].draw) }
      progress(AssessmentProgress(stage: stage, done: range.upperBound, total: tasks.count))
      return results
    }.flatMap { $0 }
    return sizes.map { size in
      Self.point(size, zip(tasks, results).filter { $0.0.size == size }.map(\.1))
    }
  }

  private static func point(_ size: Int, _ separations: [Separation]) -> LearningCurve.Point {
    func estimate(_ value: (Separation) -> Double?) -> Validity.Estimate? {
      let values = separations.compactMap(value)
      guard let least = values.min(), let most = values.max() else { return nil }
      return Validity.Estimate(
        value: values.reduce(0, +) / Double(values.count), low: least, high: most)
    }
    return LearningCurve.Point(
      size: size, draws: separations.count, auc: estimate(\.auc),
      sourceFixed: estimate(\.sourceFixed), cllr: estimate(\.cllr),
      truePositiveRate5: estimate(\.truePositiveRate5))
  }

  /// All units scored with fits on weighted probes and lineages.
  private func separation(probes: [Float], lineages: [Double]) -> Separation {
    let length = assessment.metrics.length?.similarities(under: [probes])[0]
    let means = assessment.fused.map { entry in
      UnitMeans(
        similarity: entry.evidence.similarities(under: [probes])[0],
        length: MetricTable.usesLength(entry.descriptor) ? length : nil, plan: assessment.plan)
    }
    let replicate = Replicate(
      table: assessment.table, plan: assessment.plan, metrics: means, lineageWeights: lineages)
    return Separation(replicate.allCases(calibrate: assessment.calibrates))
  }
}

extension Replicate {
  /// Every calibration unit, also of lineages that no fit has seen. Ratios where there are enough
  /// lineages for one, else the excess ranks.
  fileprivate func allCases(calibrate: Bool) -> [Separation.Case] {
    let values = OutOfFold(
      self, OutOfFold.Request(items: plan.calibration, calibrate: calibrate)
    ).values
    let isCalibrated = plan.calibration.contains { values[$0].calibration != nil }
    return plan.calibration.compactMap { index in
      let (unit, value) = (plan.items[index].unit, values[index])
      guard let score = isCalibrated ? value.unclipped : value.excess else { return nil }
      return Separation.Case(
        suspect: unit.suspect, maker: unit.maker, isDerived: unit.isDerived!, weight: 1,
        score: score, ratio: value.ratio)
    }
  }
}

extension Assessment {
  /// For every metric alone, and for all that are fused: similarity and, where there is a cohort, excess.
  func separationsByMetric() -> [(metric: String, isNormalised: Bool, Separation)] {
    let sets = metrics.entries.map { ($0.descriptor.id, [$0]) } + [("fused", fused)]
    return sets.filter { !$0.1.isEmpty }.flatMap { id, entries in
      let point = replicate(entries, lineageWeights: unitLineageWeights)
      return [(false, Way.similarity), (true, Way.plain)].compactMap { isNormalised, way in
        let separation = point.separation(way, calibrate: false)
        return separation.auc == nil ? nil : (id, isNormalised, separation)
      }
    }
  }
}

extension Transcript {
  /// With no more than the first samples of every probe.
  fileprivate func limited(toSamples count: Int) -> Transcript {
    Transcript(
      subjects: subjects, probes: probes,
      responses: responses.map { row in row.map { Array($0.prefix(count)) } })
  }
}
