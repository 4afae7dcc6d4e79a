import Foundation

/// A key that cannot be printed, encoded or reflected by accident.
public struct Secret: Hashable, Sendable {
  private let value: String

  /// Reads the key from an environment variable, without surrounding white space.
  ///
  /// - Throws: `.authentication` when the variable is absent, empty or holds anything but
  ///   printable ASCII, which no HTTP header can carry.
  public init(
    variable: String, in environment: [String: String]
  ) throws(EndpointError) {
    let value = environment[variable]?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    guard !value.isEmpty else {
      throw EndpointError(
        .authentication, "the environment variable \(variable) is not set; put the key in it")
    }
    guard value.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      throw EndpointError(
        .authentication,
        "the environment variable \(variable) holds white space or characters that are not ASCII")
    }
    self.value = value
  }

  /// The key itself, for the header it is sent in.
  func reveal() -> String { value }

  /// Secrets shorter than this are place holders for servers that need none; blotting such
  /// ordinary words out of answers would falsify them.
  private static let shortestRedacted = 12

  /// The text with every occurrence of the secret blotted out.
  func redacting(_ text: String) -> String {
    guard value.utf8.count >= Self.shortestRedacted else { return text }
    return text.replacingOccurrences(of: value, with: "[redacted]")
  }

  /// The bytes with every occurrence of the secret blotted out.
  func redacting(_ bytes: Data) -> Data {
    let needle = Data(value.utf8)
    guard needle.count >= Self.shortestRedacted else { return bytes }
    var rest = bytes[...]
    var kept = Data()
    while let range = rest.range(of: needle) {
      kept += rest[..<range.lowerBound] + Data("[redacted]".utf8)
      rest = rest[range.upperBound...]
    }
    return kept.isEmpty ? bytes : kept + rest
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "[secret]" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
