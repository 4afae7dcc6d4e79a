import Probing

extension StudyResolution {
  /// `nil` when it cannot be asked as described.
  func subject(_ entry: StudyFile.Subject, _ role: Subject.Role) -> StudySubject? {
    let id = entry.id?.value ?? ""
    let maker = entry.maker?.value ?? id
    let uses = uses(of: entry)
    let subject = Subject(
      id: id, role: role, maker: maker,
      family: entry.family?.value ?? entry.base?.value ?? maker,
      lineage: entry.lineage?.value ?? id, generation: entry.generation?.value,
      baseFamily: entry.base?.value, inCohort: role == .control && uses.contains(.cohort))
    let relation = role == .control ? relation(of: entry) : nil
    guard let endpoint = endpoint(entry) else { return nil }
    return StudySubject(
      subject: subject, relation: relation,
      from: entry.from?.value, isControl: role == .control && uses.contains(.control),
      endpoint: endpoint)
  }

  private func relation(of entry: StudyFile.Subject) -> ControlRelation {
    let known = ControlRelation.allCases.map(\.rawValue)
    guard let written = entry.relation else {
      mistakes.add(
        "is missing", at: entry.position, path: entry.path + ".relation",
        remedy: "say what the control is to the sources: " + known.joined(separator: ", "))
      return .unrelated
    }
    guard let relation = ControlRelation(rawValue: written.value) else {
      mistakes.addUnknown("relation", written.value, at: written, known: known)
      return .unrelated
    }
    return relation
  }

  /// Unrelated controls serve as cohort and control unless the file says otherwise, others only
  /// as control.
  private func uses(of entry: StudyFile.Subject) -> Set<ControlUse> {
    guard let written = entry.use else {
      return entry.relation?.value == ControlRelation.unrelated.rawValue
        ? [.cohort, .control] : [.control]
    }
    let known = ControlUse.allCases.map(\.rawValue)
    return Set(
      written.value.compactMap { name in
        let use = ControlUse(rawValue: name.value)
        if use == nil { mistakes.addUnknown("use", name.value, at: name, known: known) }
        return use
      })
  }

  // MARK: - Checks over all subjects

  func checkSubjects() {
    if written.sources.isEmpty, let place = written.study {
      mistakes.add(
        "no source is given", at: place.position, path: "sources",
        remedy: "list at least one model that the suspect may descend from")
    }
    checkIDs()
    written.controls.forEach(checkOrigin)
    written.controls.forEach(checkUse)
    written.controls.forEach(checkUnrelated)
  }

  private func checkIDs() {
    var seen: [String: Position] = [:]
    for id in ([written.suspect].compactMap { $0 } + written.sources + written.controls)
      .compactMap(\.id)
    {
      if let first = seen[id.value] {
        mistakes.add(
          "'\(id.value)' is used twice, first at line \(first.line)", at: id,
          remedy: "give every subject an id of its own")
      }
      seen[id.value] = seen[id.value] ?? id.position
    }
  }

  /// `from` names a source or another control, exactly where the relation needs it.
  private func checkOrigin(_ entry: StudyFile.Subject) {
    let relation = entry.relation.flatMap { ControlRelation(rawValue: $0.value) }
    guard let from = entry.from else {
      guard let relation, relation != .unrelated else { return }
      mistakes.add(
        "is missing", at: entry.position, path: entry.path + ".from",
        remedy: "name the source or control that it is \(relation.rawValue) to")
      return
    }
    if relation == .unrelated {
      mistakes.add(
        "an unrelated control comes from nothing", at: from,
        remedy: "remove 'from' or change the relation")
    }
    let known = (written.sources + written.controls).compactMap(\.id?.value)
      .filter { $0 != entry.id?.value }
    if !known.contains(from.value) {
      mistakes.addUnknown("source or control", from.value, at: from, known: known)
    }
  }

  /// A cohort with students in it would hide what is looked for.
  private func checkUse(_ entry: StudyFile.Subject) {
    let allowed: [ControlRelation] = [.unrelated, .sameBase]
    guard let use = entry.use?.value.first(where: { $0.value == "cohort" }),
      let relation = entry.relation, !allowed.map(\.rawValue).contains(relation.value)
    else { return }
    mistakes.add(
      "a \(relation.value) control cannot be in the cohort", at: use,
      remedy: "write use: [control]")
  }

  private func checkUnrelated(_ entry: StudyFile.Subject) {
    guard entry.relation?.value == ControlRelation.unrelated.rawValue,
      let lineage = entry.lineage,
      let relative = ([written.suspect].compactMap { $0 } + written.sources)
        .first(where: { $0.lineage?.value == lineage.value })
    else { return }
    mistakes.add(
      "'\(lineage.value)' is also the lineage of '\(relative.id?.value ?? "")'", at: lineage,
      remedy: "an unrelated control needs another lineage, or another relation")
  }
}
