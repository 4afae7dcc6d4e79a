import Statistics

/// What trials over many independently trained populations say about the instrument.
public struct TrialValidation: Sendable {
  private let trials: [ScoredTrial]
  /// Of populations in which every known student has a teacher of its own; for the direction alone.
  private let pairs: [ScoredTrial]
  private let seed: UInt64

  public init(_ trials: [ScoredTrial], pairs: [ScoredTrial] = [], seed: UInt64) {
    self.trials = trials
    self.pairs = pairs
    self.seed = seed
  }

  /// The calibration of all trials for others; `nil` below the minimum of lineages.
  public func calibration(
    tool: ToolRecord, origin: String, conditions: ValidityConditions
  ) async -> CalibrationFile? {
    await PooledCalibration(trials).file(origin: origin, tool: tool, conditions: conditions)
  }

  public func validation(
    tool: ToolRecord, data: ValidationData, conditions: ValidityConditions
  ) -> Validation {
    let ranked = trials.sorted {
      ($0.log10LR ?? 0, $0.excess) > ($1.log10LR ?? 0, $1.excess)
    }
    let separation = TrialSeparation(trials: trials, seed: seed)
    var validation = Validation(
      tool: tool, data: data, conditions: conditions, methods: separation.methods(),
      errorRates: errorRates(),
      power: power(), direction: DirectionCount(trials + pairs, seed: seed),
      directions: DirectionRow.rows(trials, pairs: pairs, seed: seed),
      curves: separation.curves(), groups: groups(),
      falsePositives: ranked.filter { $0.pair.isDerived == false }.prefix(Self.worst)
        .map(Self.named),
      falseNegatives: ranked.reversed().filter { $0.pair.isDerived == true }.prefix(Self.worst)
        .map(Self.named))
    validation.matrix = ValidationMatrix(validation).rows
    return validation
  }

  private static let worst = 12

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
