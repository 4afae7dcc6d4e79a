import Statistics

/// How often pairs of one kind meet a criterion that would be held against them.
public struct ErrorRate: Codable, Sendable, Equatable {
  /// Of the pairs, in words: the alternative that is true of them.
  public var kind: String
  /// For instance `rank p <= 0.05`.
  public var criterion: String
  /// The rate the criterion promises not to exceed; absent where it promises none.
  public var nominal: Double?
  /// Whether meeting the criterion would be a mistake.
  public var isError: Bool
  public var flagged: Int
  public var trials: Int
  /// Lineages or populations; trials within one are not independent.
  public var clusters: Int
  /// Clopper-Pearson 95 % interval over trials, as if they were independent.
  public var low: Double
  public var high: Double
  /// 95 % interval from resampling clusters; absent with fewer than ten.
  public var clusterLow: Double?
  public var clusterHigh: Double?
  /// P(at least as many flagged) at the nominal rate: the exact one-sided binomial test.
  public var tail: Double?

  /// Whether the nominal rate is not rejected at 5 %.
  public var holds: Bool? { tail.map { $0 > 0.05 } }

  enum CodingKeys: String, CodingKey {
    case kind, criterion, nominal, flagged, trials, clusters, low, high, tail
    case isError = "is_error"
    case clusterLow = "cluster_low"
    case clusterHigh = "cluster_high"
  }
}

extension ErrorRate {
  /// One trial's outcome.
  struct Outcome {
    let cluster: String
    let isFlagged: Bool
  }

  private static let replicates = 2_000
  private static let fewestClusters = 10

  /// `nil` without trials.
  init?(
    kind: String, criterion: String, nominal: Double?, isError: Bool, _ outcomes: [Outcome],
    seed: UInt64
  ) {
    guard !outcomes.isEmpty else { return nil }
    let count = BinomialCount(outcomes.count(where: \.isFlagged), of: outcomes.count)
    let interval = count.interval()
    self.kind = kind
    self.criterion = criterion
    self.nominal = nominal
    self.isError = isError
    flagged = count.successes
    trials = count.trials
    clusters = Set(outcomes.map(\.cluster)).count
    (low, high) = (interval.lowerBound, interval.upperBound)
    tail = nominal.map { count.upperTail(rate: $0) }
    let resampled = Self.interval(outcomes, fewest: Self.fewestClusters, seed: seed)
    (clusterLow, clusterHigh) = (resampled?.lowerBound, resampled?.upperBound)
  }

  /// 95 % interval of the share flagged, clusters resampled whole.
  ///
  /// - Parameter fewest: clusters below which there is none.
  static func interval(
    _ outcomes: [Outcome], fewest: Int, seed: UInt64
  ) -> ClosedRange<Double>? {
    let clusters = Dictionary(grouping: outcomes, by: \.cluster).sorted { $0.key < $1.key }
      .map { (flagged: $0.value.count(where: \.isFlagged), trials: $0.value.count) }
    guard clusters.count >= fewest else { return nil }
    let root = RandomStream(seed: seed)
    let rates = (0..<replicates).map { replicate -> Double in
      var stream = root.substream("error-rate", replicate)
      var (flagged, trials) = (0, 0)
      for (cluster, times) in zip(clusters, stream.multiplicities(of: clusters.count)) {
        flagged += times * cluster.flagged
        trials += times * cluster.trials
      }
      return Double(flagged) / Double(max(1, trials))
    }
    return (try? SampleQuantiles(rates))?.interval()
  }
}

/// How often students with a share of their training from the source are found.
public struct PowerRow: Codable, Sendable, Equatable {
  public var kind: String
  /// Share of the suspect's training that the source supplied.
  public var fraction: Double?
  public var rates: [ErrorRate]
}
