import Statistics

/// What trials over many independently trained populations say about the instrument.
public struct TrialValidation: Sendable {
  private let trials: [ScoredTrial]
  private let seed: UInt64

  public init(_ trials: [ScoredTrial], seed: UInt64) {
    self.trials = trials
    self.seed = seed
  }

  public func validation(
    tool: ToolRecord, data: ValidationData, conditions: ValidityConditions
  ) -> Validation {
    let ranked = trials.sorted {
      ($0.log10LR ?? 0, $0.excess) > ($1.log10LR ?? 0, $1.excess)
    }
    var validation = Validation(
      tool: tool, data: data, conditions: conditions, methods: methods(), errorRates: errorRates(),
      power: power(), direction: direction(), curves: curves(), groups: groups(),
      falsePositives: ranked.filter { $0.pair.isDerived == false }.prefix(Self.worst)
        .map(Self.named),
      falseNegatives: ranked.reversed().filter { $0.pair.isDerived == true }.prefix(Self.worst)
        .map(Self.named))
    validation.matrix = ValidationMatrix(validation).rows
    return validation
  }

  private static let worst = 12
  private static let replicates = 500

  private static func named(_ trial: ScoredTrial) -> NamedUnit {
    NamedUnit(
      suspect: "\(trial.pair.suspect) (\(trial.cluster))", source: trial.pair.source,
      kind: trial.pair.kind, excess: trial.excess, log10LR: trial.log10LR, rankP: trial.rankP)
  }

  // MARK: Rates

  /// Pairs by kind; meeting a criterion is a mistake for those of the unrelated class.
  private func errorRates() -> [ErrorRate] {
    Dictionary(grouping: trials.filter { $0.pair.isDerived != true }, by: \.pair.kind)
      .sorted { $0.key < $1.key }.flatMap { kind, trials in
        rates(kind, trials, isError: trials[0].pair.isDerived == false)
      }
  }

  private func power() -> [PowerRow] {
    struct Key: Hashable {
      let kind: String
      let fraction: Double?
    }
    let derived = trials.filter { $0.pair.isDerived == true }
    return Dictionary(grouping: derived) { Key(kind: $0.pair.kind, fraction: $0.pair.fraction) }
      .sorted { ($0.key.kind, $0.key.fraction ?? 0) < ($1.key.kind, $1.key.fraction ?? 0) }
      .map { key, trials in
        PowerRow(
          kind: key.kind, fraction: key.fraction, rates: rates(key.kind, trials, isError: false))
      }
  }

  private func rates(_ kind: String, _ trials: [ScoredTrial], isError: Bool) -> [ErrorRate] {
    Criterion.allCases.compactMap { criterion in
      ErrorRate(
        kind: kind, criterion: criterion.title, nominal: isError ? criterion.nominal : nil,
        isError: isError,
        trials.compactMap { trial in
          criterion.isMet(rank: trial.rankP, log10LR: trial.log10LR, limit: trial.limit).map {
            ErrorRate.Outcome(cluster: trial.cluster, isFlagged: $0)
          }
        }, seed: seed)
    }
  }

  /// Over pairs found to be related: the suspect of a reverse pair taught the source.
  private func direction() -> DirectionCount? {
    let found = trials.filter {
      $0.direction != nil && Criterion.rank5.isMet(rank: $0.rankP, log10LR: nil, limit: nil) == true
        && ($0.pair.isDerived == true || $0.pair.kind == Self.reverse)
    }
    guard !found.isEmpty else { return nil }
    let right = found.count {
      $0.direction == ($0.pair.kind == Self.reverse ? .sourceLearned : .suspectLearned)
    }
    let undetermined = found.count { $0.direction == .undetermined }
    return DirectionCount(
      right: right, wrong: found.count - right - undetermined, undetermined: undetermined)
  }

  private static let reverse = "reverse"

  // MARK: Separation

  private func curves() -> Validity.Curves? {
    let rated = trials.filter { $0.pair.isDerived != nil && $0.log10LR != nil }
    return CurveFindings.curves(cases(rated, \.log10LR) { _ in 1 }, calibrates: true) {
      $0.suspect
    }?.thinned(to: Self.curvePoints)
  }

  private static let curvePoints = 300

  private func methods() -> [Validity.Method] {
    let closed = trials.filter { $0.pair.isDerived != nil && $0.pair.kind != Self.orphan }
    let open = trials.filter { $0.pair.isDerived == true || $0.pair.kind == Self.orphan }
    return [
      method("stated ratios", closed, \.log10LR),
      method("ratios before the limits", closed, \.unclipped),
      method("stated ratios, true teacher absent", open, \.log10LR),
    ].compactMap { $0 }
  }

  private static let orphan = "student of an absent teacher"

  private func method(
    _ title: String, _ trials: [ScoredTrial], _ ratio: (ScoredTrial) -> Double?
  ) -> Validity.Method? {
    let rated = trials.filter { ratio($0) != nil }
    let clusters = Set(rated.map(\.cluster)).sorted()
    let root = RandomStream(seed: seed)
    let point = separation(rated, ratio) { _ in 1 }
    guard point.auc != nil else { return nil }
    let replicates = (0..<Self.replicates).map { replicate in
      var stream = root.substream("trials", replicate)
      let times = Dictionary(
        uniqueKeysWithValues: zip(clusters, stream.multiplicities(of: clusters.count)))
      return separation(rated, ratio) { Double(times[$0]!) }
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
      suspectFixed: estimate(\.suspectFixed), cllr: estimate(\.cllr), cllrMin: estimate(\.cllrMin))
  }

  /// Ranked before clipping, which ties the top; suspects and sources are of their population.
  private func separation(
    _ trials: [ScoredTrial], _ ratio: (ScoredTrial) -> Double?, _ weight: (String) -> Double
  ) -> Separation {
    Separation(cases(trials, ratio, weight))
  }

  private func cases(
    _ trials: [ScoredTrial], _ ratio: (ScoredTrial) -> Double?, _ weight: (String) -> Double
  ) -> [Separation.Case] {
    var suspects: [String: Int] = [:]
    return trials.compactMap { trial in
      let weight = weight(trial.cluster)
      guard weight > 0 else { return nil }
      let name = "\(trial.cluster) \(trial.pair.suspect)"
      let suspect = suspects[name] ?? suspects.count
      suspects[name] = suspect
      return Separation.Case(
        suspect: suspect, maker: "\(trial.cluster) \(trial.pair.source)",
        isDerived: trial.pair.isDerived!, weight: weight, score: trial.unclipped!,
        ratio: ratio(trial))
    }
  }

  // MARK: Ability

  private func groups() -> [CalibrationGroup] {
    CalibrationGroups.groups(
      "accuracy",
      trials.filter { $0.pair.isDerived != nil }.compactMap { trial in
        trial.accuracy.map { (Self.unit(trial), $0) }
      })
  }

  private static func unit(_ trial: ScoredTrial) -> Validity.Unit {
    Validity.Unit(
      suspect: "\(trial.cluster) \(trial.pair.suspect)", sourceMaker: trial.pair.source,
      lineage: trial.cluster, isDerived: trial.pair.isDerived!, excess: trial.excess,
      log10LR: trial.log10LR, rankP: trial.rankP)
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
