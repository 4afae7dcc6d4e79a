import Probing
import Similarity
import Statistics
import Testing

/// Every row against the same analysis written down plainly.
@Suite(.serialized) struct SensitivityTests {
  init() { BLAS.useOneThread() }

  private static let study = RandomStudy(seed: 8, students: 14, teachers: 2)

  private typealias Row = Sensitivity.Row

  private struct Tested {
    let headline: Headline
    let sensitivity: Sensitivity
    let obvious: ObviousInference
    let unit: ObviousInference.Unit

    func row(_ analysis: Sensitivity.Analysis, _ metric: String? = nil) throws -> Sensitivity.Row {
      try #require(sensitivity.rows.first { $0.analysis == analysis && $0.metric == metric })
    }
  }

  private func tested() async throws -> Tested {
    let study = Self.study
    let headline = try #require(await study.findings().headlines.first)
    let obvious = study.obvious
    return Tested(
      headline: headline, sensitivity: try #require(headline.sensitivity), obvious: obvious,
      unit: unit(obvious))
  }

  private func unit(_ obvious: ObviousInference) -> ObviousInference.Unit {
    obvious.units.first { obvious.subjects[$0.suspect].id == Self.study.labels[0].suspect }!
  }

  private func score(_ obvious: ObviousInference, _ unit: ObviousInference.Unit) throws -> Double {
    try #require(
      obvious.excess(unit, on: obvious.company(unit), without: obvious.lineage(unit)))
  }

  @Test func headlineRowIsThePair() async throws {
    let tested = try await tested()
    let row = try tested.row(.headline)
    let ratio = try #require(tested.headline.pair.ratio)
    #expect(gap(row.log10LR, ratio.log10) < 1e-9)
    #expect(gap(row.capLow, ratio.capLow) < 1e-9 && gap(row.capHigh, ratio.capHigh) < 1e-9)
    #expect(row.excess == tested.headline.pair.excess && row.rankP == tested.headline.pair.rankP)
    #expect(tested.sensitivity.lowest! <= ratio.log10 && ratio.log10 <= tested.sensitivity.highest!)
  }

  @Test func otherScoresAgainstObviousLoop() async throws {
    let tested = try await tested()
    let source = Self.study.subjects.firstIndex { $0.id == Self.study.labels[0].source }!
    let others: [(Sensitivity.Row, ObviousInference)] = [
      (try tested.row(.withoutLength), Self.study.obvious(usesLength: false)),
      (try tested.row(.oneMetric, RandomStudy.metrics[0]), Self.study.obvious(metrics: [0])),
      (try tested.row(.oneMetric, RandomStudy.metrics[1]), Self.study.obvious(metrics: [1])),
    ]
    for (row, obvious) in others {
      let unit = unit(obvious)
      let excess = obvious.excess(
        unit.suspect, source, on: obvious.company(unit), without: obvious.lineage(unit))
      #expect(gap(row.excess, excess) < 1e-6)
      let rank = obvious.rank(unit, source: source)
      #expect(row.rankP?.exceeding == rank?.exceeding && row.rankP?.lineages == rank?.lineages)
      let calibration = obvious.calibration(unit)
      #expect(gap(row.log10LR, calibration.clipped(try score(obvious, unit))) < 0.0101)
      #expect(gap(row.capHigh, calibration.bounds.upperBound) < 0.0101)
    }
  }

  @Test func otherCompanyAndMakersAgainstObviousLoop() async throws {
    let tested = try await tested()
    let (obvious, unit) = (tested.obvious, tested.unit)
    let value = try score(obvious, unit)
    let plain = obvious.units.filter { obvious.lineage($0) != obvious.lineage(unit) }
      .compactMap { other in
        obvious.excess(other, on: obvious.company(other), without: obvious.lineage(unit)).map {
          ObviousInference.Case(
            lineage: obvious.lineage(other), isDerived: other.isDerived, score: $0,
            isAgainstMaker: other.maker == unit.maker)
        }
      }
    let own = try tested.row(.plainCompany)
    #expect(gap(own.log10LR, ObviousInference.calibration(plain).clipped(value)) < 0.0101)
    let without = obvious.calibration(unit, withoutMaker: unit.maker)
    #expect(gap(try tested.row(.makerOut).log10LR, without.clipped(value)) < 0.0101)
  }

  /// The calibrations themselves have their oracles; here it is which cases they see, and the bounds.
  @Test func otherCalibrationsAgainstObviousLoop() async throws {
    let tested = try await tested()
    let (obvious, unit) = (tested.obvious, tested.unit)
    let cases = obvious.cases(unit).map {
      ObviousInference.Case(
        lineage: obvious.lineage($0.unit), isDerived: $0.unit.isDerived, score: $0.score,
        isAgainstMaker: $0.unit.maker == unit.maker)
    }
    let scores = try LabelledScores(
      cases.map(\.score), labels: cases.map(\.isDerived),
      weights: cases.map { item in
        1 / Double(cases.count { $0.lineage == item.lineage && $0.isDerived == item.isDerived })
      })
    let calibrations: [(Sensitivity.Analysis, any Calibration)] = [
      (.kernelDensity, try KernelDensityCalibration(fitting: scores)),
      (.isotonic, IsotonicCalibration(fitting: try scores.addingMisleading())),
      (.biGaussian, try BiGaussianCalibration(fitting: scores)),
    ]
    let value = try score(obvious, unit)
    for (analysis, calibration) in calibrations {
      let ratio = { calibration.log10LikelihoodRatio(at: $0) }
      let bounds = ObviousInference.bounds(cases, ratio, \.empiricalBounds)
      let row = try tested.row(analysis)
      #expect(
        gap(row.log10LR, min(max(ratio(value), bounds.lowerBound), bounds.upperBound)) < 0.0101)
      #expect(gap(row.capLow, bounds.lowerBound) < 0.0101, "\(analysis)")
    }
    let line = obvious.calibration(unit)
    let bounds = ObviousInference.bounds(cases, line.unclipped, \.invarianceBounds)
    let row = try tested.row(.invarianceBounds)
    #expect(gap(row.capHigh, bounds.upperBound) < 0.0101)
    #expect(
      gap(row.log10LR, min(max(line.unclipped(value), bounds.lowerBound), bounds.upperBound))
        < 0.0101)
  }

  /// Every row with a ratio has an interval that holds it; with as many replicates the headline's is the
  /// pair's.
  @Test func intervalsHoldTheirRatios() async throws {
    let tested = try await tested()
    let rated = tested.sensitivity.rows.filter { $0.log10LR != nil }
    #expect(rated.count >= 8)
    for row in rated {
      let (low, high) = (try #require(row.low), try #require(row.high))
      #expect(row.capLow! <= low && low <= row.log10LR! && row.log10LR! <= high)
      #expect(high <= row.capHigh!)
    }
    let ratio = try #require(tested.headline.pair.ratio)
    let row = try tested.row(.headline)
    #expect(gap(row.low, ratio.low) < 1e-6 && gap(row.high, ratio.high) < 1e-6)
    #expect(rated.contains { $0.low! < $0.high! })
  }

  /// Without a ratio in the headline no row has one, whatever its analysis would give.
  @Test func noRowHasARatioThatTheHeadlineLacks() async throws {
    let study = RandomStudy(seed: 4, students: 4)
    let sensitivity = try #require(await study.findings().headlines.first?.sensitivity)
    #expect(sensitivity.rows.allSatisfy { $0.log10LR == nil })
    #expect(sensitivity.highest == nil && sensitivity.lowest == nil)
    #expect(sensitivity.rows.contains { $0.analysis == .withoutLength && $0.rankP != nil })
    #expect(sensitivity.highestP! >= sensitivity.lowestP!)
  }
}
