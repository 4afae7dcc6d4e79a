import Probing

/// The reference families that every pair is normalised against, and who is related to them.
struct Cohort: Sendable {
  struct Family: Sendable {
    let name: String
    let members: [Int]
  }

  /// Fewest families that a comparison needs.
  static let fewestFamilies = 2
  /// Most families that a cohort may have.
  static let mostFamilies = 64

  let families: [Family]
  /// For each subject the cohort families it belongs to or descends from.
  private let relatives: [Company]
  /// For each subject the cohort families that are its own as a source: its family and its maker's.
  private let kin: [Company]

  init(_ table: AnswerTable) {
    let families = Self.families(table)
    self.families = families
    relatives = table.subjects.map { subject in
      Company(
        families.indices.filter { index in
          let members = families[index].members.map { table.subjects[$0] }
          return families[index].name == subject.family || families[index].name == subject.maker
            || subject.rootMakers.contains(families[index].name)
            || members.contains {
              $0.lineage == subject.lineage || $0.maker == subject.maker
                || subject.rootMakers.contains($0.maker)
            }
        })
    }
    kin = table.subjects.map { subject in
      Company(
        families.indices.filter { index in
          families[index].name == subject.family || families[index].name == subject.maker
            || families[index].members.contains { table.subjects[$0].maker == subject.maker }
        })
    }
  }

  /// Families by order of first appearance, no more than `mostFamilies`.
  private static func families(_ table: AnswerTable) -> [Family] {
    table.families.indices.compactMap { index in
      let members = table.subjects.indices.filter {
        table.subjects[$0].inCohort && table.family[$0] == index
      }
      return members.isEmpty ? nil : Family(name: table.families[index], members: members)
    }
    .prefix(mostFamilies).map { $0 }
  }

  /// What is left out of any reference of this comparison.
  func excluded(_ suspect: Int, _ sources: [Int]) -> Company {
    sources.reduce(relatives[suspect]) { $0.union(kin[$1]) }
  }

  var all: Company { Company(first: families.count) }
}
