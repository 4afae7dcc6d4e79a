/// What `filiation check` holds a suspect to, as declared in the study file.
package struct CheckRules: Hashable, Sendable {
  package var gates: [GateDeclaration] = []
  /// Whether the suspect is a series of checkpoints, each under a name of its own.
  package var suspectModelMayChange = false
}

extension StudyResolution {
  func check() -> CheckRules {
    let gates = written.check.gates.compactMap(gate)
    for (index, gate) in gates.enumerated()
    where gates[..<index].contains(where: { ($0.gate, $0.source) == (gate.gate, gate.source) }) {
      mistakes.add(
        "the gate \(gate.gate) is declared twice", at: written.check.gates[index].position,
        path: written.check.gates[index].path, remedy: "keep one of them")
    }
    return CheckRules(gates: gates, suspectModelMayChange: suspectModelMayChange())
  }

  private func gate(_ entry: StudyFile.Check.Gate) -> GateDeclaration? {
    guard let kind = entry.kind else { return nil }
    guard BuiltInGates.type(of: kind.value) != nil else {
      mistakes.addUnknown("gate", kind.value, at: kind, known: BuiltInGates.kinds)
      return nil
    }
    for stranger in entry.strangers {
      mistakes.add(
        "the gate \(kind.value) takes no '\(stranger.value)'", at: stranger, remedy: "remove it")
    }
    let sources = written.sources.compactMap(\.id?.value)
    if let source = entry.source, !sources.contains(source.value) {
      mistakes.addUnknown("source", source.value, at: source, known: sources)
    }
    return GateDeclaration(
      gate: kind.value, source: entry.source?.value, values: entry.values)
  }

  private func suspectModelMayChange() -> Bool {
    guard let name = written.check.suspectModel else { return false }
    if !["any", "pinned"].contains(name.value) {
      mistakes.addUnknown("rule", name.value, at: name, known: ["any", "pinned"])
    }
    return name.value == "any"
  }
}
