#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a rank among unrelated lineages can find, for a suspect that stands `shift` between-model
/// standard deviations above them; suspect and lineages normal with equal spread.
public struct RankPower: Equatable, Sendable {
  public let lineages: Int
  public let level: Double

  public init(lineages: Int, level: Double = 0.05) {
    precondition(lineages >= 0, "a number of lineages is not negative")
    precondition(level > 0 && level < 1, "a level lies between 0 and 1")
    self.lineages = lineages
    self.level = level
  }

  /// Fewest lineages with which a rank p can reach the level at all.
  public static func fewestLineages(level: Double = 0.05) -> Int {
    precondition(level > 0 && level < 1, "a level lies between 0 and 1")
    var lineages = max(0, Int(1 / level) - 2)
    while PValue(exceeding: 0, of: lineages).value > level { lineages += 1 }
    return lineages
  }

  /// How many lineages may exceed the suspect before its rank p leaves the level; `nil` when even
  /// none is too many.
  public var mostExceeding: Int? {
    (0...lineages).last { PValue(exceeding: $0, of: lineages).value <= level }
  }

  /// Chance of a rank p at or below the level, 0 to 1. With no shift it is that of a false alarm.
  public func power(shift: Double) -> Double {
    guard let most = mostExceeding else { return 0 }
    // Trapezoidal rule over the suspect's deviate, which converges exponentially here.
    let step = 0.02
    var sum = 0.0
    for index in -500...500 {
      let deviate = Double(index) * step
      let exceeded = Normal.cumulative(-(deviate + shift))
      sum +=
        exp(-deviate * deviate / 2)
        * BinomialCount(most, of: lineages).lowerTail(rate: exceeded)
    }
    return min(1, sum * step / (2 * Double.pi).squareRoot())
  }

  /// Fewest lineages with which the chance of success is at least `power`; `nil` above `limit`.
  public static func fewestLineages(
    power: Double, shift: Double, level: Double = 0.05, limit: Int = 1_000
  ) -> Int? {
    (fewestLineages(level: level)...max(limit, fewestLineages(level: level))).first {
      RankPower(lineages: $0, level: level).power(shift: shift) >= power
    }
  }
}
