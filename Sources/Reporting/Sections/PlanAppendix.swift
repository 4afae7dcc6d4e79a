import Similarity

extension Section {
  /// What was fixed, as the plan has it.
  static let plan = Section(id: "plan", title: "The plan", isAppendix: true) { findings in
    guard let items = findings.study.plan, let digest = findings.study.planDigest else {
      return Block.paragraphs(
        """
        No plan belongs to these findings: the answers were recorded before anyone planned this \
        comparison.
        """)
    }
    return [
      .paragraph("\(opening(findings.study.mode)) Its SHA-256 is \(code: digest)."),
      .definitions(items.map { Definition(.name($0.title), .name($0.value)) }),
    ]
  }

  private static func opening(_ mode: StudyRecord.Mode) -> Prose {
    switch mode {
    case .locked: "The plan that was locked before the first question."
    case .retrospective: "The plan, which is younger than some or all of the answers."
    case .exploratory: "The plan as it was changed after answers were seen."
    }
  }
}
