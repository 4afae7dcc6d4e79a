public import Probing

/// The lines of `probes.jsonl`.
public enum ProbesTable {
  /// Reads the probes in the order of the file; keys become canonical.
  public static func read(_ path: String) throws(PanelError) -> [Probe] {
    var probes: [Probe] = []
    var ids: Set<String> = []
    _ = try forEachLine(in: try LineBlocks.all(path)) { (line, number) throws(PanelError) in
      var probe = try JSONLines.decode(Probe.self, from: line, path, number)
      guard ids.insert(probe.id).inserted else {
        throw PanelError(
          .malformed, file: path, line: number, reason: "the probe id \"\(probe.id)\" is repeated",
          remedy: "Give every probe an id of its own.")
      }
      probe.key = probe.key.map { AnswerReading(probe).canonical($0) }
      probes.append(probe)
    }
    return probes
  }
}
