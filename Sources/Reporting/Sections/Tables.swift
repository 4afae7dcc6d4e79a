import Similarity

extension Section {
  /// What is too long for the body.
  static let tables = Section(id: "tables", title: "Tables", isAppendix: true) { findings in
    let subjects =
      findings.subjects.count > SubjectTables.longest ? SubjectTables.blocks(findings) : []
    return subjects + SingleProbes.blocks(findings)
      + [.heading("All scored pairs", level: 3)] + PairTable.blocks(findings)
  }
}
