/// What goes wrong in the lab for reasons outside the program.
public struct LabError: Error, CustomStringConvertible {
  public enum Kind: Sendable {
    /// The loopback server did not start, or stopped before its time.
    case serverUnavailable
    /// A description of a population contradicts itself or cannot be read.
    case malformed
    /// A file or a model that is asked for is not there.
    case missing
  }

  public let kind: Kind
  public let message: String
  public let cause: (any Error)?

  init(_ kind: Kind, _ message: String, cause: (any Error)? = nil) {
    self.kind = kind
    self.message = message
    self.cause = cause
  }

  public var description: String { cause.map { "\(message): \($0)" } ?? message }
}
