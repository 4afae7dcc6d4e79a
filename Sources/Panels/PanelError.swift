import Foundation

/// Why a panel, or a table that belongs to one, cannot be used: where, what is wrong, what to do.
public struct PanelError: Error, Sendable, CustomStringConvertible {
  public enum Kind: Sendable {
    /// A file that has to exist does not, or cannot be opened.
    case missing
    /// A file is not what its layout says.
    case malformed
    /// Panels or tables, each sound, contradict each other.
    case contradictory
    /// A file may not be made or written.
    case unwritable
    /// The disk is full, or writing failed otherwise.
    case writingFailed
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

  /// The error of a system call that could not write and has just failed with `code`.
  static func writing(_ file: String, _ code: Int32) -> PanelError {
    let refusals = [EACCES, EPERM, EROFS, EEXIST, ENOTDIR]
    let kind: Kind = refusals.contains(code) ? .unwritable : .writingFailed
    let reason = "it cannot be written (\(String(cString: strerror(code))))"
    let remedy =
      [ENOSPC, EDQUOT].contains(code)
      ? "Free some space." : "Check the folder and its permissions, or choose another."
    return PanelError(kind, file: file, reason: reason, remedy: remedy)
  }

  public var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return "\(place): \(reason). \(remedy)"
  }
}
