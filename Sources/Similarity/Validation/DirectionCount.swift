/// How often the direction of learning is stated, and how often it is right, over pairs that are found
/// to be related (rank p <= .05) and one of which learned from the other.
///
/// Pairs of one population are ranked among each other, so the level sets how many are stated the wrong
/// way round: what is right among those stated is no binomial share.
public struct DirectionCount: Codable, Sendable, Equatable {
  public var right: Int
  public var wrong: Int
  public var undetermined: Int
  /// 95 % interval of the share that is right among all found, from resampling populations; absent with
  /// fewer than five, and where none is right, since resampling nothing gives nothing.
  public var low: Double?
  public var high: Double?

  public var claimed: Int { right + wrong }
  public var found: Int { claimed + undetermined }

  public init(right: Int, wrong: Int, undetermined: Int) {
    self.right = right
    self.wrong = wrong
    self.undetermined = undetermined
  }
}

extension DirectionCount {
  static let reverse = "reverse"
  private static let fewestPopulations = 5

  /// `nil` where there is no such pair.
  /// - Parameter standing: what is said of a pair.
  init?(
    _ trials: [ScoredTrial], by standing: (ScoredTrial) -> Direction.Standing? = \.direction,
    seed: UInt64
  ) {
    let found = trials.filter { standing($0) != nil && Self.counts($0) }
    guard !found.isEmpty else { return nil }
    let outcomes = found.map {
      // Of a reverse pair the suspect is the teacher.
      ErrorRate.Outcome(
        cluster: $0.cluster,
        isFlagged: standing($0)
          == ($0.pair.kind == Self.reverse ? .sourceLearned : .suspectLearned))
    }
    let right = outcomes.count(where: \.isFlagged)
    let undetermined = found.count { standing($0) == .undetermined }
    self.init(right: right, wrong: found.count - right - undetermined, undetermined: undetermined)
    guard right > 0 else { return }
    let interval = ErrorRate.interval(outcomes, fewest: Self.fewestPopulations, seed: seed)
    (low, high) = (interval?.lowerBound, interval?.upperBound)
  }

  private static func counts(_ trial: ScoredTrial) -> Bool {
    Criterion.rank5.isMet(rank: trial.rankP, log10LR: nil, limit: nil) == true
      && (trial.pair.isDerived == true || trial.pair.kind == reverse)
  }
}

/// The directions of some pairs, by one rule.
public struct DirectionRow: Codable, Sendable, Equatable {
  /// Who taught the known students that a direction is judged by, and the rule, in words.
  public var title: String
  /// Share of the learner's training that the teacher supplied; absent over all.
  public var fraction: Double?
  public var count: DirectionCount
}

extension DirectionRow {
  /// - Parameters:
  ///   - trials: of populations in which six teachers taught all known students.
  ///   - pairs: of populations in which each known student has a teacher of its own.
  static func rows(
    _ trials: [ScoredTrial], pairs: [ScoredTrial], seed: UInt64
  ) -> [DirectionRow] {
    func row(
      _ title: String, _ fraction: Double?, _ trials: [ScoredTrial],
      by standing: (ScoredTrial) -> Direction.Standing?
    ) -> DirectionRow? {
      let trials = trials.filter { fraction == nil || $0.pair.fraction == fraction }
      return DirectionCount(trials, by: standing, seed: seed).map {
        DirectionRow(title: title, fraction: fraction, count: $0)
      }
    }
    let own = "a teacher for each known student"
    let shares = Set(pairs.compactMap(\.pair.fraction)).sorted()
    let byRank = [nil] + shares.map(Optional.some)
    return [
      row("six teachers of all known students, as stated", nil, trials, by: \.direction),
      row("\(own), as stated", nil, pairs, by: \.direction),
    ].compactMap { $0 }
      + byRank.compactMap { row("\(own), by the ranks alone", $0, pairs, by: \.leaning) }
  }
}
