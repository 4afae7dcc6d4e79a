import Similarity

/// What stands before the first section: the title, the rules, and what the reader must know.
enum Cover {
  static func title(_ findings: Findings) -> Prose {
    guard let first = findings.headlines.first else { return .name(findings.study.name) }
    guard findings.headlines.count == 1 else {
      return "\(name: first.pair.suspect) and \(Rounding.count(findings.headlines.count)) sources"
    }
    return "\(name: first.pair.suspect) and \(name: first.pair.source)"
  }

  static func blocks(_ findings: Findings) -> [Block] {
    let root = FindingPath.root
    var facts = [
      Definition("Study", .name(findings.study.name)),
      Definition("Rules", findings.study.mode.sentence),
      Definition(
        "Material",
        """
        \(.count(findings.subjects.count, at: root / "subjects")) subjects, \
        \(.count(findings.probeSets.count, at: root / "probe_sets")) probe sets, \
        \(.count(findings.pairs.count, at: root / "pairs")) scored pairs
        """),
    ]
    if let plan = findings.study.planDigest { facts.append(Definition("Plan", .code(plan))) }
    if let log = findings.study.logDigest { facts.append(Definition("Log", .code(log))) }
    return [.definitions(facts)] + notes(findings)
  }

  private static func notes(_ findings: Findings) -> [Block] {
    let notes = findings.study.notes
    guard !notes.isEmpty else { return [] }
    let body: [Block] =
      notes.count <= 3
      ? notes.map { .paragraph(.name($0)) }
      : [
        .paragraph(
          """
          \(.count(notes.count, at: .root / "study" / "notes")) notes and deviations were \
          recorded; they stand in the section on method.
          """)
      ]
    return [.callout(Callout(kind: .note, title: "Recorded with this study", body: body))]
  }
}

extension StudyRecord.Mode {
  var sentence: Prose {
    switch self {
    case .locked: "Locked: the plan was fixed before the first question was asked."
    case .retrospective:
      """
      Retrospective: the answers existed before the plan. A likelihood ratio, where there is one, \
      carries no verbal label.
      """
    case .exploratory:
      """
      Exploratory: the plan was changed after answers were seen. Description and rank only; no \
      strength of support is stated.
      """
    }
  }
}
