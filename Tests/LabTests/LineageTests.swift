import Lab
import Probing
import Statistics
import Testing

/// The lab's models differ as real ones do, and what a student takes from a teacher can be measured.
@Suite struct LineageTests {
  static let sheet = AnswerSheet(Fixture.zoo, Fixture.world)
  static let unrelated = Fixture.independents.dropFirst().map {
    sheet.rareAgreement($0, Fixture.teacher, population: Fixture.independents)
  }

  static func agreement(_ id: String) -> Double {
    sheet.rareAgreement(id, Fixture.teacher, population: Fixture.independents)
  }

  /// Agreement with the teacher in standard deviations of the unrelated models.
  static func excess(_ id: String) -> Double {
    let mean = unrelated.reduce(0, +) / Double(unrelated.count)
    let variance =
      unrelated.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(unrelated.count - 1)
    return (agreement(id) - mean) / variance.squareRoot()
  }

  static func meanExcess(_ fraction: Double) -> Double {
    (0..<4).map { excess(Fixture.student(fraction, $0)) }.reduce(0, +) / 4
  }

  @Test func abilitiesAreUnequalAndNeitherHopelessNorPerfect() {
    let accuracies = Fixture.independents.map { Self.sheet.accuracy($0) }
    #expect(accuracies.min()! > 0.25)
    #expect(accuracies.max()! < 0.85)
    #expect(accuracies.max()! - accuracies.min()! > 0.1)
  }

  @Test func wrongAnswersAreDiverseAndSomeAreShared() {
    let wrong = Self.sheet.keys.indices.map { item in
      Fixture.independents.compactMap { Self.sheet.answers[$0]![item] }
        .filter { $0 != Self.sheet.keys[item] }
    }
    let given = wrong.reduce(0) { $0 + $1.count }
    let distinct = wrong.reduce(0) { $0 + Set($1).count }
    #expect(Double(distinct) > 0.4 * Double(given))
    #expect(wrong.contains { $0.count >= 6 && Double(Set($0).count) < 0.5 * Double($0.count) })
  }

  @Test func unrelatedModelsVaryInTheirAgreement() {
    #expect(Self.unrelated.max()! > 1.5 * Self.unrelated.min()!)
  }

  /// A two-sample comparison of means: with 4 and 13 models, 3 standard errors are 1.7 deviations.
  @Test func studentsAtFractionZeroAreIndependents() {
    #expect(abs(Self.meanExcess(0)) < 1.7)
  }

  @Test func agreementGrowsWithTheTaughtFraction() {
    let excesses = [0, 0.25, 0.5, 1].map { Self.meanExcess($0) }
    #expect(excesses == excesses.sorted())
    #expect(excesses[1] > 1.7)
    #expect(excesses[3] > 6)
  }

  @Test func twinsOnTheSameDataAreMoreAlikeThanIndependents() {
    #expect(Self.excess("twin") > 3)
  }
}
