import Evidence
import Foundation
import Probing

/// What is in files of probes, and what is wrong with them.
struct ProbesCheck {
  /// The share of near-duplicates from which sets are refused.
  static let highestShare = 0.01

  let found: [FoundProbeSet]
  /// Each with file, line and remedy.
  let issues: [String]
  private let check: ProbeSetCheck

  /// - Throws: when a path is not there; what is wrong with the files themselves is collected.
  init(_ names: [String]) throws {
    let paths = try names.flatMap { try ProbeFiles.paths($0) }
    guard !paths.isEmpty else {
      throw CommandFailure(
        .inputMissing, "there is no probe set (.jsonl) in \(names.joined(separator: ", "))")
    }
    var found: [FoundProbeSet] = []
    var unsound: [String] = []
    for path in paths {
      do {
        found.append(try FoundProbeSet(path))
      } catch let error as ProbeSetError where error.kind == .malformed {
        unsound.append(error.description)
      }
    }
    self.found = found
    check = ProbeSetCheck(found.map(\.set))
    issues =
      unsound + names.flatMap(Publication.absences) + paths.flatMap(Publication.issues)
      + found.flatMap(Self.emptyStrata) + Self.nearDuplicates(check, found)
  }

  private static func emptyStrata(_ found: FoundProbeSet) -> [String] {
    let used = Set(found.set.probes.compactMap(\.stratum))
    return found.set.header.strata.filter { !used.contains($0.id) }.map {
      "\(found.path):1: no probe is of the stratum \"\($0.id)\"; leave it out"
    }
  }

  private static func nearDuplicates(
    _ check: ProbeSetCheck, _ found: [FoundProbeSet]
  ) -> [String] {
    guard check.duplicateShare >= highestShare else { return [] }
    let places = Dictionary(
      found.flatMap { file in
        zip(file.set.probes, file.lines).map { probe, line in
          ("\(file.set.header.name)/\(probe.id)", "\(file.path):\(line)")
        }
      }, uniquingKeysWith: { first, _ in first })
    let repeats = Dictionary(grouping: check.nearDuplicates, by: \.second)
    return repeats.values.map { $0[0] }.sorted { places[$0.second]! < places[$1.second]! }.map {
      pair in
      let others = repeats[pair.second]!.count - 1
      return "\(places[pair.second]!): \(pair.second) repeats \(pair.first) (overlap "
        + "\(pair.overlap.rounded(toPlaces: 2)))\(others > 0 ? " and \(others) more" : ""); reword "
        + "or leave out one of them"
    }
  }
}

/// How files agree with `SHA256SUMS` beside them.
private enum Publication {
  static func issues(_ path: String) -> [String] {
    let file = URL(fileURLWithPath: path)
    let folder = file.deletingLastPathComponent()
    guard let library = ProbeLibrary(folder) else { return [] }
    let name = file.deletingPathExtension().lastPathComponent
    guard let published = library.published(name) else {
      return [
        "\(path): is not listed in \(ProbeLibrary.sums) beside it; add its digest, or keep it in "
          + "another folder"
      ]
    }
    guard let bytes = FileManager.default.contents(atPath: path),
      Digest256(of: bytes) != published.digest
    else { return [] }
    return [
      "\(sums(beside: path)):\(published.line): \(name).jsonl was edited after publication: its "
        + "SHA-256 is \(Digest256(of: bytes)); restore it, or publish it as a next version"
    ]
  }

  /// Sets that a folder lists and does not hold.
  static func absences(in folder: String) -> [String] {
    guard let library = ProbeLibrary(URL(fileURLWithPath: folder)) else { return [] }
    return library.names.filter { !FileManager.default.fileExists(atPath: library.path(of: $0)) }
      .map {
        "\(folder)/\(ProbeLibrary.sums):\(library.published($0)!.line): \($0).jsonl is listed and "
          + "not there; restore it"
      }
  }

  private static func sums(beside path: String) -> String {
    (path as NSString).deletingLastPathComponent + "/" + ProbeLibrary.sums
  }
}

extension ProbesCheck {
  /// The sets, their strata where there is only one, and how their right options are spread.
  var text: String {
    [sizes, found.count == 1 ? strata : nil, balance, conclusion].compactMap { $0 }
      .joined(separator: "\n\n")
  }

  private var sizes: String {
    let rows = found.map { file in
      let strata = check.strata.filter { $0.set == file.set.header.name }
      let smallest = strata.min { $0.probes < $1.probes }
      return [
        file.set.header.name, file.set.probes.count.grouped,
        file.set.probes.count { $0.key != nil }.grouped, strata.count.grouped,
        smallest.map { "\($0.stratum): \($0.probes.grouped)" } ?? "", file.publication.rawValue,
      ]
    }
    return table(
      [["set", "probes", "keys", "strata", "smallest", "published"]] + rows,
      rightAligned: [1, 2, 3])
  }

  private var strata: String {
    table(
      [["stratum", "probes", "keys"]]
        + check.strata.map { [$0.stratum, $0.probes.grouped, $0.keys.grouped] },
      rightAligned: [1, 2])
  }

  private var balance: String? {
    guard !check.balance.isEmpty else { return nil }
    let rows = check.balance.map { balance in
      let counts = balance.counts.enumerated().map { index, count in
        "\(Probe.label(ofOption: index)) \(count)"
      }
      return [
        balance.set, String(balance.options), counts.joined(separator: ", "),
        balance.chiSquare.rounded(toPlaces: 1), String(balance.options - 1),
      ]
    }
    return table([["right options of", "options", "counts", "chi-square", "df"]] + rows)
  }

  private var conclusion: String {
    let duplicates = counted(check.nearDuplicates.count, "near-duplicate")
    let share = (100 * check.duplicateShare).rounded(toPlaces: 2)
    let sets = "\(counted(found.count, "set")), \(counted(check.probes, "probe"))"
    return "\(issues.isEmpty ? "Good" : "Not good"): \(sets), \(duplicates) (\(share) %)."
  }
}
