/// One pair of known relation, scored as if nothing were known of it: what validation counts.
public struct ScoredTrial: Codable, Sendable, Equatable {
  /// A pair to score: its suspect and source are subjects of the transcript.
  public struct Pair: Codable, Sendable, Hashable {
    public var suspect: String
    public var source: String
    /// What the pair is an instance of, in words.
    public var kind: String
    /// Whether it is of the derived class (true), of the unrelated class (false) or related otherwise.
    public var isDerived: Bool?
    /// The share of the suspect's training examples that the source supplied, where it is known.
    public var fraction: Double?

    public init(
      suspect: String, source: String, kind: String, isDerived: Bool?, fraction: Double? = nil
    ) {
      self.suspect = suspect
      self.source = source
      self.kind = kind
      self.isDerived = isDerived
      self.fraction = fraction
    }

    enum CodingKeys: String, CodingKey {
      case suspect, source, kind, fraction
      case isDerived = "is_derived"
    }
  }

  public var pair: Pair
  /// What trials have in common that are not independent: the lineage of the suspect in a panel, the
  /// population in the lab.
  public var cluster: String
  /// Share of correct answers of the suspect; absent without keys.
  public var accuracy: Double?
  public var excess: Double
  /// Out of fold, after clipping and before; absent below the minimum of lineages.
  public var log10LR: Double?
  public var unclipped: Double?
  /// The upper limit of the ratio, and the lower one, which older files lack.
  public var limit: Double?
  public var lowerLimit: Double?
  public var rankP: RankP?
  /// What is said about who learned from whom; absent where the reverse was not measured.
  public var direction: Direction.Standing?
  /// What the ranks of the asymmetry alone would say.
  public var leaning: Direction.Standing?
  /// Excess by each metric alone.
  public var metrics: [String: Double]

  public init(
    pair: Pair, cluster: String, accuracy: Double? = nil, excess: Double, log10LR: Double? = nil,
    unclipped: Double? = nil, limit: Double? = nil, lowerLimit: Double? = nil,
    rankP: RankP? = nil, direction: Direction.Standing? = nil, leaning: Direction.Standing? = nil,
    metrics: [String: Double]
  ) {
    self.pair = pair
    self.cluster = cluster
    self.accuracy = accuracy
    self.excess = excess
    self.log10LR = log10LR
    self.unclipped = unclipped
    self.limit = limit
    self.lowerLimit = lowerLimit
    self.rankP = rankP
    self.direction = direction
    self.leaning = leaning
    self.metrics = metrics
  }

  enum CodingKeys: String, CodingKey {
    case pair, cluster, accuracy, excess, unclipped, limit, direction, leaning, metrics
    case log10LR = "log10_lr"
    case lowerLimit = "lower_limit"
    case rankP = "rank_p"
  }
}

extension ScoredTrial {
  /// The kinds of pairs that trials of innocent suspects are made of.
  static let innocentKinds = [
    "independent", "shared vendor", "student of an absent teacher", "student of another source",
  ]
}
