import Lab
import Panels
import Probing

/// A population as a recorded panel with labels: what is documented of lab models is the truth.
enum LabPanel {
  static func panel(
    _ population: Population, name: String, answers: Transcript
  ) throws(PanelError) -> Panel {
    let ids = answers.subjects.map(\.id)
    var table = SubjectsTable(
      subjects: ids.map { population.pedigree.subject($0) },
      columns: Dictionary(uniqueKeysWithValues: ids.map { ($0, columns($0, population)) }))
    table.markCohort()
    return Panel(
      name: name,
      transcript: Transcript(
        subjects: table.subjects, probes: answers.probes, responses: answers.responses),
      labels: labels(ids, population), columns: table.columns)
  }

  private static func columns(_ id: String, _ population: Population) -> [String: String] {
    let recipe = population.pedigree[id]!
    let part = population.part(of: id)
    let origins = recipe.training?.teachings.map(\.teacher) ?? recipe.service!.routes.map(\.model)
    return [
      "relation": part == .cohort ? "original" : relation(recipe, origins),
      "confidence": "high", "model_class": "lab",
      "teachers": (origins + twins(of: id, population)).joined(separator: ";"),
    ].filter { !$0.value.isEmpty }
  }

  private static func relation(_ recipe: Recipe, _ origins: [String]) -> String {
    guard let training = recipe.training else {
      return origins.count > 1 ? "router" : "wrapper"
    }
    if training.parent != nil { return "tune" }
    return origins.isEmpty ? "trained on its own reading" : "distilled"
  }

  /// Models trained on the same data, which are no teachers but keep a model from counting as
  /// unrelated.
  private static func twins(of id: String, _ population: Population) -> [String] {
    guard population.part(of: id) == .suspect else { return [] }
    return population.sources.filter { population.pedigree.relation(of: id, to: $0) == .twin }
      .map { "\($0) (same data)" }
  }

  private static func labels(_ ids: [String], _ population: Population) -> [PairLabel] {
    let sources = population.sources + population.ids(.master)
    return ids.flatMap { suspect in
      sources.compactMap { source in
        guard suspect != source,
          let label = population.pedigree.relation(of: suspect, to: source).label
        else { return nil }
        return PairLabel(suspect: suspect, source: source, relation: label)
      }
    }
  }
}
