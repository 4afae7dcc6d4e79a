import Evidence
import Foundation
import Probing

/// A file of probes as it lies on the disk, and whether it is as it was published.
struct FoundProbeSet {
  enum Publication: String {
    case asPublished = "as published"
    case edited
    case unpublished = "no"
  }

  let path: String
  let set: ProbeSet
  let digest: Digest256
  /// The 1-based line of each probe.
  let lines: [Int]
  let publication: Publication

  init(_ path: String) throws {
    let (set, bytes) = try ProbeSet.read(path)
    self.path = path
    self.set = set
    digest = Digest256(of: bytes)
    lines = Self.lines(of: bytes)
    let file = URL(fileURLWithPath: path)
    let published = ProbeLibrary(file.deletingLastPathComponent())?
      .published(file.deletingPathExtension().lastPathComponent)
    if let published {
      publication = published.digest == digest ? .asPublished : .edited
    } else {
      publication = .unpublished
    }
  }

  /// Blank lines are no probes, and the first line with anything is the header.
  private static func lines(of bytes: Data) -> [Int] {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
      .filter { !$0.element.allSatisfy { $0 == 0x20 || $0 == 0x0D } }
    return lines.dropFirst().map { $0.offset + 1 }
  }
}

/// Where the files of probes are that a user names.
enum ProbeFiles {
  /// The files of a folder, a path, a built-in name or, without a name, of all built-in sets.
  static func paths(_ name: String?) throws -> [String] {
    guard let name else {
      let library = try installed()
      return library.names.map(library.path)
    }
    if let files = folder(name) { return files }
    if ProbeSelection.isPath(name) { return [name] }
    let library = try installed()
    guard library.names.contains(name) else {
      throw CommandFailure(
        .inputMissing,
        "there is no probe set '\(name)'; \(suggestion(for: name, among: library.names)) "
          + "A set of your own is named by its path, as ./\(name).jsonl")
    }
    return [library.path(of: name)]
  }

  /// The one file that a name or path means.
  static func path(_ name: String) throws -> String {
    let paths = try paths(name)
    guard paths.count == 1 else {
      throw CommandFailure(.usage, "\(name) is a folder; name one set")
    }
    return paths[0]
  }

  /// The probe sets in a folder, sorted; `nil` when it is no folder.
  private static func folder(_ path: String) -> [String]? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else { return nil }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".jsonl") }.sorted().map {
      URL(fileURLWithPath: path).appendingPathComponent($0).relativePath
    }
  }

  private static func installed() throws -> ProbeLibrary {
    guard let library = ProbeLibrary.installed else {
      throw CommandFailure(
        .inputMissing,
        "the built-in probe sets are not beside the program; keep the folder probesets with it, "
          + "or name a set by its path")
    }
    return library
  }
}
