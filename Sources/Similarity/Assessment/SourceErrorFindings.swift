import Probing

/// Finds a source's errors, and how often unrelated lineages make them.
///
/// The lineages and families of suspect and source, and known students of anyone, do not count. A
/// lineage is compared with those that share no family with it, as the suspect is.
package struct SourceErrorFindings {
  private struct Lineage {
    let name: String
    let members: [Int]
    let families: Set<Int>
    /// For each item the share of members that made the error; `nil` when none answered.
    let made: [Double?]
  }

  private let table: AnswerTable
  private let suspect: Int
  private let source: Int
  private let items: ErrorItems
  /// Those that the source got wrong and enough lineages answered.
  private let wrong: [ErrorItems.Item]
  private let lineages: [Lineage]
  /// For each item the shares of all lineages that answered.
  private let total: [Shares]

  private struct Shares {
    var sum = 0.0
    var count = 0

    mutating func add(_ share: Double?, times sign: Int = 1) {
      guard let share else { return }
      sum += Double(sign) * share
      count += sign
    }
  }

  package init(_ table: AnswerTable, suspect: Int, source: Int) {
    (self.table, self.suspect, self.source) = (table, suspect, source)
    let items = ErrorItems(table)
    self.items = items
    let members = Self.unrelated(table, to: [suspect, source])
    wrong = items.items.filter { item in
      items.wrong(source, item) != nil
        && members.count { $0.contains { items.code($0, item) != nil } }
          >= SourceErrors.fewestLineages
    }
    let lineages = members.map { [wrong] members in
      Lineage(
        name: table.subjects[members[0]].lineage, members: members,
        families: Set(members.map { table.family[$0] }),
        made: wrong.map { item in
          Self.mean(members.compactMap { Self.made($0, item, source, items) })
        })
    }
    self.lineages = lineages
    total = wrong.indices.map { index in
      lineages.reduce(into: Shares()) { $0.add($1.made[index]) }
    }
  }

  /// Unrelated subjects by lineage.
  private static func unrelated(_ table: AnswerTable, to pair: [Int]) -> [[Int]] {
    let subjects = table.subjects.indices.filter { subject in
      table.isUnrelated[subject]
        && pair.allSatisfy {
          table.family[$0] != table.family[subject] && table.lineage[$0] != table.lineage[subject]
        }
    }
    return Dictionary(grouping: subjects, by: { table.lineage[$0] })
      .sorted { $0.key < $1.key }.map(\.value)
  }

  /// 1 when a subject gave the source's answer, 0 when another one, `nil` when none.
  private static func made(
    _ subject: Int, _ item: ErrorItems.Item, _ source: Int, _ items: ErrorItems
  ) -> Double? {
    items.code(subject, item).map { $0 == items.code(source, item) ? 1 : 0 }
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// `nil` without questions that have a wrong answer.
  package func findings() -> SourceErrors? {
    items.items.isEmpty
      ? nil : SourceErrors(wrong.indices.map(item), controls: lineages.compactMap(control))
  }

  private func item(_ index: Int) -> SourceErrors.Item {
    let item = wrong[index]
    let coded = table.codes.items[item.position]
    return SourceErrors.Item(
      probe: table.probes[item.probe].id, sample: coded.sample,
      answer: coded.answers[Int(items.codes[source][item.position])],
      share: Self.mean(lineages.compactMap { $0.made[index] })!,
      agrees: Self.made(suspect, item, source, items).map { $0 == 1 })
  }

  /// `nil` when no member answered half of the items.
  private func control(_ lineage: Lineage) -> SourceErrors.Control? {
    let shares = sharesOfOthers(than: lineage)
    let surpluses = lineage.members.compactMap { member -> Double? in
      let differences = wrong.indices.compactMap { index -> (probe: Int, value: Double)? in
        guard let made = Self.made(member, wrong[index], source, items),
          let share = shares[index]
        else { return nil }
        return (wrong[index].probe, made - share)
      }
      return 2 * differences.count >= wrong.count ? SourceErrors.mean(differences) : nil
    }
    return surpluses.max().map { SourceErrors.Control(lineage: lineage.name, surplus: $0) }
  }

  /// For each item the mean over the lineages without a family in common; `nil` where none answered.
  private func sharesOfOthers(than lineage: Lineage) -> [Double?] {
    let related = lineages.filter { !$0.families.isDisjoint(with: lineage.families) }
    return wrong.indices.map { index in
      let others = related.reduce(into: total[index]) { $0.add($1.made[index], times: -1) }
      return others.count > 0 ? others.sum / Double(others.count) : nil
    }
  }
}
