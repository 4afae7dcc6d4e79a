import Probing
import Similarity
import Statistics

/// A study with controls of every relation to the source `t`, each a lineage of its own, whose
/// similarities to their origin are given.
struct RelationStudy {
  /// Similarity above the usual of each control of a relation to its origin, by position.
  var controls: [PairLabel.Relation: [Double]] = [:]
  /// The suspect's similarity above the usual, to each of the sources.
  var suspect = [0.0]
  /// Makers of the sources: `t0` alone when there is one source.
  var sources: Int { suspect.count }
  /// What a control's similarity has above that of the reverse pair.
  var asymmetry = 0.0
  /// The same of the suspect.
  var suspectAsymmetry = 0.0
  /// Whether every student has a teacher of its own instead of the first source.
  var hasOwnTeachers = false
  var noise = 0.02
  var seed: UInt64 = 4

  private var order: [PairLabel.Relation] {
    PairLabel.Relation.allCases.filter { controls[$0] != nil }
  }

  private func id(_ relation: PairLabel.Relation, _ index: Int) -> String {
    "\(relation.rawValue)-\(index)"
  }

  var subjects: [Subject] {
    let cohort = (0..<6).map { Subject.made("f\($0)", inCohort: true) }
    let targets = (0..<sources).map { Subject.made("t\($0)") }
    let others = order.flatMap { relation in
      controls[relation]!.indices.map { Subject.made(id(relation, $0)) }
    }
    let teachers =
      hasOwnTeachers ? (controls[.distilled] ?? []).indices.map { Subject.made("p\($0)") } : []
    return cohort + targets + others + teachers + [.made("suspect")]
  }

  /// Whom a control of a relation is from.
  private func origin(_ relation: PairLabel.Relation, _ index: Int) -> String {
    relation == .distilled && hasOwnTeachers ? "p\(index)" : "t0"
  }

  var labels: [PairLabel] {
    order.flatMap { relation in
      controls[relation]!.indices.flatMap { index -> [PairLabel] in
        (0..<sources).compactMap { source in
          // Only unrelated controls have a known relation to every source, students to theirs and
          // none to the others.
          if relation == .independent || source == 0 {
            return PairLabel(
              suspect: id(relation, index),
              source: source == 0 ? origin(relation, index) : "t\(source)", relation: relation)
          }
          return relation == .distilled
            ? PairLabel(
              suspect: id(relation, index), source: "t\(source)", relation: .independent) : nil
        }
      }
    }
  }

  private var similarity: [[Double]] {
    let subjects = subjects
    var stream = RandomStream(seed: seed)
    // All see the families nearly alike, so that excesses have nearly the same scale.
    var values = subjects.map { _ in
      subjects.indices.map { source in
        source < 6
          ? 0.3 + (source % 2 == 0 ? noise : -noise) + noise / 5 * stream.normal()
          : 0.3 + noise * stream.normal()
      }
    }
    let index = Dictionary(uniqueKeysWithValues: subjects.enumerated().map { ($1.id, $0) })
    func add(_ suspect: String, _ source: String, _ value: Double, _ asymmetry: Double) {
      values[index[suspect]!][index[source]!] += value
      values[index[source]!][index[suspect]!] += value - asymmetry
    }
    for relation in order {
      for (place, value) in controls[relation]!.enumerated() {
        add(id(relation, place), origin(relation, place), value, asymmetry)
      }
    }
    for (source, value) in suspect.enumerated() {
      add("suspect", "t\(source)", value, suspectAsymmetry)
    }
    return values
  }

  func findings(replicates: Int = 40, mode: StudyRecord.Mode = .locked) async -> Findings {
    let values = similarity
    let pairs = (0..<sources).map {
      PairLabel(suspect: "suspect", source: "t\($0)", relation: nil)
    }
    return await Assessment.findings(
      of: [RecordedSimilarity(count: values.count) { values[$0][$1] }], subjects: subjects,
      calibration: labels.filter { [.distilled, .independent].contains($0.relation) },
      scored: pairs + labels, headlines: pairs.map { ($0.suspect, $0.source) }, mode: mode,
      replicates: replicates)
  }
}
