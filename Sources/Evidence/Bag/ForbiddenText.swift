import Foundation

/// Keys and the like, which must stand in no file of a bag; never printed, encoded or compared.
public struct ForbiddenText: Sendable {
  /// What each is called, and its bytes.
  private let entries: [(name: String, bytes: [UInt8])]

  /// Shorter ones are ordinary words as often as secrets.
  private static let shortest = 12

  /// - Parameter texts: the forbidden texts by what to call them in a message.
  public init(_ texts: [String: String]) {
    entries = texts.filter { $0.value.utf8.count >= Self.shortest }
      .map { ($0.key, Array($0.value.utf8)) }
  }

  /// Everything in an environment whose name says that it is secret.
  public init(environment: [String: String]) {
    let marks = ["KEY", "TOKEN", "SECRET", "PASSWORD"]
    let secret = environment.filter { name, _ in marks.contains { name.uppercased().contains($0) } }
    self.init(Dictionary(uniqueKeysWithValues: secret.map { ("the value of \($0.key)", $0.value) }))
  }

  func scan() -> Scan { Scan(entries: entries) }

  /// One pass over one file.
  struct Scan {
    fileprivate let entries: [(name: String, bytes: [UInt8])]
    /// The end of what was read, in which a secret may have begun.
    private var tail: [UInt8] = []

    fileprivate init(entries: [(name: String, bytes: [UInt8])]) {
      self.entries = entries
    }

    /// The name of something forbidden that ends in this chunk.
    mutating func found(in chunk: [UInt8]) -> String? {
      guard let longest = entries.map(\.bytes.count).max() else { return nil }
      let text = Data(tail + chunk)
      tail = Array(text.suffix(longest - 1))
      return entries.first { text.range(of: Data($0.bytes)) != nil }?.name
    }
  }
}
