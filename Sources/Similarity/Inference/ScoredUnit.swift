import Probing

/// One suspect compared with one or more versions of a maker's models: what gets one score.
///
/// Versions of one generation are averaged, and the largest generation counts: the same operator
/// for every unit, derived or not.
struct ScoredUnit: Sendable {
  let suspect: Int
  /// Lineage of the suspect, the unit for leaving out and resampling.
  let lineage: Int
  let maker: String
  /// Sources by generation.
  let generations: [[Int]]
  /// Whether the suspect was trained on the maker's outputs; `nil` for a unit only scored.
  let isDerived: Bool?

  var sources: [Int] { generations.flatMap { $0 } }

  init(suspect: Int, sources: [Int], isDerived: Bool?, in table: AnswerTable) {
    self.suspect = suspect
    self.isDerived = isDerived
    lineage = table.lineage[suspect]
    maker = table.subjects[sources[0]].maker
    let named = Dictionary(grouping: sources.sorted()) { source in
      table.subjects[source].generation ?? table.subjects[source].id
    }
    generations = named.sorted { $0.key < $1.key }.map(\.value)
  }
}
