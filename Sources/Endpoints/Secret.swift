package import Foundation

/// A key that cannot be printed, encoded or reflected by accident.
public struct Secret: Hashable, Sendable {
  private let value: String
  /// `nil` for a place holder, which is blotted out nowhere.
  private let finder: SecretFinder?

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
    finder = value.utf8.count >= Self.shortestRedacted ? SecretFinder(value) : nil
  }

  /// The keys, tokens and passwords that an environment holds by the names of its variables, in the
  /// order of the names.
  static func all(in environment: [String: String]) -> [(variable: String, secret: Secret)] {
    environment.keys.sorted().filter(namesSecret).compactMap { name in
      (try? Secret(variable: name, in: environment)).map { (name, $0) }
    }
  }

  private static func namesSecret(_ variable: String) -> Bool {
    let endings = ["KEY", "TOKEN", "SECRET", "PASSWORD", "PASSWD", "CREDENTIAL", "CREDENTIALS"]
    return endings.contains { variable.uppercased().hasSuffix($0) }
  }

  /// The key itself, for the header it is sent in.
  func reveal() -> String { value }

  /// Secrets shorter than this are place holders for servers that need none; blotting such
  /// ordinary words out of answers would falsify them.
  private static let shortestRedacted = 12

  /// What is noted of an exchange in which a secret was blotted out.
  static let note = "the response repeated the key, which was blotted out"

  /// Whether the secret stands in the text, in any of the forms that `SecretFinder` knows.
  func stands(in text: String) -> Bool {
    finder?.ranges(in: Data(text.utf8)).isEmpty == false
  }

  /// The text with every occurrence of the secret blotted out.
  func redacting(_ text: String) -> String {
    String(decoding: redacting(Data(text.utf8)), as: UTF8.self)
  }

  /// The bytes with every occurrence of the secret blotted out.
  package func redacting(_ bytes: Data) -> Data {
    let ranges = finder?.ranges(in: bytes) ?? []
    guard !ranges.isEmpty else { return bytes }
    var kept = Data()
    var end = 0
    for range in ranges {
      kept += bytes.dropFirst(end).prefix(range.lowerBound - end) + Data("[redacted]".utf8)
      end = range.upperBound
    }
    return kept + bytes.dropFirst(end)
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "[secret]" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
