import ArgumentParser
import Foundation
import Probing

struct ProbesShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows one probe as it is asked, with its key.",
    discussion: """
      Examples:
        filiation probes show ap-017
        filiation probes show p3 --set ./own-v1.jsonl

      Exit status: 66 when no set has it.
      """)

  @Argument(help: "The id of the probe.")
  var id: String

  @Option(help: "The set, by name or path; all built-in ones when it is not given.")
  var set: String?

  mutating func run() throws {
    let sets = try ProbeFiles.paths(set).map(FoundProbeSet.init)
    let found = sets.flatMap { set in
      set.set.probes.filter { $0.id == id }.map { ProbeText(probe: $0, found: set).text }
    }
    guard !found.isEmpty else {
      let known = sets.flatMap { $0.set.probes.map(\.id) }
      let nearest = nearestName(to: id, among: known).map { "; did you mean '\($0)'?" } ?? ""
      throw CommandFailure(
        .inputMissing, "there is no probe '\(id)' in \(set ?? "any set")\(nearest)")
    }
    print(found.joined(separator: "\n\n"))
  }
}

/// One probe for a reader.
private struct ProbeText {
  let probe: Probe
  let found: FoundProbeSet

  var text: String {
    let stratum = found.set.header.strata.first { $0.id == probe.stratum }
    let facts = [
      ["probe", probe.id], ["set", "\(found.set.header.name) (\(found.path))"],
      [
        "stratum",
        [probe.stratum, stratum?.construction].compactMap { $0 }.joined(separator: ": "),
      ],
      ["kind", probe.kind.rawValue + (probe.extract.map { ", read as \($0.rawValue)" } ?? "")],
      ["key", probe.key ?? "none"],
    ]
    return table(facts) + "\n\n" + messages + options
  }

  private var messages: String {
    probe.prompt.map { message in
      let speaker = probe.prompt.count > 1 ? "[\(message.role.rawValue)] " : ""
      let lines = message.content.split(separator: "\n", omittingEmptySubsequences: false)
      return speaker + lines.map { String($0).printable() }.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private var options: String {
    guard let choices = probe.choices else { return "" }
    return "\n\noptions\n"
      + choices.enumerated().map { index, choice in
        "  \(Probe.label(ofOption: index))  \(choice.printable(atMost: 200))"
      }.joined(separator: "\n")
  }
}
