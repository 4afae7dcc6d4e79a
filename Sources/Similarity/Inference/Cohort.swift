import Probing

/// The reference families that every pair is normalised against, and who is related to them.
struct Cohort: Sendable {
  struct Family: Sendable {
    let name: String
    let members: [Int]

    /// Whether any member has a value on every metric.
    fileprivate func isMeasured(for subject: Int, by similarities: [SimilarityMatrix]) -> Bool {
      similarities.allSatisfy { similarity in
        members.contains { $0 != subject && similarity[subject, $0] != nil }
      }
    }
  }

  /// Families beyond `mostFamilies`, which serve as no reference.
  let omitted: [Family]
  /// Fewest families that a comparison needs.
  static let fewestFamilies = 2
  /// Most families that a cohort may have.
  static let mostFamilies = 64

  let families: [Family]
  /// For each subject the cohort families it belongs to or descends from.
  private let relatives: [Company]
  /// For each subject the cohort families that are its own as a source: its family and its maker's.
  private let kin: [Company]
  /// For each subject the cohort families it could not be measured against.
  private let unmeasured: [Company]

  /// - Parameter similarities: of every fused metric. A family that lacks a value for a suspect on
  ///   one of them leaves all references of that suspect, and so every common company with it.
  init(_ table: AnswerTable, measuredBy similarities: [SimilarityMatrix] = []) {
    let all = Self.families(table)
    let families = Array(all.prefix(Self.mostFamilies))
    self.families = families
    omitted = Array(all.dropFirst(Self.mostFamilies))
    unmeasured = table.subjects.indices.map { subject in
      Company(
        families.indices.filter { !families[$0].isMeasured(for: subject, by: similarities) })
    }
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

  /// Families by order of first appearance.
  private static func families(_ table: AnswerTable) -> [Family] {
    table.families.indices.compactMap { index in
      let members = table.subjects.indices.filter {
        table.subjects[$0].inCohort && table.family[$0] == index
      }
      return members.isEmpty ? nil : Family(name: table.families[index], members: members)
    }
  }

  /// What is left out of any reference of this comparison.
  func excluded(_ suspect: Int, _ sources: [Int]) -> Company {
    sources.reduce(relatives[suspect].union(unmeasured[suspect])) { $0.union(kin[$1]) }
  }

  /// Families that most suspects could not be measured against: a member that answers nothing, or
  /// errs nowhere, is no reference. A suspect that has no reference at all does not count.
  func unmeasuredFamilies(of suspects: Set<Int>) -> [Family] {
    let missing = suspects.map { unmeasured[$0] }.filter { $0.count < families.count }
    return families.indices.filter { index in
      2 * missing.count { $0.contains(index) } > missing.count
    }.map { families[$0] }
  }

  var all: Company { Company(first: families.count) }
}
