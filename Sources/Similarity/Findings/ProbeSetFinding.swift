/// The suspect and a source on one probe set alone: the fused metrics that can be measured on it.
public struct ProbeSetFinding: Codable, Sendable, Equatable {
  public var set: String
  public var probes: Int
  public var metrics: [String]
  public var excess: Double?
  public var rankP: RankP?
  /// Why there is no excess.
  public var notMeasurable: ReasonCode?

  public init(
    set: String, probes: Int, metrics: [String], excess: Double? = nil, rankP: RankP? = nil,
    notMeasurable: ReasonCode? = nil
  ) {
    self.set = set
    self.probes = probes
    self.metrics = metrics
    self.excess = excess
    self.rankP = rankP
    self.notMeasurable = notMeasurable
  }

  enum CodingKeys: String, CodingKey {
    case set, probes, metrics, excess
    case rankP = "rank_p"
    case notMeasurable = "not_measurable"
  }
}
