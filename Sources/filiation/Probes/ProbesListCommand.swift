import ArgumentParser
import Evidence
import Foundation
import Probing

struct ProbesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists probe sets with their sizes, kinds, languages and digests.",
    discussion: """
      Without a path, the sets that come with the program. 'edited' means that the file is not the \
      one whose digest stands in SHA256SUMS beside it.

      Examples:
        filiation probes list
        filiation probes list my-sets
      """)

  @Argument(help: "A probe set or a folder of them.")
  var path: String?

  mutating func run() throws { print(try Self.text(path)) }

  static func text(_ path: String?) throws -> String {
    let found = try ProbeFiles.paths(path).map(FoundProbeSet.init)
    let header = ["set", "probes", "keys", "kinds", "languages", "SHA-256", "published"]
    let total = found.map(\.set.probes.count).reduce(0, +)
    return table([header] + found.map(row), rightAligned: [1, 2])
      + "\n\(counted(found.count, "set")), \(counted(total, "probe"))"
  }

  private static func row(_ found: FoundProbeSet) -> [String] {
    let probes = found.set.probes
    let kinds = Probe.Kind.allCases.filter { kind in probes.contains { $0.kind == kind } }
    return [
      found.set.header.name, probes.count.grouped, probes.count { $0.key != nil }.grouped,
      kinds.map(\.rawValue).joined(separator: ", "),
      ProbeLanguages.named(by: found.set.header.strata).joined(separator: " "),
      String(found.digest.description.prefix(12)), found.publication.rawValue,
    ]
  }
}
