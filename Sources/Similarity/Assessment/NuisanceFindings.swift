import Probing

/// Length, layout and refusals of a suspect with a source, beside those of unrelated controls.
struct NuisanceFindings {
  let assessment: Assessment
  let row: Assessment.Row

  func findings() -> Nuisance {
    let length = assessment.metrics.length?.similarities(probes: assessment.table.probeCount)
    let layout = assessment.metrics.entries.first { $0.descriptor.id == FormatSimilarity.id }?
      .similarities
    return Nuisance(
      lengthDifference: comparison { length?[$0, row.source] },
      layout: comparison { layout?[$0, row.source] }, refused: comparison(refused),
      refusedBySource: refused(row.source))
  }

  private func comparison(_ value: (_ subject: Int) -> Double?) -> Nuisance.Comparison {
    let controls = controls.compactMap(value)
    return Nuisance.Comparison(
      suspect: value(row.suspect),
      controls: controls.isEmpty ? nil : controls.reduce(0, +) / Double(controls.count))
  }

  /// Unrelated suspects scored against the maker of the source.
  private var controls: [Int] {
    let plan = assessment.plan
    let units = plan.calibration.map { plan.items[$0].unit }
    return units.filter {
      $0.isDerived == false && $0.maker == plan.items[row.item].unit.maker
        && $0.suspect != row.suspect
    }.map(\.suspect)
  }

  private func refused(_ subject: Int) -> Double? {
    let responses = assessment.table.transcript.responses[subject].joined()
    guard !responses.isEmpty else { return nil }
    return Double(responses.count { $0.answer == .refused }) / Double(responses.count)
  }
}
