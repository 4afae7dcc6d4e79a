import Probing

extension Panel {
  /// The subjects of both panels. The probes have to be the same: the same ids with identical
  /// prompts, choices and keys. A subject may stand in one panel only; the cohort is chosen anew.
  public func merged(with other: Panel) throws(PanelError) -> Panel {
    let order = try columnsOfProbes(in: other)
    try checkSubjects(of: other)
    let moved = other.transcript.responses.map { row in order.map { row[$0] } }
    var table = SubjectsTable(
      subjects: transcript.subjects + other.transcript.subjects,
      columns: columns.merging(other.columns) { first, _ in first })
    table.markCohort()
    var merged = Panel(
      name: "\(name)+\(other.name)",
      transcript: Transcript(
        subjects: table.subjects, probes: transcript.probes,
        responses: transcript.responses + moved),
      labels: try mergedLabels(other), columns: table.columns)
    merged.markRootMakers()
    return merged
  }

  /// For every probe of this panel its position in the other.
  private func columnsOfProbes(in other: Panel) throws(PanelError) -> [Int] {
    let probes = other.transcript.probes
    let positions = Dictionary(uniqueKeysWithValues: zip(probes.map(\.id), probes.indices))
    var order: [Int] = []
    for probe in transcript.probes {
      guard let position = positions[probe.id] else {
        throw contradiction(other, "it lacks the probe \"\(probe.id)\" of \(name)")
      }
      try check(probe, against: probes[position], in: other)
      order.append(position)
    }
    if probes.count > order.count {
      let known = Set(transcript.probes.map(\.id))
      let extra = probes.first { !known.contains($0.id) }
      throw contradiction(other, "its probe \"\(extra?.id ?? "")\" is not in \(name)")
    }
    return order
  }

  private func check(_ probe: Probe, against twin: Probe, in other: Panel) throws(PanelError) {
    let parts = [
      ("prompt", probe.prompt == twin.prompt), ("choices", probe.choices == twin.choices),
      ("key", probe.key == twin.key), ("kind", probe.kind == twin.kind),
    ]
    guard let what = parts.first(where: { !$0.1 }) else { return }
    throw contradiction(
      other, "the \(what.0) of probe \"\(probe.id)\" differs from that in \(name)")
  }

  private func checkSubjects(of other: Panel) throws(PanelError) {
    let known = Set(transcript.subjects.map(\.id))
    for subject in other.transcript.subjects where known.contains(subject.id) {
      throw contradiction(other, "the subject \"\(subject.id)\" is in \(name) too")
    }
  }

  private func mergedLabels(_ other: Panel) throws(PanelError) -> [PairLabel] {
    let known = Set(labels.map { [$0.suspect, $0.source] })
    for label in other.labels where known.contains([label.suspect, label.source]) {
      throw contradiction(
        other, "the pair \"\(label.suspect)\", \"\(label.source)\" is labelled in \(name) too")
    }
    return labels + other.labels
  }

  private func contradiction(_ other: Panel, _ reason: String) -> PanelError {
    PanelError(
      .contradictory, file: other.name, reason: "the panels cannot be merged: \(reason)",
      remedy: "Merge panels of the same probes only, and give every subject to one of them.")
  }
}
