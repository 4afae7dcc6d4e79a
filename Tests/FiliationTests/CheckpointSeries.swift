import Foundation
import Lab
import Panels
import Probing
import Statistics

/// Checkpoints of known making from a population of the lab, with the models they are compared with:
/// trained once, asked once. Nothing was developed on this population.
///
/// `stranger-1` and `stranger-2` never saw an answer of the source; the number in the name of a student
/// is the percentage of its training examples that are the source's answers.
struct CheckpointSeries: Sendable {
  let zoo: Zoo
  /// What everyone answers, recorded; with probe sets beside it.
  let folder: URL
  /// Questions to one subject.
  let questions: Int

  static let source = "aldine-1"
  static let families = ["bodoni", "caslon", "didot", "elzevir", "fell"]
  static let loners = (1...24).map { "loner-\($0)" }
  static let checkpoints =
    ["stranger-1", "stranger-2"] + [5, 25, 50, 100].map { "student-aldine-\($0)" }

  static var trained: CheckpointSeries { get async throws { try await training.value } }

  private static var everyone: [String] {
    let cohort = (["aldine"] + families).flatMap { family in (1...3).map { "\(family)-\($0)" } }
    return cohort + loners + checkpoints
  }

  private static let training = Task {
    BLAS.useOneThread()
    let population = try StandardPopulation.population(seed: 201, size: .small)
    let world = World(population.world)
    let zoo = await Zoo(training: population.pedigree.ancestry(of: everyone), in: world)
    let sets = [world.questionSet, world.writingSet]
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("filiation-series-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for set in sets {
      try set.encoded().write(to: folder.appendingPathComponent("\(set.header.name).jsonl"))
    }
    let transcript = Transcript(
      subjects: everyone.map { Subject(id: $0, maker: $0, family: $0, lineage: $0) },
      probes: sets.flatMap(\.probes), responses: await zoo.responses(of: everyone, to: sets))
    try PanelWriter.write(
      Panel(name: "panel", transcript: transcript),
      to: folder.appendingPathComponent("panel").path)
    return CheckpointSeries(zoo: zoo, folder: folder, questions: transcript.probes.count)
  }
}

extension CheckpointSeries {
  /// A study of one checkpoint; everyone is asked from the record, except the suspect where a server
  /// is given.
  func study(of checkpoint: String, gates: [String], live base: String? = nil) -> String {
    let suspect =
      base.map { "{provider: openai, base_url: \"\($0)\", model: \(checkpoint)}" }
      ?? recorded(checkpoint)
    let related = [2, 3].map {
      member("aldine", $0) + ", relation: same-base, from: aldine-1, use: [cohort, control]}"
    }
    let cohort = Self.families.flatMap { family in
      (1...3).map { member(family, $0) + ", relation: unrelated}" }
    }
    let others = Self.loners.map {
      "{id: \($0), endpoint: \(recorded($0)), relation: unrelated, use: [control]}"
    }
    let controls: [String] = related + cohort + others
    return """
      study: series
      suspect: {id: candidate, endpoint: \(suspect)}
      sources:
        - \(member("aldine", 1))}
      controls:
      \(controls.map { "  - \($0)" }.joined(separator: "\n"))
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

  /// The beginning of a family member's entry.
  private func member(_ family: String, _ version: Int) -> String {
    let id = "\(family)-\(version)"
    return "{id: \(id), endpoint: \(recorded(id)), maker: \(family), family: \(family), "
      + "lineage: \(family)"
  }

  private func recorded(_ id: String) -> String {
    "{provider: panel, path: \(folder.path)/panel, subject: \(id)}"
  }
}
