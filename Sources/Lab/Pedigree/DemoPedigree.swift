import Foundation
import Statistics

extension Pedigree {
  /// A small population with everything a study needs: five families of three for a cohort, twenty
  /// unrelated lineages, known students of other teachers, and the pairs to be judged.
  ///
  /// `aldine-1` is the source; `scriptor-50` is its student at fraction 0.5, and so on.
  public static func demo(seed: UInt64) -> Pedigree {
    var plan = Plan(seed: seed)
    for family in ["aldine", "bodoni", "caslon", "didot", "elzevir"] { plan.addFamily(family) }
    for name in Plan.loners { plan.addIndependent(name) }
    for (index, teacher) in ["bodoni-1", "caslon-1", "didot-1", "elzevir-1", "estienne", "froben"]
      .enumerated()
    {
      plan.addStudent("pupil-\(index + 1)", of: teacher, fraction: [0.5, 1, 0.25][index % 3])
    }
    for percent in [10, 25, 50, 100] {
      plan.addStudent("scriptor-\(percent)", of: "aldine-1", fraction: Double(percent) / 100)
    }
    plan.addStudent("copyist", of: "aldine-1", fraction: 0.5)
    plan.addTwin("garamond-twin", of: "garamond")
    plan.addTwin("aldine-twin", of: "aldine-1")
    return Pedigree(plan.recipes)
  }
}

/// Recipes with readings of unequal length, drawn as they are added.
private struct Plan {
  static let loners = [
    "estienne", "froben", "garamond", "granjon", "jenson", "koberger", "plantin", "ratdolt",
    "baskerville", "bulmer", "caxton", "fell", "fournier", "fust", "giunta", "haas", "ibarra",
    "luce", "pannartz", "zainer",
  ]

  private(set) var recipes: [Recipe] = []
  private let stream: RandomStream

  init(seed: UInt64) { stream = RandomStream(seed: seed).substream("pedigree") }

  mutating func addIndependent(_ id: String, lineage: String? = nil) {
    recipes.append(
      Recipe(
        id: id, maker: lineage ?? id, lineage: lineage, reading: reading(id), seed: seed(id)))
  }

  /// A base and two models tuned from it.
  mutating func addFamily(_ name: String) {
    addIndependent("\(name)-1", lineage: name)
    for version in 2...3 {
      var reading = reading("\(name)-\(version)")
      reading.questions /= 3
      reading.texts /= 3
      recipes.append(
        Recipe(
          id: "\(name)-\(version)", maker: name, lineage: name, reading: reading,
          parent: "\(name)-1", seed: seed("\(name)-\(version)")))
    }
  }

  mutating func addStudent(_ id: String, of teacher: String, fraction: Double) {
    recipes.append(
      Recipe(
        id: id, maker: id, reading: reading(id),
        teachings: [.init(teacher: teacher, fraction: fraction)], seed: seed(id)))
  }

  mutating func addTwin(_ id: String, of other: String) {
    let reading = recipes.first { $0.id == other }!.reading
    recipes.append(Recipe(id: id, maker: id, reading: reading, seed: seed(id)))
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
