import Similarity

/// What stands before the first section: the title, the rules, and what the reader must know.
enum Cover {
  static func title(_ findings: Findings) -> Prose {
    guard let first = findings.headlines.first else { return .name(findings.study.name) }
    let hypotheses = Hypotheses(first.pair)
    guard findings.headlines.count == 1 else {
      return "\(hypotheses.suspect) and \(Rounding.count(findings.headlines.count)) sources"
    }
    return "\(hypotheses.suspect) and \(hypotheses.source)"
  }

  /// The names in full, where the title does not have them.
  private static func subjects(_ findings: Findings) -> [Definition] {
    guard let first = findings.headlines.first else { return [] }
    let names = [first.pair.suspect] + findings.headlines.map(\.pair.source)
    let isInTitle = names.count == 2 && names.allSatisfy { Prose.name($0) == .shortName($0) }
    guard !isInTitle else { return [] }
    return [
      Definition("Suspect", .name(first.pair.suspect)),
      Definition(
        names.count > 2 ? "Sources" : "Source", names.dropFirst().map(Prose.name).list(last: "and")),
    ]
  }

  static func blocks(_ findings: Findings) -> [Block] {
    let root = FindingPath.root
    var facts =
      subjects(findings) + [
        Definition("Study", .name(findings.study.name)),
        Definition("Rules", findings.study.mode.sentence),
        Definition(
          "Material",
          """
          \(Prose.counted(findings.subjects.count, "subject", at: root / "subjects")), \
          \(Prose.counted(findings.probeSets.count, "probe set", at: root / "probe_sets")), \
          \(Prose.counted(findings.pairs.count, "scored pair", at: root / "pairs"))
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
