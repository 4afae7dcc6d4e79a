import Foundation
import Statistics

/// Recipes with readings of unequal length, drawn as they are added: what a model is like depends on
/// the seed and its own id, not on who else is there.
struct PedigreePlan {
  private(set) var recipes: [Recipe] = []
  private let stream: RandomStream

  init(seed: UInt64) { stream = RandomStream(seed: seed).substream("pedigree") }

  var pedigree: Pedigree { Pedigree(checked: recipes) }

  mutating func addIndependent(
    _ id: String, maker: String? = nil, buying purchases: [Training.Purchase] = []
  ) {
    recipes.append(
      Recipe(
        id: id, maker: maker ?? id, lineage: maker, reading: reading(id), purchases: purchases,
        seed: seed(id)))
  }

  /// A base and further versions tuned from it by the same maker, a third as long in the training.
  mutating func addFamily(
    _ name: String, versions: Int = 3, buying purchases: [Training.Purchase] = []
  ) {
    addIndependent("\(name)-1", maker: name, buying: purchases)
    for version in 2...versions {
      addTune("\(name)-\(version)", of: "\(name)-1", maker: name)
    }
  }

  /// Training continued from another's weights; of the maker's lineage, if one is given.
  mutating func addTune(_ id: String, of parent: String, maker: String? = nil) {
    var reading = reading(id)
    reading.questions /= 3
    reading.texts /= 3
    recipes.append(
      Recipe(
        id: id, maker: maker ?? id, lineage: maker, reading: reading, parent: parent,
        seed: seed(id)))
  }

  mutating func addStudent(_ id: String, of teachings: [Training.Teaching]) {
    recipes.append(
      Recipe(id: id, maker: id, reading: reading(id), teachings: teachings, seed: seed(id)))
  }

  mutating func addStudent(_ id: String, of teacher: String, fraction: Double) {
    addStudent(id, of: [.init(teacher: teacher, fraction: fraction)])
  }

  /// The same data, bought ones included, and another seed.
  mutating func addTwin(_ id: String, of other: String) {
    var training = recipes.first { $0.id == other }!.training!
    training.seed = seed(id)
    recipes.append(Recipe(id: id, maker: id, making: .training(training)))
  }

  mutating func addService(_ id: String, _ service: Service) {
    recipes.append(Recipe(id: id, maker: id, making: .service(service)))
  }

  /// Lengths vary by a factor of four between lineages.
  private func reading(_ id: String) -> Reading {
    var draws = stream.substream(id)
    let questions = 3_600 * exp(draws.uniform() * log(4))
    return Reading(
      seed: draws.next(), questions: Int(questions), texts: 500 + draws.index(below: 700))
  }

  private func seed(_ id: String) -> UInt64 {
    var draws = stream.substream(id, 1)
    return draws.next()
  }
}
