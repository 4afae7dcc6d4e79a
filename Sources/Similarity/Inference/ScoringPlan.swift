import Probing

/// Which units are scored, and the company each is scored in: fixed before any replicate.
///
/// Plain company of a unit: the cohort without the families related to the suspect and those of the
/// source. Common company of two units: what both plain companies share. A tested unit is compared
/// with a control on their common company, so that neither side is measured against families that
/// the other is not.
struct ScoringPlan: Sendable {
  struct Item: Sendable {
    let unit: ScoredUnit
    let company: Company
    /// Families of the suspect's known teachers.
    let teachers: Company
  }

  let cohort: Cohort
  /// Calibration units first, then units that are only scored.
  let items: [Item]
  let calibrationCount: Int
  private let itemByKey: [UnitKey: Int]

  init(_ table: AnswerTable, calibration: [PairLabel], scored: [PairLabel]) {
    let cohort = Cohort(table)
    let known = UnitGroups(calibration, in: table, onlyCalibration: true)
    let asked = UnitGroups(scored, in: table, onlyCalibration: false)
    let further = asked.keys.filter { known.sources[$0] == nil }
    let units =
      known.keys.map { known.unit($0, isDerived: known.derived.contains($0), in: table) }
      + further.map { asked.unit($0, isDerived: nil, in: table) }
    var teachers: [Int: Company] = [:]
    for unit in units where unit.isDerived == true {
      let families = cohort.excluded(unit.suspect, unit.sources)
      teachers[unit.suspect] = teachers[unit.suspect]?.union(families) ?? families
    }
    self.cohort = cohort
    items = units.map { unit in
      Item(
        unit: unit,
        company: cohort.all.subtracting(cohort.excluded(unit.suspect, unit.sources)),
        teachers: teachers[unit.suspect] ?? Company([]))
    }
    calibrationCount = known.keys.count
    itemByKey = Dictionary(
      uniqueKeysWithValues: (known.keys + further).enumerated().map { ($1, $0) })
  }

  var calibration: Range<Int> { 0..<calibrationCount }

  /// The item that a pair belongs to.
  func item(_ key: UnitKey) -> Int? { itemByKey[key] }

  /// What two units can both be measured against; with `teachersAbsent` also without the families
  /// of either suspect's known teachers.
  func common(_ first: Int, _ second: Int, teachersAbsent: Bool = false) -> Company {
    let shared = Company(bits: items[first].company.bits & items[second].company.bits)
    guard teachersAbsent else { return shared }
    return shared.subtracting(items[first].teachers).subtracting(items[second].teachers)
  }
}
