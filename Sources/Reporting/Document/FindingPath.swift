/// Where a printed number stands in `findings.json`, as a JSON Pointer (RFC 6901).
package struct FindingPath: Hashable, Sendable {
  package let pointer: String

  package static let root = FindingPath(pointer: "")

  package static func / (path: FindingPath, key: String) -> FindingPath {
    let escaped = key.split(separator: "~", omittingEmptySubsequences: false).joined(
      separator: "~0")
    let safe = escaped.split(separator: "/", omittingEmptySubsequences: false).joined(
      separator: "~1")
    return FindingPath(pointer: path.pointer + "/" + safe)
  }

  package static func / (path: FindingPath, index: Int) -> FindingPath {
    FindingPath(pointer: path.pointer + "/\(index)")
  }
}
