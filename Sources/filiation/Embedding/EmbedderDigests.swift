import Evidence
import Probing

/// The digests of an embedder's files, as the log states them where a run of embedding begins.
enum EmbedderDigests {
  /// What the log calls a run of embedding.
  static let step = "embed"
  private static let name = "sha256 of "

  static func facts(_ digests: [String: String]) -> [String: String] {
    Dictionary(uniqueKeysWithValues: digests.map { (name + $0.key, $0.value) })
  }

  /// By file; empty for an entry that states none.
  static func read(_ entry: LogEntry) -> [String: String] {
    guard let parameters = entry.parameters, parameters["step"] == step else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: parameters.filter { $0.key.hasPrefix(name) }
        .map { (String($0.key.dropFirst(name.count)), $0.value) })
  }

  /// Refuses to embed the rest of a study with other files than its beginning.
  static func check(_ digests: [String: String], against recorded: [String: String]) throws {
    guard !recorded.isEmpty, digests != recorded else { return }
    let names = Set(digests.keys).union(recorded.keys)
    let changed = names.filter { digests[$0] != recorded[$0] }.sorted()
    throw CommandFailure(
      .badData,
      "\(changed.joined(separator: ", ")) of the encoder changed since the first responses were "
        + "embedded; restore what was there, or embed in a new study folder")
  }
}
