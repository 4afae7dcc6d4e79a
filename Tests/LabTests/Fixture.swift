import Foundation
import Lab
import Probing
import Statistics

/// A small population that several tests look at, trained once.
enum Fixture {
  static let world = World(World.Plan(seed: 11, places: 110, questions: 240, writingTasks: 40))

  static let independents = (1...14).map { "independent-\($0)" }
  static let teacher = independents[0]

  static var zoo: Zoo { get async { await training.value } }

  private static let training = Task {
    BLAS.useOneThread()
    return await Zoo(training: pedigree, in: world)
  }

  /// What everyone answered to the questions.
  static var sheet: AnswerSheet { get async { await answering.value } }

  private static let answering = Task { AnswerSheet(await zoo, world) }

  static let pedigree = try! Pedigree(
    independents.enumerated().map { index, id in
      Recipe(
        id: id, maker: id,
        reading: Reading(seed: UInt64(index), questions: 3_000 + 700 * index, texts: 250),
        seed: UInt64(1000 + index))
    } + [0, 0.25, 0.5, 1].flatMap { students(fraction: $0) } + [twin])

  private static func students(fraction: Double) -> [Recipe] {
    (0..<4).map { index in
      let number = UInt64(fraction * 100) + UInt64(index) * 1000
      return Recipe(
        id: student(fraction, index), maker: "student",
        lineage: student(fraction, index),
        reading: Reading(seed: 50_000 + number, questions: 6_000, texts: 250),
        teachings: [.init(teacher: teacher, fraction: fraction)], seed: 90_000 + number)
    }
  }

  private static let twin = Recipe(
    id: "twin", maker: "twin", reading: Reading(seed: 0, questions: 3_000, texts: 250), seed: 77)

  static func student(_ fraction: Double, _ index: Int) -> String { "student-\(fraction)-\(index)" }
}

/// What models answered to the questions of a world.
struct AnswerSheet {
  let keys: [String]
  private(set) var answers: [String: [String?]] = [:]

  init(_ zoo: Zoo, _ world: World) {
    let probes = world.questionSet.probes
    keys = probes.map { $0.key! }
    for model in zoo.models {
      answers[model.id] = probes.map { probe in
        let text = model.answer(prompt: probe.prompt[0].content)
        return AnswerExtractor(probe.extract!, choices: probe.choices).answer(in: text).value
      }
    }
  }

  func accuracy(_ id: String) -> Double {
    let right = zip(answers[id]!, keys).filter { $0 == $1 }.count
    return Double(right) / Double(keys.count)
  }

  /// Share of the source's wrong answers that the suspect gives too, a match counting the less the
  /// more of the population give it.
  func rareAgreement(_ suspect: String, _ source: String, population: [String]) -> Double {
    let others = population.filter { $0 != suspect && $0 != source }
    var (matched, all) = (0.0, 0.0)
    for (item, wrong) in answers[source]!.enumerated() where wrong != nil && wrong != keys[item] {
      let givers = others.filter { answers[$0]![item] == wrong }.count
      let weight = -log((Double(givers) + 0.5) / (Double(others.count) + 1.5))
      all += weight
      if answers[suspect]![item] == wrong { matched += weight }
    }
    return matched / all
  }
}
