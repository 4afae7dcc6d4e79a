/// Single probes on which suspect and source are more alike than unrelated lineages are: exploration,
/// made after the answer, that no conclusion rests on.
public struct ProbeTable: Codable, Sendable, Equatable {
  public struct Row: Codable, Sendable, Equatable {
    public var probe: String
    public var metric: String
    /// Among unrelated lineages, of the similarity on this probe alone.
    public var rankP: RankP
    /// Over all probes and fused metrics (Benjamini and Hochberg).
    public var adjusted: ExploratoryP

    public init(probe: String, metric: String, rankP: RankP, adjusted: ExploratoryP) {
      self.probe = probe
      self.metric = metric
      self.rankP = rankP
      self.adjusted = adjusted
    }

    enum CodingKeys: String, CodingKey {
      case probe, metric, adjusted
      case rankP = "rank_p"
    }
  }

  /// Probes times metrics that could be compared.
  public var tests: Int
  /// How many of them have an adjusted value of at most .05.
  public var standingOut: Int
  /// The smallest adjusted values, at most ten.
  public var rows: [Row]

  public init(tests: Int, standingOut: Int, rows: [Row]) {
    self.tests = tests
    self.standingOut = standingOut
    self.rows = rows
  }

  enum CodingKeys: String, CodingKey {
    case tests, rows
    case standingOut = "standing_out"
  }
}
