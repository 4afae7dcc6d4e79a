import Similarity

/// Derived and unrelated units of known relation above one axis.
struct UnitPicture {
  var validity: Validity

  func figure() -> Figure? {
    guard !validity.units.isEmpty else { return nil }
    let path = FindingPath.root / "validity"
    return Figure(
      title: "Derived and unrelated units",
      description: "A dot plot of excess similarity in two rows; the tables give the values.",
      drawing: DotPlot(
        lanes: [lane(isDerived: true), lane(isDerived: false)], axisLabel: DotPlot.excessLabel
      ).drawing(),
      caption: """
        Excess similarity of pairs of known relation: derived (squares; \
        n = \(Prose.counted(validity.derivedLineages, "lineage", at: path / "derived_lineages"))) and \
        unrelated (circles; \
        n = \(Prose.counted(validity.unrelatedLineages, "lineage", at: path / "unrelated_lineages"))). The \
        less the two rows overlap, the better the instrument tells them apart.
        """)
  }

  private func lane(isDerived: Bool) -> DotPlot.Lane {
    let marks = validity.units.enumerated().filter { $0.element.isDerived == isDerived }
      .map { index, unit in
        Mark(
          value: unit.excess, shape: isDerived ? .derived : .unrelated,
          name: "\(unit.suspect) / \(unit.sourceMaker)",
          quantity: .decimal(
            unit.excess, at: .root / "validity" / "units" / index / "excess"))
      }
    let name = isDerived ? "Derived" : "Unrelated"
    let units = Rounding.plural("unit", marks.count)
    let title: Prose =
      marks.isEmpty ? "\(name): none" : "\(name): n = \(Rounding.count(marks.count)) \(units)"
    return DotPlot.Lane(title: title, marks: marks)
  }
}
