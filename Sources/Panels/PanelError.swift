/// Why a panel, or a table that belongs to one, cannot be used: where, what is wrong, what to do.
public struct PanelError: Error, Sendable, CustomStringConvertible {
  public enum Kind: Sendable {
    /// A file that has to exist does not, or cannot be opened.
    case missing
    /// A file is not what its layout says.
    case malformed
    /// Panels or tables, each sound, contradict each other.
    case contradictory
    /// A file cannot be written.
    case unwritable
  }

  public var kind: Kind
  /// The path as it was given.
  public var file: String
  /// 1-based; `nil` when the trouble is not in one line.
  public var line: Int?
  public var reason: String
  public var remedy: String
  public var cause: (any Error)?

  public init(
    _ kind: Kind, file: String, line: Int? = nil, reason: String, remedy: String,
    cause: (any Error)? = nil
  ) {
    self.kind = kind
    self.file = file
    self.line = line
    self.reason = reason
    self.remedy = remedy
    self.cause = cause
  }

  public var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return "\(place): \(reason). \(remedy)"
  }
}
