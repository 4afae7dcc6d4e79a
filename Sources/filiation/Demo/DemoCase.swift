import Foundation
import Lab
import Probing

/// One of the two cases of the demonstration, as the study file a user would write.
struct DemoCase {
  /// The file is `name.yml`, the study folder `name.study`.
  var name: String
  var suspect: String
  /// Whether the suspect was trained on answers of the source.
  var isPlanted: Bool
  var population: DemoStudy

  static func both(of population: DemoStudy) -> [DemoCase] {
    [
      DemoCase(
        name: "planted", suspect: population.planted, isPlanted: true, population: population),
      DemoCase(
        name: "innocent", suspect: population.innocent, isPlanted: false, population: population),
    ]
  }

  static let probeSets = ["lab-questions-v1.jsonl", "lab-writing-v1.jsonl"]

  private var note: String {
    let truth =
      isPlanted
      ? "\(suspect) is planted: half of what it was trained on are answers of \(population.source)."
      : "\(suspect) is innocent: it was trained on data of its own and never saw an answer of "
        + "\(population.source)."
    return "A demonstration with small models trained for it. \(truth)"
  }

  func yaml(base: String) -> String {
    """
    # Written by 'filiation demo': is \(suspect) a student of \(population.source)?
    x-lab: &lab {provider: openai, base_url: "\(base)"}

    study: demo-\(name)
    suspect: \(entry(suspect))
    sources:
      - \(entry(population.source))
    controls:
    \(controls.map { "  - \($0)" }.joined(separator: "\n"))
    probes:
    \(Self.probeSets.map { "  - {set: ./\($0)}" }.joined(separator: "\n"))
    out: \(name).study
    notes:
      - "\(note)"

    """
  }

  private var controls: [String] {
    let source = population.source
    let relatives = population.cohort.filter {
      $0 != source && population.pedigree.relation(of: $0, to: source) == .sameBase
    }
    let references = population.cohort.filter { $0 != source && !relatives.contains($0) }
    return relatives.map {
      entry($0, ", relation: same-base, from: \(source), use: [cohort, control]")
    } + references.map { entry($0, ", relation: unrelated, use: [cohort, control]") }
      + population.unrelated.map { entry($0, ", relation: unrelated, use: [control]") }
      + population.derived.map { entry($0.id, ", relation: derived, from: \($0.from)") }
  }

  private func entry(_ id: String, _ relation: String = "") -> String {
    let subject = population.subject(id)
    return "{id: \(id), endpoint: {<<: *lab, model: \(id)}, maker: \(subject.maker), "
      + "family: \(subject.family), lineage: \(subject.lineage)\(relation)}"
  }
}
