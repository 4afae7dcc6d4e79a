import Similarity

extension Section {
  /// What is needed to obtain the same numbers again.
  static let reproduction = Section(id: "reproduction", title: "Reproduction") { findings in
    let tool = findings.tool
    let root = FindingPath.root
    let facts = [
      Definition("Program", "filiation \(name: tool.version)"),
      Definition("Linear algebra", .name(tool.blas)),
      Definition("Seed", .number(Quantity("\(tool.seed)", at: root / "tool" / "seed"))),
      Definition("Replicates", .number(.count(tool.replicates, at: root / "tool" / "replicates"))),
      Definition(
        "Schema of findings",
        .number(.count(findings.schemaVersion, at: root / "schema_version"))),
      Definition("Plan, SHA-256", digest(findings.study.planDigest)),
      Definition("Log, SHA-256", digest(findings.study.logDigest)),
    ]
    return [
      .paragraph(
        """
        This report is rendered from \(code: "findings.json") alone. Each number printed in the \
        HTML file carries, as \(code: "data-finding"), the place at which it stands there (JSON \
        Pointer, RFC 6901). The same answers, seed and program version give the same findings; \
        another build of the linear algebra may change the last digits.
        """),
      .definitions(facts + probeSets(findings)),
    ]
  }

  private static func digest(_ value: String?) -> Prose {
    value.map { .code($0) } ?? "not recorded"
  }

  private static func probeSets(_ findings: Findings) -> [Definition] {
    findings.probeSets.map { Definition("Probe set \(name: $0.id)", digest($0.digest)) }
  }
}
