import Similarity

/// The suspect among the controls of one comparison.
struct ControlPicture {
  var headline: Headline
  var path: FindingPath

  private var pairPath: FindingPath { path / "pair" }

  func figure() -> Figure? {
    guard let excess = headline.pair.excess else { return nil }
    let value = Quantity.decimal(excess, at: pairPath / "excess")
    return Figure(
      title: "The suspect among its controls", description: description(value),
      drawing: DotPlot(
        lanes: [lane(.derived), suspectLane(excess, value), lane(.unrelated), taughtLane].compactMap
        { $0 },
        axisLabel: DotPlot.excessLabel, guide: excess
      ).drawing(),
      caption: """
        Excess similarity of the suspect (diamond), of controls stated to be derived from a source \
        (squares; n = \(Prose.counted(headline.derivedLineages, "lineage", at: path / "derived_lineages"))) \
        and of unrelated controls scored against the same source (circles; \
        n = \(Prose.counted(headline.unrelatedLineages, "lineage", at: path / "unrelated_lineages"))). If \
        the suspect were unrelated, the diamond would be expected among the circles; if it were \
        derived, among the squares. Students of other makers are measured without their teacher. \
        Zero is the likeness usual among reference families.
        """)
  }

  private func description(_ value: Quantity) -> Prose {
    let opening: Prose = """
      A dot plot of excess similarity. The suspect stands at \(value)
      """
    guard let rank = headline.pair.rankP, rank.lineages > 0 else { return "\(opening)." }
    return """
      \(opening); it is reached by \(Prose.rank(rank, at: pairPath / "rank_p")) unrelated lineages of \
      the class that counts.
      """
  }

  private func suspectLane(_ excess: Double, _ value: Quantity) -> DotPlot.Lane {
    let mark = Mark(
      value: excess, shape: .suspect, name: headline.pair.suspect, quantity: value)
    return DotPlot.Lane(
      title: "Suspect: \(Prose.shortName(headline.pair.suspect)) (n = 1)", marks: [mark],
      callout: "suspect \(value)")
  }

  private var taughtLane: DotPlot.Lane? {
    taught > 0 ? lane(.taught) : nil
  }

  private func lane(_ relation: Headline.Control.Relation) -> DotPlot.Lane? {
    let marks = headline.controls.enumerated().filter { $0.element.relation == relation }
      .map { index, control in
        Mark(
          value: control.excess, shape: relation.shape, name: control.subject,
          quantity: .decimal(control.excess, at: path / "controls" / index / "excess"))
      }
    let lineages = lineages(relation)
    let name = relation.title
    let models = Rounding.plural("model", marks.count)
    guard !marks.isEmpty else { return DotPlot.Lane(title: "\(name): none", marks: []) }
    return DotPlot.Lane(
      title: "\(name): \(Rounding.count(marks.count)) \(models), n = \(lineages)",
      marks: marks)
  }

  private func lineages(_ relation: Headline.Control.Relation) -> Prose {
    switch relation {
    case .unrelated:
      Prose.counted(headline.unrelatedLineages, "lineage", at: path / "unrelated_lineages")
    case .derived:
      Prose.counted(headline.derivedLineages, "lineage", at: path / "derived_lineages")
    case .taught: "\(Rounding.count(taught)) \(Rounding.plural("lineage", taught))"
    }
  }

  private var taught: Int {
    Set(headline.controls.filter { $0.relation == .taught }.map(\.lineage)).count
  }
}

extension Headline.Control.Relation {
  var shape: Shape {
    switch self {
    case .unrelated, .taught: .unrelated
    case .derived: .derived
    }
  }

  fileprivate var title: String {
    switch self {
    case .unrelated: "Unrelated controls"
    case .derived: "Derived controls"
    case .taught: "Students of other makers"
    }
  }
}

extension DotPlot {
  static let excessLabel: Prose = "excess similarity (standard deviations over reference families)"
}
