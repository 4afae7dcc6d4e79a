import Statistics
import Testing

@Suite struct DesignTests {
  @Test func powerOfARankAgainstSciPy() throws {
    let golden = try JSONTree.golden("power")
    for (row, expected) in zip(try golden["designs"].rows, try golden["power"].doubles) {
      let power = RankPower(lineages: Int(row[0]), level: row[1]).power(shift: row[2])
      #expect(agree(power, expected, 1e-9))
    }
  }

  /// With no shift suspect and lineages are exchangeable: every rank has the same chance.
  @Test(arguments: [19, 20, 39, 45])
  func powerWithoutShiftIsTheAttainedLevel(_ lineages: Int) throws {
    let test = RankPower(lineages: lineages)
    let attained = Double(try #require(test.mostExceeding) + 1) / Double(lineages + 1)
    #expect(agree(test.power(shift: 0), attained, 1e-9))
    #expect(attained <= 0.05)
  }

  @Test func powerAgainstSimulation() {
    var stream = RandomStream(seed: 12)
    let test = RankPower(lineages: 25)
    let found = (0..<4_000).count { _ in
      let suspect = 2.5 + stream.normal()
      return PValue(observed: suspect, among: (0..<25).map { _ in stream.normal() }).value <= 0.05
    }
    let interval = BinomialCount(found, of: 4_000).interval(confidence: 0.999)
    #expect(interval.contains(test.power(shift: 2.5)))
  }

  @Test func fewestLineagesOfALevel() {
    #expect(RankPower.fewestLineages(level: 0.05) == 19)
    #expect(RankPower.fewestLineages(level: 0.01) == 99)
    #expect(RankPower.fewestLineages(level: 0.5) == 1)
    #expect(RankPower(lineages: 18).mostExceeding == nil)
    #expect(RankPower(lineages: 18).power(shift: 50) == 0)
    #expect(RankPower(lineages: 0).power(shift: 50) == 0)
  }

  @Test func fewestLineagesOfAPower() throws {
    let fewest = try #require(RankPower.fewestLineages(power: 0.8, shift: 3))
    #expect(RankPower(lineages: fewest).power(shift: 3) >= 0.8)
    #expect((19..<fewest).allSatisfy { RankPower(lineages: $0).power(shift: 3) < 0.8 })
    #expect(RankPower.fewestLineages(power: 0.8, shift: 0, limit: 60) == nil)
  }

  /// Models with a known spread, each measured with a known error.
  @Test func variancesBetweenModelsAgainstSimulation() throws {
    var stream = RandomStream(seed: 13)
    let squares = try (0..<300).map { _ in
      let scores = (0..<30).map { _ in 0.04 * stream.normal() + 0.045 * stream.normal() }
      let components = try VarianceComponents(
        scores: scores, errors: [Double](repeating: 0.045, count: 30))
      #expect(agree(components.probeError, 0.045, 1e-12))
      return components.betweenModels * components.betweenModels
    }
    #expect(abs(try Moments(squares).mean / 0.0016 - 1) < 0.06)
  }

  /// The worked case of the documentation: .04 between models and .45 a probe.
  @Test func probesUntilTheErrorIsAThird() throws {
    let error = 0.45 / 10  // 100 probes
    let spread = 2.0.squareRoot() * (0.04 * 0.04 + error * error).squareRoot()
    let few = try VarianceComponents(scores: [0, spread], errors: [error, error])
    #expect(agree(few.betweenModels, 0.04, 1e-9))
    #expect(few.moreProbesHelp == true)
    #expect(few.probesNeeded(asked: 100) == 1_140)
    let many = try VarianceComponents(scores: [0, 1], errors: [0.01, 0.01])
    #expect(many.moreProbesHelp == false)
    #expect(many.probesNeeded(asked: 500)! < 500)
  }

  @Test func whatModelsDoNotDifferInCannotBePlanned() throws {
    let same = try VarianceComponents(scores: [1, 1, 1], errors: [0.2, 0.1, 0.3])
    #expect(same.betweenModels == 0)
    #expect(same.moreProbesHelp == nil && same.probesNeeded(asked: 10) == nil)
    #expect(throws: StatisticsError.self) { try VarianceComponents(scores: [1], errors: [0]) }
    #expect(throws: StatisticsError.self) {
      try VarianceComponents(scores: [1, .infinity], errors: [0, 0])
    }
  }
}
