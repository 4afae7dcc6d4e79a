import Evidence
package import Foundation
import Probing

/// The published probe sets that come with the program.
package struct ProbeLibrary: Sendable {
  package let folder: URL
  /// What `SHA256SUMS` says of each set, by name.
  private let published: [String: Published]

  /// A line of `SHA256SUMS`.
  struct Published: Sendable {
    let digest: Digest256
    let line: Int
  }

  /// The name of the file with the digests of the sets beside it.
  static let sums = "SHA256SUMS"

  /// The sets in a folder that holds `SHA256SUMS`; `nil` when it has none.
  package init?(_ folder: URL) {
    let file = folder.appendingPathComponent(Self.sums)
    guard let data = FileManager.default.contents(atPath: file.path) else { return nil }
    self.folder = folder
    // A byte that is no UTF-8 spoils its own line alone.
    let lines = String(decoding: data, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let entries = lines.enumerated().compactMap { index, line -> (String, Published)? in
      let parts = line.split(whereSeparator: { $0 == " " || $0 == "*" })
      guard parts.count == 2, parts[1].hasSuffix(".jsonl"),
        let digest = Digest256(hex: parts[0].lowercased())
      else { return nil }
      return (String(parts[1].dropLast(6)), Published(digest: digest, line: index + 1))
    }
    published = Dictionary(entries, uniquingKeysWith: { first, _ in first })
  }

  /// The folder `probesets` beside the program, in `share/filiation` next to it, or in a folder
  /// above it, as in a checkout.
  package static let installed: ProbeLibrary? = {
    let program = URL(
      fileURLWithPath: CommandLine.arguments[0].contains("/")
        ? CommandLine.arguments[0] : Bundle.main.executablePath ?? ""
    ).resolvingSymlinksInPath()
    var places: [URL] = []
    var folder = program.deletingLastPathComponent()
    places.append(folder.appendingPathComponent("../share/filiation/probesets").standardized)
    while folder.path != "/" {
      places.append(folder.appendingPathComponent("probesets"))
      folder.deleteLastPathComponent()
    }
    return places.lazy.compactMap { ProbeLibrary($0) }.first
  }()

  package var names: [String] { published.keys.sorted() }

  /// What was published under a name; `nil` when nothing was.
  func published(_ name: String) -> Published? { published[name] }

  /// The file of a set.
  func path(of name: String) -> String { folder.appendingPathComponent("\(name).jsonl").path }

  /// Reads a published set, which must be as published.
  func read(_ name: String) throws -> (set: ProbeSet, bytes: Data) {
    let path = path(of: name)
    let (set, bytes) = try ProbeSet.read(path)
    guard Digest256(of: bytes) == published[name]?.digest else { throw Self.edited(path) }
    return (set, bytes)
  }

  /// Reads a set by its path. One that `SHA256SUMS` beside it lists must be as published too.
  static func read(at path: String) throws -> (set: ProbeSet, bytes: Data) {
    let (set, bytes) = try ProbeSet.read(path)
    let file = URL(fileURLWithPath: path)
    let published = ProbeLibrary(file.deletingLastPathComponent())?
      .published(file.deletingPathExtension().lastPathComponent)
    if let published, published.digest != Digest256(of: bytes) { throw edited(path) }
    return (set, bytes)
  }

  private static func edited(_ path: String) -> CommandFailure {
    CommandFailure(
      .badData,
      "\(path) was edited after publication: its digest is not the one in \(sums); "
        + "restore it, or use your own set by its path under another name")
  }
}

extension ProbeSelection {
  /// Whether the name is a path rather than that of a built-in set.
  static func isPath(_ name: String) -> Bool { name.contains("/") || name.hasSuffix(".jsonl") }

  /// Reads the set that was chosen.
  ///
  /// - Parameter folder: where paths are counted from.
  func load(from folder: URL, library: ProbeLibrary?) throws -> PlannedSet {
    let (probeSet, bytes) = try contents(folder, library)
    let recommended = probeSet.header.sampling
    return PlannedSet(
      id: probeSet.header.name, digest: Digest256(of: bytes), probes: probeSet.probes,
      sampling: Sampling(
        samples: samples ?? recommended.samples,
        temperature: temperature ?? recommended.temperature,
        maxTokens: maxTokens ?? recommended.maxTokens),
      bytes: bytes, selection: probeSet.header.selection)
  }

  private func contents(
    _ folder: URL, _ library: ProbeLibrary?
  ) throws -> (set: ProbeSet, bytes: Data) {
    if Self.isPath(set) {
      return try ProbeLibrary.read(at: URL(fileURLWithPath: set, relativeTo: folder).path)
    }
    guard let library else {
      throw CommandFailure(
        .inputMissing,
        "the built-in probe sets are not beside the program; "
          + "keep the folder probesets with it, or name a set by its path")
    }
    return try library.read(set)
  }
}

extension Study {
  /// Reads all probe sets of the study, the repeated block at either end included.
  package func plannedSets(library: ProbeLibrary? = .installed) throws -> [PlannedSet] {
    let sets = try probes.map { try $0.load(from: folder, library: library) }
    var seen: Set<String> = []
    for set in sets where !seen.insert(set.id).inserted {
      throw CommandFailure(
        .configuration,
        "the probe set \(set.id) is named twice in probes; name it once and raise "
          + "its samples")
    }
    return try block(at: .start, library) + sets + block(at: .end, library)
  }

  /// None where nothing is repeated or only recorded answers are asked.
  private func block(at moment: BlockMoment, _ library: ProbeLibrary?) throws -> [PlannedSet] {
    guard identity.samples > 0, subjects.contains(where: \.endpoint.isLive) else { return [] }
    return [try identity.set(at: moment, library: library)]
  }
}
