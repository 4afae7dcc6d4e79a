import Probing

/// Finds a source's rare errors: wrong answers that at most a tenth of the unrelated lineages gave.
///
/// A lineage gave an answer when any of its members did. The lineages and families of suspect and
/// source, and known students of anyone, do not count.
struct RareErrorFindings {
  let table: AnswerTable
  let row: Assessment.Row
  private let items: ErrorItems
  /// Unrelated subjects by lineage.
  private let lineages: [[Int]]

  init(_ table: AnswerTable, _ row: Assessment.Row) {
    self.table = table
    self.row = row
    items = ErrorItems(table)
    let unrelated = table.subjects.indices.filter { subject in
      table.isUnrelated[subject]
        && [row.suspect, row.source].allSatisfy {
          table.family[$0] != table.family[subject] && table.lineage[$0] != table.lineage[subject]
        }
    }
    lineages = Dictionary(grouping: unrelated, by: { table.lineage[$0] }).values.map { $0 }
  }

  /// `nil` without questions that have a wrong answer.
  func findings() -> RareErrors? {
    items.items.isEmpty ? nil : RareErrors(items.items.compactMap(rareError))
  }

  private func rareError(_ item: ErrorItems.Item) -> RareErrors.Item? {
    guard let answer = items.wrong(row.source, item), isRare(answer, item) else { return nil }
    let coded = table.codes.items[item.position]
    return RareErrors.Item(
      probe: table.probes[item.probe].id, sample: coded.sample,
      answer: coded.answers[Int(answer)],
      agrees: items.code(row.suspect, item).map { $0 == answer })
  }

  private func isRare(_ answer: Int32, _ item: ErrorItems.Item) -> Bool {
    let given = lineages.map { $0.compactMap { items.code($0, item) } }.filter { !$0.isEmpty }
    guard given.count >= RareErrors.fewestLineages else { return false }
    let share = Double(given.count { $0.contains(answer) }) / Double(given.count)
    return share <= RareErrors.largestShare
  }
}
