/// Why a statistic could not be computed from the numbers given.
///
/// A wrong shape is a programmer error and stops the program; this error means that the data, though
/// well formed, do not determine an answer.
public struct StatisticsError: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Kind: Sendable {
    /// A class, a sample or a sum of weights is empty.
    case empty
    /// A value is infinite or not a number where a finite one is needed.
    case notFinite
    /// The values do not vary, or a system of equations is singular.
    case degenerate
    /// An iteration ended without reaching its tolerance.
    case noConvergence
  }

  public let kind: Kind
  /// What failed, where, and what to do about it.
  public let message: String

  init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  public var description: String { message }
}
