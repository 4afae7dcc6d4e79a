import Probing

/// What the pairs of one unit have in common.
struct UnitKey: Hashable, Sendable {
  let suspect: Int
  let maker: String
}

/// Ordered pairs by index, grouped into units in order of first appearance.
struct UnitGroups: Sendable {
  private(set) var keys: [UnitKey] = []
  private(set) var sources: [UnitKey: [Int]] = [:]
  private(set) var derived: Set<UnitKey> = []

  /// Pairs with an unknown subject, and pairs of a relation that is neither distilled nor
  /// independent, are passed over when `onlyCalibration` is set; otherwise all known pairs count.
  init(_ labels: [PairLabel], in table: AnswerTable, onlyCalibration: Bool) {
    let index = Dictionary(
      table.subjects.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for label in labels {
      guard let suspect = index[label.suspect], let source = index[label.source],
        suspect != source
      else { continue }
      if onlyCalibration, label.relation != .distilled, label.relation != .independent { continue }
      add(suspect, source, isDerived: label.relation == .distilled, table)
    }
  }

  private mutating func add(
    _ suspect: Int, _ source: Int, isDerived: Bool, _ table: AnswerTable
  ) {
    let key = UnitKey(suspect: suspect, maker: table.subjects[source].maker)
    if sources[key] == nil { keys.append(key) }
    if sources[key]?.contains(source) != true { sources[key, default: []].append(source) }
    if isDerived { derived.insert(key) }
  }

  func unit(_ key: UnitKey, isDerived: Bool?, in table: AnswerTable) -> ScoredUnit {
    ScoredUnit(
      suspect: key.suspect, sources: sources[key]!, isDerived: isDerived, in: table)
  }
}
