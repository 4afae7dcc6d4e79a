import Similarity

extension Section {
  /// Which models answered what.
  static let materials = Section(id: "materials", title: "Materials") { findings in
    let isLong = findings.subjects.count > SubjectTables.longest
    let tables =
      isLong
      ? Block.paragraphs("All subjects are listed in the appendix of tables.")
      : SubjectTables.blocks(findings)
    return [.table(probeSets(findings))] + tables + changedModels(findings)
      + EndpointIdentity.blocks(findings) + [cohort(findings)] + missingFamilies(findings)
  }

  private static func probeSets(_ findings: Findings) -> Table {
    Table(
      "Probe sets asked.",
      columns: [
        .text("Probe set"), .number("Probes"), .number("Samples each"), .text("SHA-256"),
      ],
      rows: findings.probeSets.enumerated().map { index, set in
        let path = FindingPath.root / "probe_sets" / index
        return [
          .name(set.id), .number(.count(set.probes, at: path / "probes")),
          .number(.count(set.samples, at: path / "samples")),
          set.digest.map { .code($0) } ?? "not recorded",
        ]
      })
  }

  private static func changedModels(_ findings: Findings) -> [Block] {
    let changed = findings.subjects.filter { $0.modelsReturned.count > 1 }
    guard !changed.isEmpty else { return [] }
    let names = changed.map { Prose.name($0.id) }.list(last: "and")
    return [
      .callout(
        Callout(
          kind: .caution, title: "More than one model name was returned",
          body: Block.paragraphs(
            """
            For \(names) the endpoint named more than one model during collection. The answers \
            of one subject may come from several models.
            """)))
    ]
  }

  private static func cohort(_ findings: Findings) -> Block {
    let root = FindingPath.root / "cohort" / "families"
    let rows = findings.cohort.families.enumerated().map { index, family -> [Prose] in
      [
        .name(family.name),
        .number(.count(family.members.count, at: root / index / "members")),
        family.members.map { Prose.name($0) }.list(last: "and"),
      ]
    }
    return .table(
      Table(
        "Reference cohort: the families that every pair is normalised against.",
        columns: [.text("Family"), .number("Models"), .text("Members")], rows: rows,
        note: """
          The families of suspect, source and of the control compared are left out each time.
          """))
  }
}

extension Section {
  /// Families that are in the cohort by name only.
  private static func missingFamilies(_ findings: Findings) -> [Block] {
    let cohort = findings.cohort
    let reasons: [(families: [CohortRecord.Family], reason: Prose)] = [
      (cohort.unmeasured, "most subjects could not be measured against their members"),
      (cohort.omitted, "a cohort holds no more families"),
    ]
    let items = reasons.filter { !$0.families.isEmpty }.map { entry -> Prose in
      "\(entry.families.map { Prose.name($0.name) }.list(last: "and")): \(entry.reason)."
    }
    guard !items.isEmpty else { return [] }
    return [
      .callout(
        Callout(
          kind: .caution, title: "Families that serve as no reference",
          body: [
            .paragraph("They are left out of every comparison, for suspect and control alike."),
            .bullets(items),
          ]))
    ]
  }
}

enum SubjectTables {
  /// Subjects listed in the body; more go to an appendix.
  static let longest = 40

  static func blocks(_ findings: Findings) -> [Block] {
    [.table(identities(findings)), .table(answers(findings))] + asking(findings)
  }

  /// Where and when, for answers that this program recorded.
  private static func asking(_ findings: Findings) -> [Block] {
    let rows = findings.subjects.compactMap { subject in
      subject.asked.map { asked -> [Prose] in
        [
          .name(subject.id), asked.endpoints.map { Prose.code($0) }.list(last: "and"),
          subject.modelsReturned.isEmpty
            ? "none" : subject.modelsReturned.map { Prose.name($0) }.list(last: "and"),
          asked.first.map { .name($0) } ?? "", asked.last.map { .name($0) } ?? "",
        ]
      }
    }
    guard !rows.isEmpty else {
      return Block.paragraphs(
        """
        Endpoints and dates were not recorded: the answers come from a recorded panel, whose \
        subjects are as its maker names them.
        """)
    }
    return [
      .table(
        Table(
          "Subjects: where and when they were asked.",
          columns: [
            .text("Subject"), .text("Endpoint"), .text("Model returned"), .text("First exchange"),
            .text("Last exchange"),
          ], rows: rows, note: "Times by the clock of the recording machine (UTC)."))
    ]
  }

  private static func identities(_ findings: Findings) -> Table {
    Table(
      "Subjects: who they are.",
      columns: [
        .text("Subject"), .text("Role"), .text("Maker"), .text("Family"), .text("Lineage"),
        .text("In cohort"),
      ],
      rows: findings.subjects.map { subject in
        [
          .name(subject.id), .name(subject.role), .name(subject.maker), .name(subject.family),
          .name(subject.lineage), subject.inCohort ? "yes" : "no",
        ]
      })
  }

  private static func answers(_ findings: Findings) -> Table {
    let isKeyed = findings.subjects.contains { $0.accuracy != nil }
    let columns: [Table.Column] = [
      .text("Subject"), .number("Responses"), .number("Missing"), .number("Refused"),
      .number("Truncated"), .number("Mean characters"),
    ]
    return Table(
      "Subjects: what they answered.", columns: columns + (isKeyed ? [.number("Correct")] : []),
      rows: findings.subjects.enumerated().map { index, subject in
        row(subject, .root / "subjects" / index, isKeyed: isKeyed)
      })
  }

  private static func row(
    _ subject: SubjectRecord, _ path: FindingPath, isKeyed: Bool
  ) -> [Prose] {
    let mean = Quantity(
      Rounding.count(Int(subject.meanCharacters.rounded())), at: path / "mean_characters")
    let correct = subject.accuracy.map { Quantity.percent($0, at: path / "accuracy") }
    return [
      .name(subject.id), .number(.count(subject.responses, at: path / "responses")),
      .number(.count(subject.missing, at: path / "missing")),
      .number(.count(subject.refused, at: path / "refused")),
      .number(.count(subject.truncated, at: path / "truncated")), .number(mean),
    ] + (isKeyed ? [.optional(correct)] : [])
  }
}
