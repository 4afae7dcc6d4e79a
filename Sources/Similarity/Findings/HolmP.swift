import Statistics

/// A rank p adjusted for the other tests of its family by Holm's procedure.
///
/// There is no initialiser but over ranks, which are counts.
public struct HolmP: Codable, Sendable, Equatable {
  public let value: Double
  /// Tests in the family.
  public let tests: Int

  private init(_ adjusted: AdjustedPValue) {
    value = adjusted.value
    tests = adjusted.familySize
  }

  /// One for each rank, over all of them as a family.
  public static func adjusting(_ ranks: [RankP]) -> [HolmP] {
    ranks.map { PValue(exceeding: $0.exceeding, of: $0.lineages) }.holmAdjusted.map(HolmP.init)
  }
}

/// A rank p adjusted by the procedure of Benjamini and Hochberg: for exploration only.
public struct ExploratoryP: Codable, Sendable, Equatable {
  public let value: Double
  public let tests: Int

  private init(_ adjusted: AdjustedPValue) {
    value = adjusted.value
    tests = adjusted.familySize
  }

  public static func adjusting(_ ranks: [RankP]) -> [ExploratoryP] {
    ranks.map { PValue(exceeding: $0.exceeding, of: $0.lineages) }.benjaminiHochbergAdjusted
      .map(ExploratoryP.init)
  }
}
