/// Why findings could not be read or written.
public struct ReportingError: Error, CustomStringConvertible {
  public enum Kind: Sendable {
    /// Not the JSON of findings.
    case malformed
    /// Written by a newer version of the program.
    case unsupportedSchema
    /// An item that every report has to hold is missing.
    case incomplete
    /// A number that is not finite, or another value JSON cannot hold.
    case notEncodable
  }

  public let kind: Kind
  /// What is wrong, where, and what to do.
  public let message: String
  public let cause: (any Error)?

  init(_ kind: Kind, _ message: String, cause: (any Error)? = nil) {
    self.kind = kind
    self.message = message
    self.cause = cause
  }

  public var description: String { message }
}
