import Similarity

extension Section {
  /// Who shares wrong answers with whom.
  static let errorOverlap = Section(id: "overlap", title: "Shared wrong answers, all with all") {
    findings in
    guard let overlap = findings.errorOverlap, overlap.notMeasurable == nil else {
      return [.paragraph(OverlapWords.absence(findings.errorOverlap?.notMeasurable))]
    }
    return OverlapWords(findings: findings, overlap: overlap).blocks
  }
}

private struct OverlapWords {
  var findings: Findings
  var overlap: ErrorOverlap
  private let path = FindingPath.root / "error_overlap"

  init(findings: Findings, overlap: ErrorOverlap) {
    self.findings = findings
    self.overlap = overlap
  }

  static func absence(_ reason: ReasonCode?) -> Prose {
    let clause: Prose =
      reason == .notApplicable
      ? "the probes have no short answers that can be wrong"
      : (reason ?? .tooFewErrors).clause
    return """
      Shared wrong answers could not be compared: \(clause). This says nothing about any model.
      """
  }

  var blocks: [Block] {
    [.paragraph(opening), .figure(figure), .paragraph(selection)] + [
      .table(groups), .table(nearest),
    ]
  }

  private let opening: Prose = """
    Of the questions that two models both got wrong, the share on which they gave the same wrong \
    answer. The tree joins step by step those that share most. \
    \(strong: "It is descriptive and not a family tree"): models also err alike because questions \
    have popular wrong answers, because their data overlap, or because they are equally able. No \
    conclusion of this report rests on it.
    """

  /// What a name is preceded by.
  private var roles: [String: String] {
    var roles: [String: String] = [:]
    for headline in findings.headlines {
      roles[headline.pair.source] = "source"
      roles[headline.pair.suspect] = "suspect"
    }
    return roles
  }

  private var figure: Figure {
    Figure(
      title: "Shared wrong answers as a heat map with a tree",
      description: """
        A square of cells, one for each pair of subjects, fuller in colour where they share more wrong \
        answers, with a tree at its right. The tables after it give the groups of the suspect and the pairs \
        that share most.
        """,
      drawing: OverlapPlot(overlap: overlap, path: path, roles: roles).drawing(),
      caption: """
        Shared wrong answers of n = \(Rounding.count(overlap.subjects.count)) subjects (fuller \
        colour: more), rows and columns in the order of the tree; column numbers are row numbers. Tree: average \
        linkage; a join stands the farther right the less the groups share. Thick lines: groups found \
        in at least 95 % of \(.count(overlap.replicates, at: path / "replicates")) trees from resampled \
        probes. If suspect and source were unrelated, they would be expected to join no earlier than \
        unrelated models of like ability do.
        """)
  }

  private var selection: Prose {
    var sentences: [Prose] = []
    if overlap.notShown > 0 {
      sentences.append(
        """
        \(.counted(overlap.notShown, "more subject", at: path / "not_shown")) could have been compared. \
        At most \(Rounding.count(ErrorOverlap.longest)) are shown, by a rule that does not look at the \
        shares: suspect and sources, then one model of each family in turn, in the order of the study.
        """)
    }
    if !overlap.tooFewErrors.isEmpty {
      let names = overlap.tooFewErrors.prefix(12).map { Prose.name($0) }.list(last: "and")
      let more = overlap.tooFewErrors.count - 12
      let others: Prose = more > 0 ? " and \(Rounding.count(more)) others" : ""
      sentences.append(
        """
        Left out, because with some other subject they erred together on fewer than \
        \(Rounding.count(ErrorOverlap.fewestItems)) questions: \(names)\(others).
        """)
    }
    return sentences.isEmpty
      ? "Every subject that erred on enough questions is shown." : sentences.sentences()
  }

  // MARK: Tables

  /// The groups that the suspect belongs to, from the smallest on.
  private var groups: Table {
    let names = Set(findings.headlines.map(\.pair.suspect))
    var members = overlap.subjects.indices.map { [$0] }
    var rows: [[Prose]] = []
    for (index, merge) in overlap.merges.enumerated() {
      let group = (members[merge.first] + members[merge.second]).sorted()
      members.append(group)
      guard group.contains(where: { names.contains(overlap.subjects[$0]) }), rows.count < 8
      else { continue }
      let place = path / "merges" / index
      rows.append([
        .number(Quantity(Rounding.percent(merge.share), at: place / "share")), list(group),
        .number(.percent(merge.support, at: place / "support")),
      ])
    }
    return Table(
      "The groups of the tree that hold the suspect, from the smallest on.",
      columns: [.text("Mean share"), .text("Members"), .number("Support")], rows: rows,
      note: rows.isEmpty
        ? "The suspect erred on too few questions to be in the tree."
        : """
        Support: in how many of the trees from resampled probes the same group appears. It tells how \
        stable a group is over probes, not why it is one.
        """)
  }

  private func list(_ group: [Int]) -> Prose {
    let shown = group.prefix(8).map { Prose.shortName(overlap.subjects[$0]) }
    let others = group.count - shown.count
    let rest: [Prose] = others > 0 ? ["\(Rounding.count(others)) others"] : []
    return (shown + rest).list(last: "and")
  }

  private var nearest: Table {
    let pairs = overlap.shares.enumerated().flatMap { row, shares in
      shares.enumerated().map { (row: row, column: $0, share: $1) }
    }.sorted { ($1.share, $0.row, $0.column) < ($0.share, $1.row, $1.column) }
    let shown = pairs.prefix(10)
    return Table(
      "The pairs that share most wrong answers.",
      columns: [
        .text("One"), .text("Other"), .number("Both wrong"), .number("Share of same answers"),
      ],
      rows: shown.map { pair in
        [
          .name(overlap.subjects[pair.column]), .name(overlap.subjects[pair.row]),
          .number(
            .count(
              overlap.bothWrong[pair.row][pair.column],
              at: path / "both_wrong" / pair.row / pair.column)),
          .number(.percent(pair.share, at: path / "shares" / pair.row / pair.column)),
        ]
      }, note: "\(Rounding.count(shown.count)) of \(Rounding.count(pairs.count)) pairs.")
  }
}
