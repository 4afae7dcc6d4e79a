import Foundation
import Probing
import Similarity
import Testing

/// Validation over trials whose outcomes are given.
@Suite struct TrialValidationTests {
  // MARK: Error rates

  /// The ends of a Clopper-Pearson interval are the rates under which as many flags or more, and as
  /// many or fewer, have probability .025.
  @Test(arguments: [0, 1, 3, 10]) func intervalsAgainstExactEnumeration(flagged: Int) throws {
    let trials = (0..<10).map { Trials.innocent("independent", $0, isFlagged: $0 < flagged) }
    let rate = try #require(errorRate(of: trials, "independent", "rank p <= 0.05"))
    #expect(rate.flagged == flagged && rate.trials == 10)
    let low = flagged == 0 ? 0 : Self.crossing { Self.atLeast(flagged, of: 10, $0) - 0.025 }
    let high = flagged == 10 ? 1 : Self.crossing { 0.975 - Self.atLeast(flagged + 1, of: 10, $0) }
    #expect(abs(rate.low - low) < 1e-6)
    #expect(abs(rate.high - high) < 1e-6)
    #expect(abs(rate.tail! - Self.atLeast(flagged, of: 10, 0.05)) < 1e-12)
  }

  private static func atLeast(_ count: Int, of n: Int, _ rate: Double) -> Double {
    guard count <= n else { return 0 }
    return (count...n).reduce(0) { sum, k in
      let choose = (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
      return sum + choose * pow(rate, Double(k)) * pow(1 - rate, Double(n - k))
    }
  }

  /// Where a function rises through 0 between 0 and 1 (a rate of .975 that falls, turned round).
  private static func crossing(_ function: (Double) -> Double) -> Double {
    var (low, high) = (0.0, 1.0)
    let rises = function(1) > function(0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if (function(middle) < 0) == rises { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  @Test func ratesOfOneKindAreNotThoseOfAnother() throws {
    let trials =
      (0..<40).map { Trials.innocent("independent", $0, isFlagged: false) }
      + (40..<80).map { Trials.innocent("shared vendor", $0, isFlagged: $0 < 50) }
    let matrix = Trials.validation(trials).matrix
    let independent = try row("independent: rank p <= 0.05", in: matrix)
    let vendor = try row("shared vendor: rank p <= 0.05", in: matrix)
    #expect(independent.passed && independent.value == 0)
    #expect(!vendor.passed && vendor.value == 0.25)
  }

  /// Populations in which everything or nothing is flagged: the interval over populations is wider.
  @Test func populationsAreResampledWhole() throws {
    let trials = (0..<200).map { index in
      Trials.innocent(
        "independent", index, isFlagged: index / 20 < 2, cluster: "population \(index / 20)")
    }
    let rate = try #require(errorRate(of: trials, "independent", "rank p <= 0.05"))
    #expect(rate.clusters == 10)
    let (low, high) = try (#require(rate.clusterLow), #require(rate.clusterHigh))
    #expect(low < rate.low && high > rate.high)
  }

  // MARK: What is missing fails

  @Test func nothingMeasuredMeetsNothing() {
    let validation = Trials.validation([])
    #expect(!validation.matrix.isEmpty)
    #expect(validation.matrix.allSatisfy { !$0.passed && $0.value == nil })
  }

  @Test func aKindThatWasNotTriedFails() throws {
    let trials = (0..<40).map { Trials.innocent("independent", $0, isFlagged: false) }
    let matrix = Trials.validation(trials).matrix
    #expect(try row("independent: rank p <= 0.05", in: matrix).passed)
    let vendor = try row("shared vendor: rank p <= 0.05", in: matrix)
    #expect(!vendor.passed && vendor.value == nil)
  }

  /// With nine controls no p of .05 can be reached: that none was is no evidence.
  @Test func aCriterionThatCouldNotBeMetFails() throws {
    let trials = (0..<40).map { index in
      Trials.innocent("independent", index, isFlagged: false, controls: 9)
    }
    let found = try row("independent: rank p <= 0.05", in: Trials.validation(trials).matrix)
    #expect(!found.passed && found.value == nil)
  }

  // MARK: Power, direction, ratios

  @Test(arguments: [(19, true), (18, false)])
  func nineteenOfTwentyStudentsAreEnough(found: Int, isEnough: Bool) throws {
    let trials = (0..<20).map { index in
      Trials.student(index, isFound: index < found, fraction: 0.25)
    }
    let row = try row(
      "students at fraction 0.25 with rank p <= 0.05", in: Trials.validation(trials).matrix)
    #expect(row.passed == isEnough)
    #expect(row.value == Double(found) / 20)
  }

  @Test(arguments: [(1, true), (2, false)])
  func directionCountsWhereItIsStated(wrong: Int, holds: Bool) throws {
    let forward = (0..<10).map { index in
      Trials.student(
        index, isFound: true, direction: index < wrong ? .sourceLearned : .suspectLearned)
    }
    let others = [
      Trials.student(10, isFound: true, direction: .undetermined),
      Trials.student(11, isFound: false, direction: .sourceLearned),
      Trials.student(12, isFound: true, direction: nil),
    ]
    let validation = Trials.validation(forward + others)
    #expect(
      validation.direction
        == DirectionCount(right: 10 - wrong, wrong: wrong, undetermined: 1))
    let row = try row("direction right where it is claimed", in: validation.matrix)
    #expect(row.passed == holds)
  }

  @Test func ofAReversePairTheSourceLearned() {
    var trial = Trials.student(0, isFound: true, direction: .sourceLearned)
    trial.pair.kind = "reverse"
    trial.pair.isDerived = nil
    let direction = Trials.validation([trial]).direction
    #expect(direction == DirectionCount(right: 1, wrong: 0, undetermined: 0))
  }

  @Test func aDirectionNeverStatedIsNotRight() throws {
    let trials = (0..<5).map { Trials.student($0, isFound: true, direction: .undetermined) }
    let row = try row("direction right where it is claimed", in: Trials.validation(trials).matrix)
    #expect(!row.passed && row.value == nil)
  }

  /// Ratios of 10 and 1/10 that separate perfectly cost log2(1.1) bits.
  @Test func costOfRatiosAgainstTheFormula() throws {
    let trials =
      (0..<10).map { Trials.student($0, isFound: true) }
      + (10..<30).map { Trials.innocent("independent", $0, isFlagged: false) }
    let validation = Trials.validation(trials)
    let method = try #require(validation.methods.first)
    #expect(gap(method.auc?.value, 1) < 1e-12)
    #expect(gap(method.cllr?.value, log2(1.1)) < 1e-12)
    #expect(gap(method.cllrMin?.value, 0) < 1e-12)
    // All stand at the end of their limits that is right.
    #expect(gap(method.cllrAtLimits?.value, log2(1.1)) < 1e-12)
    let row = try row("Cllr - Cllr min, stated ratios", in: validation.matrix)
    #expect(!row.passed && gap(row.value, log2(1.1)) < 1e-12)
    let curves = try #require(validation.curves)
    #expect(curves.tippett.map(\.log10LR) == [-1, 1])
    #expect(curves.tippett.map(\.unrelated) == [1, 0])
  }

  /// Older files hold no lower limit, so what the limits cost is not known.
  @Test func withoutALowerLimitTheCostOfLimitsIsAbsent() throws {
    var trials =
      (0..<10).map { Trials.student($0, isFound: true) }
      + (10..<30).map { Trials.innocent("independent", $0, isFlagged: false) }
    trials[3].lowerLimit = nil
    let data = try JSONEncoder().encode(trials)
    #expect(try JSONDecoder().decode([ScoredTrial].self, from: data) == trials)
    let method = try #require(Trials.validation(trials).methods.first)
    #expect(method.cllr != nil && method.cllrAtLimits == nil)
  }

  @Test func fewClaimsShowNothing() throws {
    let trials = (0..<9).map {
      Trials.student($0, isFound: true, direction: .suspectLearned)
    }
    let row = try row("direction right where it is claimed", in: Trials.validation(trials).matrix)
    #expect(!row.passed && row.value == 1)
  }

  /// Populations of ten pairs, all of one decided and none of the next: the interval of the share that is
  /// right is over them, and a single population has none.
  @Test func theIntervalOfRightDirectionsIsOverPopulations() throws {
    let pairs = (0..<80).map { index -> ScoredTrial in
      var trial = Trials.student(
        index, isFound: true,
        direction: index / 10 % 2 == 0 ? .suspectLearned : .undetermined)
      trial.cluster = "pairs \(index / 10)"
      return trial
    }
    let validation = Trials.validation([], pairs: pairs)
    let count = try #require(validation.direction)
    #expect(count.right == 40 && count.wrong == 0 && count.found == 80)
    let (low, high) = try (#require(count.low), #require(count.high))
    // Of eight populations, each right or not: a binomial share of eighths.
    #expect(low == 0.125 && high == 0.875)
    let row = try row("direction right where it is claimed", in: validation.matrix)
    #expect(row.passed && row.result.contains("[0.125 to 0.875]"), "\(row.result)")
    #expect(Trials.validation([], pairs: Array(pairs.prefix(40))).direction?.low == nil)
    let silent = pairs.map { pair -> ScoredTrial in
      var pair = pair
      pair.direction = .undetermined
      return pair
    }
    let none = try #require(Trials.validation([], pairs: silent).direction)
    #expect(none.found == 80 && none.low == nil)
  }

  @Test func directionsAreCountedByShare() throws {
    let pairs = (0..<8).map { index -> ScoredTrial in
      var trial = Trials.student(
        index, isFound: true, fraction: index < 4 ? 0.25 : 1,
        direction: [.suspectLearned, .undetermined, .sourceLearned, .suspectLearned][index % 4])
      trial.leaning = index < 4 ? .suspectLearned : .undetermined
      if index == 7 { trial.rankP = RankP(exceeding: 50, lineages: 99) }
      return trial
    }
    let ordinary = Trials.student(9, isFound: true, direction: .undetermined)
    let validation = Trials.validation([ordinary], pairs: pairs)
    #expect(validation.direction == DirectionCount(right: 3, wrong: 2, undetermined: 3))
    let rows = validation.directions
    #expect(rows.map(\.fraction) == [nil, nil, nil, 0.25, 1])
    #expect(rows[0].count == DirectionCount(right: 0, wrong: 0, undetermined: 1))
    #expect(rows[1].count == DirectionCount(right: 3, wrong: 2, undetermined: 2))
    #expect(rows[2].count == DirectionCount(right: 4, wrong: 0, undetermined: 3))
    #expect(rows[3].count == DirectionCount(right: 4, wrong: 0, undetermined: 0))
    #expect(rows[4].count == DirectionCount(right: 0, wrong: 0, undetermined: 3))
    // Pairs with a teacher each are counted for nothing else.
    #expect(validation.power.flatMap(\.rates).allSatisfy { $0.trials == 1 })
  }

  @Test func theWorstAreNamed() {
    var trials = (0..<30).map { Trials.innocent("independent", $0, isFlagged: false) }
    trials[17].log10LR = 0.9
    trials[4].log10LR = 0.5
    let named = Trials.validation(trials).falsePositives.prefix(2)
    #expect(named.map(\.suspect) == ["suspect-17 (population 1)", "suspect-4 (population 1)"])
  }

  @Test func isReadBackAsWritten() throws {
    let trials = (0..<12).map { Trials.student($0, isFound: true, direction: .undetermined) }
    let validation = Trials.validation(trials)
    let data = try JSONEncoder().encode(validation)
    #expect(try JSONDecoder().decode(Validation.self, from: data) == validation)
    let lines = try JSONEncoder().encode(trials)
    #expect(try JSONDecoder().decode([ScoredTrial].self, from: lines) == trials)
  }

  private func errorRate(of trials: [ScoredTrial], _ kind: String, _ criterion: String)
    -> ErrorRate?
  {
    Trials.validation(trials).errorRates.first { $0.kind == kind && $0.criterion == criterion }
  }

  private func row(_ metric: String, in matrix: [MatrixRow]) throws -> MatrixRow {
    try #require(matrix.first { $0.metric == metric })
  }
}

/// Trials by outcome; the numbers are invented.
private enum Trials {
  static func innocent(
    _ kind: String, _ index: Int, isFlagged: Bool, cluster: String = "population 1",
    controls: Int = 99
  ) -> ScoredTrial {
    trial(kind, index, derived: false, isFlagged: isFlagged, cluster, controls)
  }

  static func student(
    _ index: Int, isFound: Bool, fraction: Double = 0.5, direction: Direction.Standing? = nil
  ) -> ScoredTrial {
    var trial = trial("student", index, derived: true, isFlagged: isFound, "population 1", 99)
    trial.pair.fraction = fraction
    trial.direction = direction
    return trial
  }

  private static func trial(
    _ kind: String, _ index: Int, derived: Bool, isFlagged: Bool, _ cluster: String,
    _ controls: Int
  ) -> ScoredTrial {
    ScoredTrial(
      pair: .init(suspect: "suspect-\(index)", source: "source", kind: kind, isDerived: derived),
      cluster: cluster, excess: derived ? 4 : 0, log10LR: derived ? 1 : -1,
      unclipped: derived ? 1.5 : -1.5, limit: 1, lowerLimit: -1,
      rankP: RankP(exceeding: isFlagged ? 0 : controls / 2, lineages: controls), metrics: [:])
  }

  static func validation(_ trials: [ScoredTrial], pairs: [ScoredTrial] = []) -> Validation {
    TrialValidation(trials, pairs: pairs, seed: 1).validation(
      tool: ToolRecord(version: "test", blas: "none", seed: 1, replicates: 0),
      data: ValidationData(
        kind: .lab, name: "test", subjects: 0, probes: 0, samples: 1, derivedSuspects: 0,
        derivedLineages: 0, unrelatedUnits: 0, unrelatedLineages: 0),
      conditions: ValidityConditions(
        modelClass: .lab, metrics: [], questions: nil, samples: 1, temperatures: [], scripts: [],
        fewestFamilies: 2, mostFamilies: 5, unrelatedLineages: 0, derivedLineages: 0))
  }
}
