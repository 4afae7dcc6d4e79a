import Statistics

/// How well trials of the two classes are told apart, and what their ratios cost.
struct TrialSeparation {
  let trials: [ScoredTrial]
  let seed: UInt64

  private static let replicates = 500

  func curves() -> Validity.Curves? {
    let rated = trials.filter { $0.pair.isDerived != nil }
      .compactMap(Self.stated)
    return CurveFindings.curves(Self.cases(rated), calibrates: true) {
      $0.suspect
    }?.thinned(to: Self.curvePoints)
  }

  private static let curvePoints = 300

  func methods() -> [Validity.Method] {
    let stated = trials.filter { $0.pair.isDerived != nil }.compactMap(Self.stated)
    return [
      method("stated ratios", stated.filter { !Self.isOrphan($0) }),
      method(
        "stated ratios, true teacher absent",
        stated.filter { $0.trial.pair.isDerived == true || Self.isOrphan($0) }),
    ].compactMap { $0 } + transfers()
  }

  /// A description of the scale: no report states a ratio of this map.
  static let isotonicMap = "isotonic map of other populations"

  /// What calibrations of the other populations cost on each.
  private func transfers() -> [Validity.Method] {
    let pooled = PooledCalibration(trials)
    let ratios = zip(pooled.trials, pooled.ratios()).compactMap { trial, ratio in
      ratio.map { (trial, $0) }
    }
    let imported = ratios.map { trial, ratio in
      Rated(
        trial: trial, score: ratio.line,
        ratio: min(max(ratio.line, ratio.limits.lowerBound), ratio.limits.upperBound),
        unclipped: ratio.line, limits: ratio.limits)
    }
    let isotonic = ratios.map { Rated(trial: $0, score: $1.line, ratio: $1.isotonic) }
    return [
      method(
        "calibration of other populations, as imported", imported.filter { !Self.isOrphan($0) }),
      method(Self.isotonicMap, isotonic.filter { !Self.isOrphan($0) }),
    ].compactMap { $0 }
  }

  /// A trial with what ranks it, larger speaking for H1, and the log10 LR that is judged.
  private struct Rated {
    let trial: ScoredTrial
    let score: Double
    let ratio: Double
    var unclipped: Double?
    var limits: ClosedRange<Double>?
  }

  private static let orphan = "student of an absent teacher"

  private static func isOrphan(_ rated: Rated) -> Bool { rated.trial.pair.kind == orphan }

  /// Ranked before clipping, which ties the top.
  private static func stated(_ trial: ScoredTrial) -> Rated? {
    guard let ratio = trial.log10LR, let unclipped = trial.unclipped else { return nil }
    let limits = trial.lowerLimit.flatMap { low in trial.limit.map { low...max(low, $0) } }
    return Rated(
      trial: trial, score: unclipped, ratio: ratio, unclipped: unclipped, limits: limits)
  }

  private func method(_ title: String, _ rated: [Rated]) -> Validity.Method? {
    let clusters = Set(rated.map(\.trial.cluster)).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(clusters, clusters.indices))
    let cases = Self.cases(rated)
    let members = rated.map { numbers[$0.trial.cluster]! }
    let root = RandomStream(seed: seed)
    let point = Separation(cases)
    guard point.auc != nil else { return nil }
    let replicates = (0..<Self.replicates).map { replicate in
      var stream = root.substream("trials", replicate)
      let times = stream.multiplicities(of: clusters.count)
      return Separation(
        zip(cases, members).compactMap { times[$1] > 0 ? $0.weighing(times[$1]) : nil })
    }
    func estimate(_ value: (Separation) -> Double?) -> Validity.Estimate? {
      guard let center = value(point) else { return nil }
      let interval = (try? SampleQuantiles(replicates.compactMap(value)))?.interval()
      return Validity.Estimate(
        value: center, low: interval?.lowerBound, high: interval?.upperBound)
    }
    return Validity.Method(
      title: title, metrics: [], auc: estimate(\.auc),
      truePositiveRate5: estimate(\.truePositiveRate5),
      truePositiveRate1: estimate(\.truePositiveRate1), sourceFixed: estimate(\.sourceFixed),
      suspectFixed: estimate(\.suspectFixed), cllr: estimate(\.cllr), cllrMin: estimate(\.cllrMin),
      cllrUnclipped: estimate(\.cllrUnclipped), cllrAtLimits: estimate(\.cllrAtLimits))
  }

  /// Suspects and sources are of their population.
  private static func cases(_ rated: [Rated]) -> [Separation.Case] {
    var suspects: [String: Int] = [:]
    return rated.map { rated in
      let trial = rated.trial
      let name = "\(trial.cluster) \(trial.pair.suspect)"
      let suspect = suspects[name] ?? suspects.count
      suspects[name] = suspect
      return Separation.Case(
        suspect: suspect, maker: "\(trial.cluster) \(trial.pair.source)",
        isDerived: trial.pair.isDerived!, weight: 1, score: rated.score, ratio: rated.ratio,
        unclipped: rated.unclipped, limits: rated.limits)
    }
  }
}

extension Separation.Case {
  fileprivate func weighing(_ times: Int) -> Separation.Case {
    Separation.Case(
      suspect: suspect, maker: maker, isDerived: isDerived, weight: Double(times), score: score,
      ratio: ratio, unclipped: unclipped, limits: limits)
  }
}

extension Validity.Curves {
  /// With no more than about so many points on each curve, evenly spaced, both ends kept.
  fileprivate func thinned(to count: Int) -> Validity.Curves {
    func thinned<Point>(_ points: [Point]) -> [Point] {
      guard points.count > count else { return points }
      return (0..<count).map { points[$0 * (points.count - 1) / (count - 1)] }
    }
    var result = self
    result.tippett = thinned(tippett)
    result.isotonic = thinned(isotonic)
    result.errorTradeOff = thinned(errorTradeOff)
    return result
  }
}
