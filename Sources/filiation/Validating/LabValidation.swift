import Foundation
import Lab
import Probing
import Similarity

/// Validation on populations trained for it.
struct LabValidation {
  var seed: UInt64
  var populations: Int

  func write(to folder: URL) async throws {
    let trials = try await trials(.standard, populations, "trials.jsonl", folder)
    let pairs = try await self.trials(
      .pairs, min(populations, Self.mostForDirection), "direction-trials.jsonl", folder)
    let first = try StandardPopulation.population(seed: seed)
    let (data, conditions, tool) = (
      data(trials, first), conditions(first), AssessmentRun.tool(seed: seed)
    )
    let validation = TrialValidation(trials, pairs: pairs, seed: seed)
    try ValidationOutput.write(
      validation.validation(tool: tool, data: data, conditions: conditions), to: folder)
    if let file = await validation.calibration(
      tool: tool, origin: data.name, conditions: conditions)
    {
      try ValidationOutput.write(file, "calibration.json", folder)
    }
  }

  /// Each has forty pairs ranked among each other.
  private static let mostForDirection = 8

  /// They are written whenever a population is done, and those found in the folder are kept.
  private func trials(
    _ design: LabTrials.Design, _ populations: Int, _ name: String, _ folder: URL
  ) async throws -> [ScoredTrial] {
    Terminal.printError(
      "Training and scoring \(counted(populations, "population")) (\(name)) ...")
    let meter = WorkMeter("populations scored")
    defer { meter.finish() }
    meter.show(0, of: populations, "populations scored")
    return try await LabTrials(design: design, seed: seed, populations: populations).run(
      knowing: try Self.recorded(folder.appendingPathComponent(name))
    ) { trials in
      try ValidationOutput.writeLines(trials, name, folder)
      let done = Self.clusters(trials)
      meter.show(done, of: populations, "populations scored")
      if !Terminal.isInteractive { Terminal.printError("\(done)/\(populations) done") }
    }
  }

  private static func recorded(_ file: URL) throws -> [ScoredTrial] {
    guard let data = FileManager.default.contents(atPath: file.path) else { return [] }
    var seen: Set<[String]> = []
    return try data.split(separator: UInt8(ascii: "\n")).enumerated().map { index, line in
      guard let trial = try? JSONDecoder().decode(ScoredTrial.self, from: Data(line)),
        seen.insert([trial.cluster, trial.pair.suspect, trial.pair.source, trial.pair.kind])
          .inserted
      else {
        throw CommandFailure(
          .badData,
          "line \(index + 1) of \(file.path) is no trial of this version, or one that stands there "
            + "twice; remove the file to start anew")
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
