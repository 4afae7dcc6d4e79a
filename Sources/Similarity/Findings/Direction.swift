/// Who learned from whom, where likeness has a direction at all.
///
/// Conditional on one of the two having learned from the other. The statistic is the asymmetry of a
/// pair: its excess minus the excess of the same two with their parts exchanged, on one company. It
/// counts only by its rank among known pairs, as they are and turned round.
public struct Direction: Codable, Sendable, Equatable {
  public enum Standing: String, Codable, Sendable {
    case undetermined
    /// The reverse is rejected: the suspect learned from the source.
    case suspectLearned = "suspect-learned"
    /// The reverse is what is found: the source learned from the suspect.
    case sourceLearned = "source-learned"
  }

  /// How the rule does on the derived controls, each cluster left out in turn.
  public struct Measured: Codable, Sendable, Equatable {
    public var right: Int
    public var wrong: Int
    public var undetermined: Int
    /// One-sided 95 % upper bound on the share of clusters it is wrong about.
    public var wrongBound: Double

    public init(right: Int, wrong: Int, undetermined: Int, wrongBound: Double) {
      self.right = right
      self.wrong = wrong
      self.undetermined = undetermined
      self.wrongBound = wrongBound
    }

    enum CodingKeys: String, CodingKey {
      case right, wrong, undetermined
      case wrongBound = "wrong_bound"
    }
  }

  public var standing: Standing
  public var asymmetry: Double?
  /// Clusters of derived lineages that, turned round, are at least as asymmetric: small speaks against
  /// the reverse. Pairs with a student's or teacher's lineage in common are one cluster.
  public var reverse: RankP?
  /// Clusters that are at most as asymmetric: small speaks against the suspect having learned.
  public var forward: RankP?
  public var measured: Measured?

  public init(
    standing: Standing, asymmetry: Double? = nil, reverse: RankP? = nil, forward: RankP? = nil,
    measured: Measured? = nil
  ) {
    self.standing = standing
    self.asymmetry = asymmetry
    self.reverse = reverse
    self.forward = forward
    self.measured = measured
  }
}
