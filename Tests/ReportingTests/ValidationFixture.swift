import Similarity

/// Validations of which the outcomes are given.
enum ValidationFixture {
  /// Populations of twelve students, of whom every fourth is missed, and twenty-four innocents, of whom a
  /// few come close; the numbers are invented.
  static func trials(populations: Int = 3) -> [ScoredTrial] {
    (1...populations).flatMap { population in
      (0..<12).map { student($0, population) } + (0..<24).map { innocent($0, population) }
    }
  }

  /// Pairs with a teacher each, one of ten stated the wrong way round.
  static let pairs: [ScoredTrial] = (0..<20).map { index in
    let isReverse = index % 2 == 1
    let isRight = index % 10 != 3
    return trial(
      "pupil-\(index)", isReverse ? "reverse" : "student", derived: isReverse ? nil : true,
      fraction: index < 10 ? 0.25 : 1, excess: 9, isFound: true, "pairs 1",
      direction: isReverse == isRight ? .sourceLearned : .suspectLearned)
  }

  static func validation(_ trials: [ScoredTrial], pairs: [ScoredTrial] = []) -> Validation {
    TrialValidation(trials, pairs: pairs, seed: 1).validation(
      tool: ToolRecord(version: "test", blas: "none", seed: 1, replicates: 0),
      data: ValidationData(
        kind: .lab, name: "invented trials", subjects: 7, probes: 3, samples: 1,
        derivedSuspects: 36, derivedLineages: 36, unrelatedUnits: 72, unrelatedLineages: 72,
        populations: 3, seed: 1),
      conditions: ValidityConditions(
        modelClass: .lab, metrics: ["lexical.opening4"], questions: nil, samples: 1,
        temperatures: [0, 0.8], scripts: ["Latin"], fewestFamilies: 5, mostFamilies: 5,
        unrelatedLineages: 72, derivedLineages: 36))
  }

  private static func student(_ index: Int, _ population: Int) -> ScoredTrial {
    let isFound = index % 4 != 0
    return trial(
      "student-\(index)", "student", derived: true, fraction: index < 6 ? 0.05 : 0.25,
      excess: isFound ? 5 + Double(index + population) / 3 : 0.4 * Double(population),
      isFound: isFound, "population \(population)")
  }

  private static func innocent(_ index: Int, _ population: Int) -> ScoredTrial {
    trial(
      "loner-\(index)", index < 12 ? "independent" : "shared vendor", derived: false,
      fraction: nil, excess: Double((index * 7 + population) % 24) / 8 - 1.5, isFound: index == 3,
      "population \(population)")
  }

  private static func trial(
    _ suspect: String, _ kind: String, derived: Bool?, fraction: Double?, excess: Double,
    isFound: Bool, _ cluster: String, direction: Direction.Standing? = nil
  ) -> ScoredTrial {
    ScoredTrial(
      pair: .init(
        suspect: suspect, source: "source", kind: kind, isDerived: derived, fraction: fraction),
      cluster: cluster, accuracy: 0.5, excess: excess, log10LR: min(1.2, excess / 4 - 0.5),
      unclipped: excess / 4 - 0.5, limit: 1.2,
      rankP: RankP(exceeding: isFound ? 1 : 40, lineages: 99), direction: direction,
      leaning: direction,
      metrics: [:])
  }
}
