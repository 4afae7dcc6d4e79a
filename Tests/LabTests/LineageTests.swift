import Lab
import Probing
import Statistics
import Testing

/// The lab's models differ as real ones do, and what a student takes from a teacher can be measured.
@Suite struct LineageTests {
  /// Agreement with the teacher's errors, in standard deviations of the unrelated models.
  struct Excess {
    let sheet: AnswerSheet
    let unrelated: [Double]

    init() async {
      let sheet = await Fixture.sheet
      self.sheet = sheet
      unrelated = Fixture.independents.dropFirst().map {
        sheet.rareAgreement($0, Fixture.teacher, population: Fixture.independents)
      }
    }

    func callAsFunction(_ id: String) -> Double {
      let agreement = sheet.rareAgreement(id, Fixture.teacher, population: Fixture.independents)
      let mean = unrelated.reduce(0, +) / Double(unrelated.count)
      let variance =
        unrelated.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(unrelated.count - 1)
      return (agreement - mean) / variance.squareRoot()
    }

    func mean(fraction: Double) -> Double {
      (0..<4).map { self(Fixture.student(fraction, $0)) }.reduce(0, +) / 4
    }
  }

  @Test func abilitiesAreUnequalAndNeitherHopelessNorPerfect() async {
    let sheet = await Fixture.sheet
    let accuracies = Fixture.independents.map { sheet.accuracy($0) }
    #expect(accuracies.min()! > 0.25)
    #expect(accuracies.max()! < 0.85)
    #expect(accuracies.max()! - accuracies.min()! > 0.1)
  }

  @Test func wrongAnswersAreDiverseAndSomeAreShared() async {
    let sheet = await Fixture.sheet
    let wrong = sheet.keys.indices.map { item in
      Fixture.independents.compactMap { sheet.answers[$0]![item] }
        .filter { $0 != sheet.keys[item] }
    }
    let given = wrong.reduce(0) { $0 + $1.count }
    let distinct = wrong.reduce(0) { $0 + Set($1).count }
    #expect(Double(distinct) > 0.4 * Double(given))
    #expect(wrong.contains { $0.count >= 6 && Double(Set($0).count) < 0.5 * Double($0.count) })
  }

  @Test func unrelatedModelsVaryInTheirAgreement() async {
    let unrelated = await Excess().unrelated
    #expect(unrelated.max()! > 1.5 * unrelated.min()!)
  }

  /// A two-sample comparison of means: with 4 and 13 models, 3 standard errors are 1.7 deviations.
  @Test func studentsAtFractionZeroAreIndependents() async {
    #expect(abs(await Excess().mean(fraction: 0)) < 1.7)
  }

  @Test func agreementGrowsWithTheTaughtFraction() async {
    let excess = await Excess()
    let excesses = [0, 0.25, 0.5, 1].map { excess.mean(fraction: $0) }
    #expect(excesses == excesses.sorted())
    #expect(excesses[1] > 1.7)
    #expect(excesses[3] > 6)
  }

  @Test func twinsOnTheSameDataAreMoreAlikeThanIndependents() async {
    #expect(await Excess()("twin") > 3)
  }
}
