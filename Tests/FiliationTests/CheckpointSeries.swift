import Foundation
import Lab
import Panels
import Probing

/// A series of checkpoints of one small model, with the models they are compared with, trained once.
///
/// The checkpoints read the same; in `twentieth` and `quarter` a part of that is replaced by what the source
/// says, and in `elsewhere` a half by what another model says. The source reads little, so that it errs
/// in ways of its own.
struct CheckpointSeries: Sendable {
  let zoo: Zoo
  let world: World
  /// What everyone answers, recorded; with probe sets beside it.
  let folder: URL

  static let source = "press"
  static let families = ["aldine", "bodoni", "caslon", "didot", "elzevir"]
  static let loners = (1...18).map { "loner-\($0)" }
  static let pupils = [
    ("pupil-1", "aldine-1"), ("pupil-2", "bodoni-1"), ("pupil-3", "caslon-1"),
    ("pupil-4", "didot-1"), ("pupil-5", "elzevir-1"), ("pupil-6", "aldine-2"),
    ("pupil-7", "bodoni-2"), ("pupil-8", "caslon-2"),
  ]
  /// With the share of its training examples that the source supplied.
  static let checkpoints = [("base", 0), ("twentieth", 0.05), ("quarter", 0.25)]

  static var trained: CheckpointSeries { get async throws { try await training.value } }

  private static let training = Task {
    let world = World(World.Plan(seed: 5, places: 110, questions: 480, writingTasks: 40))
    let zoo = await Zoo(training: try Pedigree(recipes), in: world)
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("filiation-series-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let sets = [world.questionSet, world.writingSet]
    for set in sets {
      try set.encoded().write(to: folder.appendingPathComponent("\(set.header.name).jsonl"))
    }
    let ids = recipes.map(\.id)
    let transcript = Transcript(
      subjects: recipes.map {
        Subject(id: $0.id, maker: $0.maker, family: $0.family, lineage: $0.lineage)
      },
      probes: sets.flatMap(\.probes), responses: await zoo.responses(of: ids, to: sets))
    try PanelWriter.write(
      Panel(name: "panel", transcript: transcript),
      to: folder.appendingPathComponent("panel").path)
    return CheckpointSeries(zoo: zoo, world: world, folder: folder)
  }

  private static var recipes: [Recipe] {
    let roots = families.enumerated().flatMap { index, family in
      [
        recipe("\(family)-1", maker: family, number: index, questions: 5_000),
        recipe(
          "\(family)-2", maker: family, number: 20 + index, questions: 1_500,
          parent: "\(family)-1"),
      ]
    }
    let others = loners.enumerated().map { index, id in
      recipe(id, number: 40 + index, questions: 3_500 + 250 * (index % 8))
    }
    let students = pupils.enumerated().map { index, pupil in
      recipe(pupil.0, number: 80 + index, questions: 4_500, teacher: pupil.1, fraction: 0.5)
    }
    let series = checkpoints.map { name, share in
      recipe(name, number: 200, questions: 5_000, teacher: source, fraction: share)
    }
    return roots + [recipe(source, number: 100, questions: 2_500)] + others + students + series
      + [
        recipe("elsewhere", number: 200, questions: 5_000, teacher: "loner-1", fraction: 0.5),
        recipe("unrelated", number: 210, questions: 5_000),
      ]
  }

  private static func recipe(
    _ id: String, maker: String? = nil, number: Int, questions: Int, parent: String? = nil,
    teacher: String? = nil, fraction: Double = 0
  ) -> Recipe {
    Recipe(
      id: id, maker: maker ?? id, lineage: maker, family: maker,
      reading: Reading(seed: UInt64(1_000 + number), questions: questions, texts: 250),
      teachings: teacher.map { [.init(teacher: $0, fraction: fraction)] } ?? [], parent: parent,
      seed: UInt64(5_000 + number))
  }
}

extension CheckpointSeries {
  /// A study of one checkpoint; everyone is asked from the record, except the suspect where a server
  /// is given.
  func study(of checkpoint: String, gates: [String], live base: String? = nil) -> String {
    let suspect =
      base.map { "{provider: openai, base_url: \"\($0)\", model: \(checkpoint)}" }
      ?? recorded(checkpoint)
    let cohort = Self.families.flatMap { family in
      (1...2).map {
        "{id: \(family)-\($0), endpoint: \(recorded("\(family)-\($0)")), maker: \(family), "
          + "family: \(family), lineage: \(family), relation: unrelated}"
      }
    }
    let others = Self.loners.map {
      "{id: \($0), endpoint: \(recorded($0)), relation: unrelated, use: [control]}"
    }
    let derived = Self.pupils.map {
      "{id: \($0.0), endpoint: \(recorded($0.0)), relation: derived, from: \($0.1)}"
    }
    return """
      study: series
      suspect: {id: candidate, endpoint: \(suspect)}
      sources: [{id: \(Self.source), endpoint: \(recorded(Self.source))}]
      controls:
      \((cohort + others + derived).map { "  - \($0)" }.joined(separator: "\n"))
      probes:
        - {set: \(folder.path)/lab-questions-v1.jsonl}
        - {set: \(folder.path)/lab-writing-v1.jsonl}
      metrics: [errors.rare-agreement, lexical.opening4, lexical.line-start]
      identity: {samples: 0}
      check:
        suspect_model: any
        gates:
      \(gates.map { "    - \($0)" }.joined(separator: "\n"))
      """
  }

  private func recorded(_ id: String) -> String {
    "{provider: panel, path: \(folder.path)/panel, subject: \(id)}"
  }
}
