import Foundation
import Lab
import Probing
import Similarity

/// Validation on populations trained for it.
struct LabValidation {
  var seed: UInt64
  var populations: Int
  var size = StandardPopulation.Size.full

  private static let trialsFile = "trials.jsonl"

  /// Trials are written whenever a population is done, and those found in the folder are kept.
  func write(to folder: URL) async throws {
    Terminal.printError("Training and scoring \(counted(populations, "population")) ...")
    let trials = try await LabTrials(seed: seed, populations: populations, size: size).run(
      knowing: try Self.recorded(in: folder)
    ) { trials in
      try ValidationOutput.writeLines(trials, Self.trialsFile, folder)
      Terminal.printError("\(Self.clusters(trials))/\(populations) done")
    }
    let first = try StandardPopulation.population(seed: seed, size: size)
    let validation = TrialValidation(trials, seed: seed).validation(
      tool: AssessmentRun.tool(seed: seed), data: data(trials, first),
      conditions: conditions(first))
    try ValidationOutput.write(validation, to: folder)
  }

  private static func recorded(in folder: URL) throws -> [ScoredTrial] {
    let file = folder.appendingPathComponent(trialsFile)
    guard let data = FileManager.default.contents(atPath: file.path) else { return [] }
    return try data.split(separator: UInt8(ascii: "\n")).enumerated().map { index, line in
      guard let trial = try? JSONDecoder().decode(ScoredTrial.self, from: Data(line)) else {
        throw CommandFailure(
          .badData,
          "line \(index + 1) of \(file.path) is no trial of this version; remove the file to start "
            + "anew")
      }
      return trial
    }
  }

  private static func clusters(_ trials: [ScoredTrial]) -> Int { Set(trials.map(\.cluster)).count }

  private func data(_ trials: [ScoredTrial], _ first: Population) -> ValidationData {
    let derived = trials.filter { $0.pair.isDerived == true }
    let unrelated = trials.filter { $0.pair.isDerived == false }
    return ValidationData(
      kind: .lab, name: "the lab, seeds \(seed) to \(seed + UInt64(populations) - 1)",
      subjects: populations * first.asked.count,
      probes: first.world.questions + first.world.writingTasks, samples: 1,
      derivedSuspects: suspects(derived), derivedLineages: suspects(derived),
      unrelatedUnits: unrelated.count, unrelatedLineages: suspects(unrelated),
      populations: populations, seed: seed)
  }

  /// Every suspect is a lineage of its own.
  private func suspects(_ trials: [ScoredTrial]) -> Int {
    Set(trials.map { "\($0.cluster) \($0.pair.suspect)" }).count
  }

  private func conditions(_ population: Population) -> ValidityConditions {
    let families = Set(population.ids(.cohort).map { population.subject($0).family }).count
    return ValidityConditions(
      modelClass: .lab, metrics: BuiltInMetrics.fused.sorted(), questions: nil, samples: 1,
      temperatures: [0, 0.8], scripts: ["Latin"], fewestFamilies: families - 1,
      mostFamilies: families - 1, unrelatedLineages: population.ids(.unrelated).count,
      derivedLineages: population.ids(.derived).count)
  }
}
