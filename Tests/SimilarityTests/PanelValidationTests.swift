import Foundation
import Probing
import Similarity
import Statistics
import Testing

/// Validation on panels with planted students.
@Suite(.serialized) struct PanelValidationTests {
  init() { BLAS.useOneThread() }

  private static func validation(
    _ design: SimulatedPanel.Design, seed: UInt64, raised: Double = 0,
    importing imported: CalibrationFile? = nil
  ) async -> (validation: Validation, calibration: CalibrationFile?) {
    let panel = SimulatedPanel(design, seed: seed)
    let metric = RecordedSimilarity(count: panel.subjects.count) { a, b in
      let isTuned = !panel.subjects[a].rootMakers.isEmpty && panel.subjects[b].maker == "f0"
      return panel.similarity[a][b] + (isTuned ? raised : 0)
    }
    let texts = panel.subjects.map { _ in [["xxxxxxxxxx"]] }
    let request = AssessmentRequest(
      study: StudyRecord(name: "panel \(seed)", mode: .retrospective),
      tool: ToolRecord(version: "test", blas: "none", seed: seed, replicates: 0),
      transcript: Transcript(texts: texts, subjects: panel.subjects), calibration: panel.labels,
      scored: panel.labels, metrics: [metric])
    let result = await Assessment.validation(
      of: request, questions: "digest", temperatures: [], modelClass: .recorded,
      imported: imported)
    return (result.validation, result.calibration)
  }

  private func row(_ metric: String, _ validation: Validation) throws -> MatrixRow {
    try #require(validation.matrix.first { $0.metric.hasPrefix(metric) })
  }

  @Test func openSetIsThatWithoutTheTeacher() async throws {
    let validation = await Self.validation(.init(), seed: 3).validation
    let open = try #require(
      validation.methods.first { $0.title.hasPrefix("the same, true teacher absent") })
    let closed = try #require(validation.methods.first)
    #expect(try row("A, true teacher absent", validation).value == open.sourceFixed?.value)
    #expect(try row("A, source fixed", validation).value == closed.sourceFixed?.value)
  }

  /// Too few lineages for ratios: there is no open set, and no other way of scoring takes its place.
  @Test func withoutRatiosTheOpenSetIsNotMet() async throws {
    let validation = await Self.validation(.init(unrelated: 6, derived: 3), seed: 3).validation
    #expect(validation.methods.count > 1)
    for metric in [
      "A, true teacher absent", "found at 5 % FPR, true teacher", "Cllr, true teacher",
    ] {
      let row = try row(metric, validation)
      #expect(!row.passed && row.value == nil)
    }
    let calibration = await Self.validation(.init(unrelated: 6, derived: 3), seed: 3).calibration
    #expect(calibration == nil)
  }

  @Test func whatThePanelLacksIsNotMet() async throws {
    let validation = await Self.validation(.init(), seed: 4).validation
    #expect(try !row("weight derivatives named as such", validation).passed)
    #expect(try !row("same vendor: rank p <= 0.05", validation).passed)
    #expect(try row("same vendor: rank p <= 0.05", validation).value == nil)
  }

  @Test func errorRatesAreThoseOfTheUnits() async throws {
    let validation = await Self.validation(.init(unrelated: 60), seed: 5).validation
    let kinds = Set(validation.errorRates.map(\.kind))
    #expect(kinds.contains("unrelated, nobody's known student (H2a)"))
    #expect(kinds.contains("known student of another maker (H2a)"))
    let rate = try #require(
      validation.errorRates.first {
        $0.kind == "unrelated, nobody's known student (H2a)" && $0.criterion == "rank p <= 0.05"
      })
    // Sixty lineages against two makers, less those that are tuned from a maker's weights.
    #expect(rate.trials > 100 && rate.trials <= 120)
    #expect(rate.low <= rate.share && rate.share <= rate.high)
  }

  @Test func studentsAreMissedAndInnocentsNamedInOrder() async {
    let validation = await Self.validation(.init(), seed: 6).validation
    #expect(validation.falsePositives.allSatisfy { $0.kind == "unrelated" })
    #expect(validation.falseNegatives.allSatisfy { $0.suspect.hasPrefix("d") })
    let ratios = validation.falsePositives.compactMap(\.log10LR)
    #expect(ratios == ratios.sorted(by: >))
  }

  // MARK: Unequal company

  /// Suspects tuned from a reference family have fewer of them. Where that makes no difference to their
  /// likeness, the trap springs no more often than its level.
  @Test func fewerFamiliesAloneSpringNothing() async {
    let sprung = await withTaskGroup(of: Bool.self) { group in
      for seed in 0..<20 {
        group.addTask { await Self.isSprung(raised: 0, seed: UInt64(seed)) }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(BinomialCount(sprung, of: 20).upperTail(rate: 0.05) > 0.01, "\(sprung)")
  }

  @Test func aDifferenceThatComesWithTheFamiliesSpringsIt() async {
    let isSprung = await Self.isSprung(raised: 0.3, seed: 1)
    #expect(isSprung)
  }

  private static func isSprung(raised: Double, seed: UInt64) async -> Bool {
    let design = SimulatedPanel.Design(unrelated: 24, based: 2, makers: 1)
    let traps = await validation(design, seed: seed, raised: raised).validation.traps
    return traps.contains { $0.kind == .unequalCompany && $0.sprung }
  }

  // MARK: Calibration for others

  @Test func aCalibrationCostsNoLessThanTheBestOrder() async throws {
    let made = await Self.validation(.init(), seed: 7).calibration
    let file = try #require(made)
    #expect(file.line.slope > 0 && file.low < 0 && file.high > 0)
    let other = await Self.validation(.init(), seed: 8, importing: file).validation
    let transfer = try #require(other.transfer)
    #expect(transfer.origin == "panel 7" && transfer.units > 40)
    let (cllr, least) = try (#require(transfer.cllr), #require(transfer.cllrMin))
    #expect(cllr >= least - 1e-12 && cllr < 1)
    #expect(try row("Cllr - Cllr min, calibration of panel 7", other).value == cllr - least)
    let data = try JSONEncoder().encode(file)
    #expect(try JSONDecoder().decode(CalibrationFile.self, from: data) == file)
  }
}
