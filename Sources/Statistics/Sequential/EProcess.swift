#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Evidence against a null hypothesis that may be looked at after every observation.
///
/// The wealth of a gambler who bets against the null at fair odds: it starts at 1 and under the null
/// is not expected to grow, so the chance that it *ever* reaches 1/level is at most `level` (Ville
/// 1939). Anytime validity covers the observations only. Whatever the null was taken from, such as
/// the controls at hand, is taken as given: an e-process over probes says nothing about how other
/// lineages would answer.
public protocol EProcess: Sendable {
  /// Natural logarithm of the wealth; -infinity when everything was lost.
  var logWealth: Double { get }
  /// The largest value that `logWealth` ever had, at least 0.
  var largestLogWealth: Double { get }
  /// How many observations were made.
  var count: Int { get }

  /// - Parameter value: the next observation, in [0, 1].
  mutating func observe(_ value: Double)
}

extension EProcess {
  /// Whether the null is rejected at the level, at some time up to now.
  public func rejects(at level: Double) -> Bool {
    precondition(level > 0 && level < 1, "a level lies between 0 and 1")
    return largestLogWealth >= log(1 / level)
  }
}
