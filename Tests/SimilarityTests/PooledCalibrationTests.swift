import Foundation
import Similarity
import Statistics
import Testing

/// Calibrations fitted on other populations.
@Suite(.serialized) struct PooledCalibrationTests {
  init() { BLAS.useOneThread() }

  private static let imported = "calibration of other populations, as imported"
  private static let isotonic = "isotonic map of other populations"

  /// Populations of 20 students and 40 innocents whose excesses are Gaussian, 2 apart.
  private static func trials(_ populations: ClosedRange<Int>) -> [ScoredTrial] {
    populations.flatMap { population -> [ScoredTrial] in
      var stream = RandomStream(seed: UInt64(population))
      return (0..<60).map { index in
        let isDerived = index < 20
        return ScoredTrial(
          pair: .init(
            suspect: "suspect-\(index)", source: "source",
            kind: isDerived ? "student" : "independent", isDerived: isDerived),
          cluster: "population \(population)", excess: stream.normal() + (isDerived ? 2 : 0),
          metrics: [:])
      }
    }
  }

  private static func methods(_ trials: [ScoredTrial]) -> [String: Validity.Method] {
    let validation = TrialValidation(trials, seed: 1).validation(
      tool: tool, data: data, conditions: conditions)
    return Dictionary(uniqueKeysWithValues: validation.methods.map { ($0.title, $0) })
  }

  /// Of twenty populations.
  private static let twenty = methods(trials(1...20))
  private static let tool = ToolRecord(version: "test", blas: "none", seed: 1, replicates: 0)
  private static let data = ValidationData(
    kind: .lab, name: "test", subjects: 0, probes: 0, samples: 1, derivedSuspects: 0,
    derivedLineages: 0, unrelatedUnits: 0, unrelatedLineages: 0)
  private static let conditions = ValidityConditions(
    modelClass: .lab, metrics: [], questions: nil, samples: 1, temperatures: [], scripts: [],
    fewestFamilies: 2, mostFamilies: 5, unrelatedLineages: 0, derivedLineages: 0)

  /// Of Gaussian scores of equal spread the log odds are a line, and the fit on other populations finds
  /// it: the loss is that of the sample alone.
  @Test func aLineThatIsRightCostsLittle() throws {
    let methods = Self.twenty
    let (line, isotonic) = try (#require(methods[Self.imported]), #require(methods[Self.isotonic]))
    let least = try #require(line.cllrMin).value
    // The map is free to follow the sample it was fitted on.
    for (cost, most) in [(line.cllrUnclipped, 0.03), (isotonic.cllr, 0.06)] {
      let value = try #require(cost).value
      #expect(value >= least && value - least < most, "\(value), \(least)")
    }
    // N(2, 1) against N(0, 1): ln LR is 2 x - 2, with the cost of that system in expectation.
    let cost = try LabelledScores(
      Self.trials(21...60).map { (2 * $0.excess - 2) / log(10) },
      labels: Self.trials(21...60).map { $0.pair.isDerived! }
    ).cllr
    #expect(abs(try #require(methods[Self.imported]?.cllrUnclipped).value - cost) < 0.05)
  }

  /// What is said of a population depends on the others alone: raised by 4, its innocents cost what the
  /// line of the others makes of them.
  @Test func aPopulationHasNoPartInItsOwnCalibration() throws {
    var trials = Self.trials(1...6)
    let honest = try #require(Self.methods(trials)[Self.imported]?.cllrUnclipped).value
    for index in trials.indices where trials[index].cluster == "population 3" {
      trials[index].excess += trials[index].pair.isDerived == true ? 0 : 4
    }
    let shifted = try #require(Self.methods(trials)[Self.imported]?.cllrUnclipped).value
    // 40 of 240 innocents at 4 on a line of about 2 x - 2: 6 ln units each, half of Cllr.
    #expect(shifted > honest + 0.3)
  }

  /// Within limits of 1/a and 10, a perfect order costs log2(1 + 1/10) for a student.
  @Test func theImportedRatioKeepsTheLimit() throws {
    let method = try #require(Self.twenty[Self.imported])
    let (stated, least) = try (#require(method.cllr).value, #require(method.cllrAtLimits).value)
    #expect(stated > least && stated != method.cllrUnclipped?.value)
    #expect(least >= log2(1.1) / 2)
  }

  @Test func oneOrTooSmallPopulationsCalibrateNoOther() {
    #expect(Self.methods(Self.trials(1...1)).isEmpty)
    // Four students in the other population: five are the fewest.
    let few = Self.trials(1...2).filter {
      $0.pair.isDerived == false
        || ["suspect-0", "suspect-1", "suspect-2", "suspect-3"].contains($0.pair.suspect)
    }
    #expect(Self.methods(few).isEmpty)
  }

  // MARK: The file

  private static func file(_ trials: [ScoredTrial]) async -> CalibrationFile? {
    await TrialValidation(trials, seed: 1).calibration(
      tool: tool, origin: "the lab", conditions: conditions)
  }

  @Test func theFileHoldsTheLineOfAllTrials() async throws {
    let file = try #require(await Self.file(Self.trials(1...20)))
    #expect(file.isSound && file.conditions.modelClass == .lab && file.origin == "the lab")
    // ln LR = 2 x - 2.
    #expect(abs(file.line.slope - 2 / log(10)) < 0.15)
    #expect(abs(file.line.offset + 2 / log(10)) < 0.15)
    let slopes = file.replicates.map(\.slope).sorted()
    #expect(slopes.count == 500 && slopes[12] < file.line.slope && file.line.slope < slopes[487])
    #expect(await Self.file(Self.trials(1...1).filter { $0.pair.isDerived == false }) == nil)
  }

  /// A population without students, drawn twice, leaves nothing to fit: one replicate in four.
  @Test func replicatesThatCannotBeFittedCountAsOne() async throws {
    let trials = Self.trials(1...2).filter {
      $0.cluster == "population 1" || $0.pair.isDerived == false
    }
    let file = try #require(await Self.file(trials))
    let failed = file.replicates.count { $0.offset == 0 && $0.slope == 0 }
    #expect(file.replicates.count == 500 && file.isSound)
    #expect((85...165).contains(failed), "\(failed)")
  }

  /// Lineages weigh the same however many trials they have, and so do the misleading cases.
  @Test func trialsOfALineageDoNotMoveTheMap() throws {
    let once = Self.trials(1...2)
    let cost = try #require(Self.methods(once)[Self.isotonic]?.cllr).value
    let often = try #require(Self.methods(once + once + once)[Self.isotonic]?.cllr).value
    #expect(abs(cost - often) < 1e-9, "\(cost), \(often)")
  }

  @Test func theMapNoReportStatesHasNoCriterion() throws {
    let matrix = TrialValidation(Self.trials(1...6), seed: 1).validation(
      tool: Self.tool, data: Self.data, conditions: Self.conditions
    ).matrix
    #expect(matrix.contains { $0.metric.hasSuffix(Self.imported) && $0.value != nil })
    #expect(!matrix.contains { $0.metric.contains(Self.isotonic) })
  }

  struct Damage: Sendable {
    let name: String
    let change: @Sendable (inout [String: Any]) -> Void

    init(_ name: String, _ change: @escaping @Sendable (inout [String: Any]) -> Void) {
      self.name = name
      self.change = change
    }
  }

  static let damages = [
    Damage("falling") { $0["line"] = ["offset": 0, "slope": -0.1] },
    Damage("level") { $0["line"] = ["offset": 0, "slope": 0] },
    Damage("huge") { $0["line"] = ["offset": 1e300, "slope": 1] },
    Damage("bounds above one") { ($0["low"], $0["high"]) = (0.2, 1) },
    Damage("bounds below one") { ($0["low"], $0["high"]) = (-1, -0.2) },
    Damage("bounds out of order") { ($0["low"], $0["high"]) = (1, -1) },
    Damage("not resampled") { $0["replicates"] = [[String: Double]]() },
    Damage("a replicate beyond numbers") {
      $0["replicates"] = [[String: Double]](repeating: ["offset": 0, "slope": 1e9], count: 20)
    },
  ]

  @Test(arguments: damages) func impossibleCalibrationsAreNotSound(damage: Damage) async throws {
    let file = try #require(await Self.file(Self.trials(1...2)))
    #expect(file.isSound)
    var object = try #require(
      JSONSerialization.jsonObject(with: JSONEncoder().encode(file)) as? [String: Any])
    damage.change(&object)
    let changed = try JSONDecoder().decode(
      CalibrationFile.self, from: JSONSerialization.data(withJSONObject: object))
    #expect(!changed.isSound, "\(damage.name)")
  }
}
