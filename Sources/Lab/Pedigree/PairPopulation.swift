import Statistics

/// A population in which every known student has a teacher of its own, so that who learned from whom can
/// be found out: students of one teacher would be one case of it.
///
/// Families and confounders are those of ``StandardPopulation``; there is nothing but the pairs beside
/// the families.
public enum PairPopulation {
  /// Enough for a rank p of .05 although one other pair leans as far.
  public static let pairs = 40

  /// - Parameter seed: of everything that distinguishes the models and the world.
  public static func population(
    seed: UInt64, pairs: Int = pairs, world: World.Plan? = nil
  ) throws(LabError) -> Population {
    var builder = StandardPopulation(seed: seed, size: .full)
    builder.addFamilies()
    builder.addPairs(pairs)
    return try builder.population(in: world ?? .full(seed: seed))
  }
}
