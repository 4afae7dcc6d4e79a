import Foundation
import Lab
import Panels
import Probing

/// The folder that `lab train` writes: the description of a population, its probe sets, and what its
/// models answered.
struct LabFolder {
  let url: URL

  init(_ path: String) { url = URL(fileURLWithPath: path) }

  var population: URL { url.appendingPathComponent("population.json") }
  var panel: URL { url.appendingPathComponent("panel") }

  func probeSet(_ name: String) -> URL { url.appendingPathComponent("\(name).jsonl") }

  /// Trains only what the named models are made from; everyone when none is named.
  func zoo(models: [String] = []) async throws -> (zoo: Zoo, world: World) {
    let population = try Population(reading: population.path)
    for model in models where population.pedigree[model] == nil {
      let near = nearestName(to: model, among: population.members.map(\.recipe.id))
      throw CommandFailure(
        .inputMissing,
        "the population has no model '\(model)'; "
          + (near.map { "did you mean '\($0)'?" } ?? "\(self.population.path) lists its models"))
    }
    let world = World(population.world)
    let wanted =
      models.isEmpty ? population.pedigree : population.pedigree.ancestry(of: models)
    return (await LabTraining.zoo(wanted, in: world), world)
  }

  /// Trains a population and writes everything.
  func write(_ population: Population) async throws {
    try OutputFile.write(try population.encoded(), to: self.population)
    let world = World(population.world)
    for set in [world.questionSet, world.writingSet] {
      try OutputFile.write(set.encoded(), to: probeSet(set.header.name))
    }
    let zoo = await LabTraining.zoo(population.pedigree, in: world)
    let meter = WorkMeter("letting the models answer")
    defer { meter.finish() }
    let answers = await population.transcript(of: zoo, in: world)
    try PanelWriter.write(
      try LabPanel.panel(population, name: "panel", answers: answers), to: panel.path)
  }
}
