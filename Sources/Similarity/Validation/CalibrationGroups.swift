import Statistics

/// Whether ratios are as good for weak suspects as for able ones.
struct CalibrationGroups {
  let findings: Findings

  private static let groups = ["lowest third", "middle third", "highest third"]

  func groups() -> [CalibrationGroup] {
    let units = findings.validity?.units ?? []
    let subjects = Dictionary(uniqueKeysWithValues: findings.subjects.map { ($0.id, $0) })
    return by("accuracy", units) { subjects[$0]?.accuracy }
      + by("length of answers", units) { subjects[$0]?.meanCharacters }
  }

  private func by(
    _ property: String, _ units: [Validity.Unit], _ value: (String) -> Double?
  ) -> [CalibrationGroup] {
    Self.groups(property, units.compactMap { unit in value(unit.suspect).map { (unit, $0) } })
  }

  /// Thirds of the suspects by a property.
  static func groups(
    _ property: String, _ placed: [(unit: Validity.Unit, value: Double)]
  ) -> [CalibrationGroup] {
    let values = Dictionary(
      placed.map { ($0.unit.suspect, $0.value) }, uniquingKeysWith: { first, _ in first }
    ).values.sorted()
    guard values.count >= groups.count else { return [] }
    let borders = [1, 2].map { values[values.count * $0 / groups.count] }
    return groups.enumerated().map { index, name in
      group(
        property, name,
        placed.filter { entry in borders.count { entry.value >= $0 } == index }.map(\.unit))
    }
  }

  private static func group(
    _ property: String, _ name: String, _ units: [Validity.Unit]
  ) -> CalibrationGroup {
    let rated = units.filter { $0.log10LR != nil }
    let ratios = try? LabelledScores(rated.map { $0.log10LR! }, labels: rated.map(\.isDerived))
    let ranked = try? LabelledScores(units.map(\.excess), labels: units.map(\.isDerived))
    let (derived, unrelated) = (units.filter(\.isDerived), units.filter { !$0.isDerived })
    let flags = unrelated.compactMap {
      Criterion.rank5.isMet(rank: $0.rankP, log10LR: nil, limit: nil)
    }
    return CalibrationGroup(
      property: property, group: name, derived: derived.count, unrelated: unrelated.count,
      auc: ranked?.areaUnderCurve, cllr: ratios?.cllr, cllrMin: ratios?.cllrMin,
      meanDerived: mean(derived), meanUnrelated: mean(unrelated), flagged: flags.count { $0 },
      flaggable: flags.count)
  }

  private static func mean(_ units: [Validity.Unit]) -> Double? {
    (try? Moments(units.compactMap(\.log10LR)))?.mean
  }
}
