/// Everything that is wrong with a file of probes.
public struct ProbeSetError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Kind: Sendable {
    /// The file does not exist or cannot be read.
    case missing
    /// The file is not a sound probe set.
    case malformed
  }

  public struct Issue: Hashable, Sendable {
    /// 1-based; `nil` when the trouble is not in one line.
    public var line: Int?
    /// What is wrong and what to do.
    public var reason: String

    package init(line: Int?, reason: String) {
      self.line = line
      self.reason = reason
    }
  }

  public var kind: Kind
  /// The path as it was given.
  public var file: String
  /// In the order of the file, at least one.
  public var issues: [Issue]

  public init(_ kind: Kind, file: String, issues: [Issue]) {
    self.kind = kind
    self.file = file
    self.issues = issues
  }

  /// One line per issue.
  public var description: String {
    issues.map { issue in
      "\(issue.line.map { "\(file):\($0)" } ?? file): \(issue.reason)"
    }.joined(separator: "\n")
  }
}
