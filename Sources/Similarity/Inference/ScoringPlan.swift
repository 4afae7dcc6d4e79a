import Probing

/// Which units are scored, and the company each is scored in: fixed before any replicate.
///
/// Plain company of a unit: the cohort without the families related to the suspect and those of the
/// source. Common company of two units: what both plain companies share. A tested unit is compared
/// with a control on their common company, so that neither side is measured against families that
/// the other is not.
///
/// A class, because it is read in inner loops and never changes.
final class ScoringPlan: Sendable {
  struct Item: Sendable {
    let unit: ScoredUnit
    /// The maker of the source, numbered within the plan.
    let maker: Int
    let company: Company
    /// Families of the suspect's known teachers.
    let teachers: Company
  }

  let cohort: Cohort
  /// Calibration units first, then units that are only scored.
  let items: [Item]
  /// By item.
  let suspects: [Int]
  /// Positions of items by the lineage of their suspect, lineages ascending.
  let itemsByLineage: [(lineage: Int, items: [Int])]
  let calibrationCount: Int
  /// Shape: items + 1; where the generations of an item's source begin in a list of all.
  private let generationStarts: [Int]
  /// The families of the cohort.
  let families: SourceGroups
  /// The suspect and the sources of every generation of every item.
  let generationSuspects: [Int]
  let generationSources: SourceGroups
  let companies: CompanyTable
  /// Facts of the calibration items, column by column.
  let calibrationLineages: [Int]
  let calibrationMakers: [Int]
  let calibrationIsDerived: [Bool]
  /// By maker, the calibration items that are not derived.
  let unrelatedByMaker: [[Int]]
  /// By item: whether the suspect has a known teacher. As a control against another maker it would be
  /// easy company with that teacher in its reference, which likeness to it raises.
  let isTaught: [Bool]
  /// By item: whether an unrelated control of another lineage is scored against its maker; without
  /// one there is nothing to compare with, and no ratio.
  let hasControls: [Bool]
  /// Units of suspects without a known teacher, from which the common variance is estimated.
  let varianceControls: [VarianceControl]

  struct VarianceControl: Sendable {
    let suspect: Int
    let lineage: Int
    let company: Company
  }
  private let itemByKey: [UnitKey: Int]

  /// - Parameter similarities: of the fused metrics, which say who can be measured against whom.
  init(
    _ table: AnswerTable, calibration: [PairLabel], scored: [PairLabel],
    measuredBy similarities: [SimilarityMatrix] = []
  ) {
    let cohort = Cohort(table, measuredBy: similarities)
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
    let makers = Array(Set(units.map(\.maker))).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: makers.enumerated().map { ($1, $0) })
    self.cohort = cohort
    items = units.map { unit in
      Item(
        unit: unit, maker: numbers[unit.maker]!,
        company: cohort.all.subtracting(cohort.excluded(unit.suspect, unit.sources)),
        teachers: teachers[unit.suspect] ?? Company([]))
    }
    suspects = units.map(\.suspect)
    itemsByLineage = Dictionary(grouping: units.indices) { units[$0].lineage }
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    calibrationCount = known.keys.count
    generationStarts = items.reduce(into: [0]) { $0.append($0.last! + $1.unit.generations.count) }
    families = SourceGroups(cohort.families.map(\.members))
    generationSuspects = units.flatMap { unit in unit.generations.map { _ in unit.suspect } }
    generationSources = SourceGroups(units.flatMap(\.generations))
    companies = CompanyTable(items)
    let controls = items.prefix(known.keys.count)
    calibrationLineages = controls.map(\.unit.lineage)
    calibrationMakers = controls.map(\.maker)
    calibrationIsDerived = controls.map { $0.unit.isDerived == true }
    let taught = Set(units.filter { $0.isDerived == true }.map(\.suspect))
    isTaught = units.map { taught.contains($0.suspect) }
    var unrelated = [[Int]](repeating: [], count: makers.count)
    for (index, control) in controls.enumerated() where control.unit.isDerived == false {
      unrelated[control.maker].append(index)
    }
    unrelatedByMaker = unrelated
    hasControls = items.map { item in
      unrelated[item.maker].contains { controls[$0].unit.lineage != item.unit.lineage }
    }
    varianceControls = controls.filter {
      $0.unit.isDerived == false && teachers[$0.unit.suspect] == nil
        && $0.company.count >= Cohort.fewestFamilies
    }.map {
      VarianceControl(suspect: $0.unit.suspect, lineage: $0.unit.lineage, company: $0.company)
    }
    itemByKey = Dictionary(
      uniqueKeysWithValues: (known.keys + further).enumerated().map { ($1, $0) })
  }

  /// Whether there is anything to separate: derived and unrelated calibration units.
  var hasBothClasses: Bool { Set(calibrationIsDerived).count == 2 }

  var calibration: Range<Int> { 0..<calibrationCount }

  /// The item that a pair belongs to.
  func item(_ key: UnitKey) -> Int? { itemByKey[key] }

  /// The rows of an item in a list of the generations of all items.
  func generations(_ item: Int) -> Range<Int> {
    generationStarts[item]..<generationStarts[item + 1]
  }

  /// The families that an item and a calibration item can both be measured against.
  func common(_ item: Int, _ other: Int) -> Company {
    companies.distinct[companies.common(item, other, teachersAbsent: false)]
  }

  /// The same without the families of the control's known teachers.
  func commonWithoutTeacher(_ item: Int, _ other: Int) -> Company {
    common(item, other).subtracting(items[other].teachers)
  }
}
