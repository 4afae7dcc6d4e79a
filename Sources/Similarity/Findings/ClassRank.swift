/// A rank among unrelated controls of one kind.
///
/// An innocent suspect may have no teacher, or one that is not among the candidates. The two are not
/// exchangeable: a student of a mainstream model takes over more of the mainstream than others read.
public struct ClassRank: Codable, Sendable, Equatable {
  public enum Controls: String, Codable, Sendable, CaseIterable {
    /// Unrelated lineages without a known teacher.
    case untaught
    /// Known students of other makers, compared without their teacher's family, as a suspect whose
    /// teacher is absent would be.
    case taught
  }

  public let controls: Controls
  public let rank: RankP

  public init(controls: Controls, rank: RankP) {
    self.controls = controls
    self.rank = rank
  }

  /// What a rank is for: a class of fewer than 19 lineages cannot attain it.
  public static let level = 0.05

  /// Whether the class is large enough to confirm anything.
  private var confirms: Bool { controls == .untaught || rank.smallestAttainable <= Self.level }

  /// Whether it has a say. Students too few to attain the level cannot confirm, but any one of them
  /// that scores as high contradicts.
  public var counts: Bool { confirms || rank.exceeding > 0 }

  /// The largest p over the classes that count, which holds whichever class an unrelated suspect is
  /// of (Berger 1982, *Multiparameter hypothesis testing and acceptance sampling*). What is attainable
  /// follows from the classes alone, not from what was observed.
  public static func leastFavourable(_ ranks: [ClassRank]) -> RankP? {
    let largest = ranks.filter(\.counts).max { $0.rank.value < $1.rank.value }?.rank
    let attainable = ranks.filter(\.confirms).map(\.rank.smallestAttainable).max()
    return largest.map {
      RankP(
        exceeding: $0.exceeding, lineages: $0.lineages,
        smallestAttainable: attainable ?? $0.smallestAttainable)
    }
  }
}
