/// An explanation of likeness other than training on the source's outputs, with what the study's own
/// controls of that kind say about it.
public struct Alternative: Codable, Sendable, Equatable {
  public enum Hypothesis: String, Codable, Sendable, CaseIterable {
    case sharedPublicData = "H2a"
    case commonBaseWeights = "H2b"
    case commonThirdTeacher = "H2c"
    case reverseDirection = "H2d"
    case wrapper = "H2e"
    case sharedVendorOrBenchmarkTuning = "H2f"
  }

  public var hypothesis: Hypothesis
  /// Control lineages that speak to it.
  public var lineages: Int
  /// Whether this study can say anything about it: a rank or a ratio.
  public var isTested: Bool
  /// H1 against this alternative, from its own controls with their own minimum and limits.
  public var ratio: LikelihoodRatio?
  /// The suspect's rank among the controls of this alternative; for the reverse direction, that of its
  /// asymmetry among derived controls turned round. Small: the alternative does not explain the value.
  public var rankP: RankP?
  /// With the other primary tests accounted for; only of the alternatives without any relation.
  public var adjustedP: HolmP?
  /// Why there is no ratio.
  public var reason: ReasonCode?

  public init(
    hypothesis: Hypothesis, lineages: Int, isTested: Bool, ratio: LikelihoodRatio? = nil,
    rankP: RankP? = nil, adjustedP: HolmP? = nil, reason: ReasonCode? = nil
  ) {
    self.hypothesis = hypothesis
    self.lineages = lineages
    self.isTested = isTested
    self.ratio = ratio
    self.rankP = rankP
    self.adjustedP = adjustedP
    self.reason = reason
  }

  enum CodingKeys: String, CodingKey {
    case hypothesis, lineages, ratio, reason
    case isTested = "is_tested"
    case rankP = "rank_p"
    case adjustedP = "adjusted_p"
  }
}

extension Alternative.Hypothesis {
  /// Whether it makes the two related in another way, rather than unrelated.
  public var isAnotherRelation: Bool {
    switch self {
    case .commonBaseWeights, .commonThirdTeacher, .reverseDirection, .wrapper: true
    case .sharedPublicData, .sharedVendorOrBenchmarkTuning: false
    }
  }
}
