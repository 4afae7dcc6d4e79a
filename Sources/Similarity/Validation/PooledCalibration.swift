import Statistics

/// Calibrations fitted on the trials of other populations: what can be said of models that had no part
/// in any fit.
///
/// Each trial counts with its excess on its own company. Every suspect is a lineage; the fit, its weights
/// and its bounds are those of every other ratio.
struct PooledCalibration {
  /// What the others' calibration says of one trial, as log10 LR.
  struct Ratio {
    let line: Double
    /// What an imported calibration keeps it within.
    let limits: ClosedRange<Double>
    /// The best nondecreasing map of excess to ratio, whatever its shape.
    let isotonic: Double
  }

  /// Those of either class.
  let trials: [ScoredTrial]
  /// Of the suspect of each trial, and the population of each lineage.
  private let lineages: [Int]
  private let populations: [String]

  init(_ trials: [ScoredTrial]) {
    self.trials = trials.filter { $0.pair.isDerived != nil }
    var numbers: [String: Int] = [:]
    var populations: [String] = []
    lineages = self.trials.map { trial in
      let name = "\(trial.cluster) \(trial.pair.suspect)"
      if let number = numbers[name] { return number }
      numbers[name] = populations.count
      populations.append(trial.cluster)
      return populations.count - 1
    }
    self.populations = populations
  }

  private var clusters: [String] { Set(populations).sorted() }

  /// - Parameter weight: of every lineage; those of 0 are left out.
  private func cases(_ weight: [Double]) -> CalibrationCases {
    var cases = CalibrationCases(lineageCount: populations.count, capacity: trials.count)
    for (trial, lineage) in zip(trials, lineages) where weight[lineage] > 0 {
      cases.append(
        score: trial.excess, lineage: lineage, isDerived: trial.pair.isDerived!,
        weight: weight[lineage], maker: 0)
    }
    return cases
  }

  // MARK: Left out in turn

  /// By trial, from a fit on all populations but its own; `nil` below the minimum of lineages.
  func ratios() -> [Ratio?] {
    var result = [Ratio?](repeating: nil, count: trials.count)
    for cluster in clusters {
      let others = cases(populations.map { $0 == cluster ? 0 : 1 })
      guard let fit = try? RatioCalibration(fitting: others, maker: 0), fit.suffices,
        let isotonic = Self.isotonic(others)
      else { continue }
      for (index, trial) in trials.enumerated() where trial.cluster == cluster {
        result[index] = Ratio(
          line: fit.unclipped(trial.excess), limits: CalibrationFile.limits(fit.bounds),
          isotonic: isotonic.log10LikelihoodRatio(at: trial.excess))
      }
    }
    return result
  }

  /// The misleading case beyond each end weighs what a lineage of its class does.
  private static func isotonic(_ cases: CalibrationCases) -> IsotonicCalibration? {
    guard
      let scores = try? LabelledScores(
        cases.scores, labels: cases.isDerived, weights: cases.balancedWeights())
    else { return nil }
    let bounded = try? scores.addingMisleading(
      positive: scores.positiveWeight / Double(cases.lineageTotal(derived: true)),
      negative: scores.negativeWeight / Double(cases.lineageTotal(derived: false)))
    return bounded.map { IsotonicCalibration(fitting: $0) }
  }
}

extension PooledCalibration {
  private static let replicates = 500

  /// The calibration of all trials for others to import; `nil` below the minimum of lineages.
  ///
  /// - Parameters:
  ///   - origin: what the trials are of.
  ///   - tool: with the seed of the bootstrap.
  func file(
    origin: String, tool: ToolRecord, conditions: ValidityConditions
  ) async -> CalibrationFile? {
    guard
      let fit = try? RatioCalibration(
        fitting: cases(populations.map { _ in 1 }), maker: 0), fit.suffices
    else { return nil }
    let lines = await concurrentMap(chunks: Self.replicates, over: Self.replicates) { range in
      range.map { line($0, seed: tool.seed, startingFrom: fit) ?? CalibrationFile.Line.even }
    }.flatMap { $0 }
    return CalibrationFile(
      fit, origin: origin, version: tool.version, conditions: conditions, replicates: lines)
  }

  /// Of populations drawn with replacement, and of lineages drawn within each; `nil` where a class is
  /// left empty.
  private func line(
    _ replicate: Int, seed: UInt64, startingFrom fit: RatioCalibration
  ) -> CalibrationFile.Line? {
    var stream = RandomStream(seed: seed).substream("calibration", replicate)
    var weight = [Double](repeating: 0, count: populations.count)
    let clusters = clusters
    for (cluster, times) in zip(clusters, stream.multiplicities(of: clusters.count)) {
      let members = populations.indices.filter { populations[$0] == cluster }
      for (member, drawn) in zip(members, stream.multiplicities(of: members.count)) {
        weight[member] = Double(times * drawn)
      }
    }
    let drawn = try? RatioCalibration(fitting: cases(weight), maker: 0, startingFrom: fit)
    return drawn.map { CalibrationFile.Line($0) }
  }
}
