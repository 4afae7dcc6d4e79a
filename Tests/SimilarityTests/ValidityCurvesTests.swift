import Foundation
import Probing
import Similarity
import Statistics
import Testing

@Suite(.serialized) struct ValidityCurvesTests {
  init() { BLAS.useOneThread() }

  /// Curves over the ratios as reported, one by one.
  @Test func curvesAgainstObviousLoop() async throws {
    let validity = try #require(await RandomStudy(seed: 3).findings(replicates: 0).validity)
    let curves = try #require(validity.curves)
    let rated = validity.units.filter { $0.log10LR != nil }
    let (derived, unrelated) = (rated.filter(\.isDerived), rated.filter { !$0.isDerived })
    #expect(derived.count > 5 && unrelated.count > 20)
    #expect(curves.tippett.map(\.log10LR) == Set(rated.map { $0.log10LR! }).sorted())
    for point in curves.tippett {
      #expect(gap(point.derived, share(derived) { $0.log10LR! >= point.log10LR }) < 1e-12)
      #expect(gap(point.unrelated, share(unrelated) { $0.log10LR! >= point.log10LR }) < 1e-12)
    }
    for point in curves.crossEntropy {
      #expect(gap(point.stated, cost(derived, unrelated, point.priorLog10Odds)) < 1e-9)
      #expect(point.isotonic <= point.stated + 1e-9 && point.isotonic <= point.neutral + 1e-9)
    }
    let even = try #require(curves.crossEntropy.first { $0.priorLog10Odds == 0 })
    #expect(gap(even.stated, validity.methods[0].cllr?.value) < 1e-9)
    #expect(gap(curves.cllrCal, even.stated - even.isotonic) < 1e-9)
    let values = curves.isotonic.compactMap(\.isotonic)
    #expect(values == values.sorted())
  }

  private func share(
    _ units: [Validity.Unit], _ holds: (Validity.Unit) -> Bool
  ) -> Double {
    Double(units.count(where: holds)) / Double(units.count)
  }

  /// Bits of cross-entropy as its definition has it.
  private func cost(
    _ derived: [Validity.Unit], _ unrelated: [Validity.Unit], _ prior: Double
  ) -> Double {
    let odds = pow(10, prior)
    func mean(_ units: [Validity.Unit], _ bits: (Double) -> Double) -> Double {
      units.reduce(0) { $0 + bits(odds * pow(10, $1.log10LR!)) } / Double(units.count)
    }
    return odds / (1 + odds) * mean(derived) { log2(1 + 1 / $0) }
      + 1 / (1 + odds) * mean(unrelated) { log2(1 + $0) }
  }

  /// Without ratios the excess ranks, and there are no curves over ratios.
  @Test func detectionAgainstObviousLoop() async throws {
    let study = RandomStudy(seed: 5, students: 4)
    let validity = try #require(await study.findings(replicates: 0).validity)
    let curves = try #require(validity.curves)
    #expect(validity.noRatio == .tooFewLineages && validity.makerOut == nil)
    #expect(curves.tippett.isEmpty && curves.crossEntropy.isEmpty && curves.cllrCal == nil)
    let (derived, unrelated) = (
      validity.units.filter(\.isDerived), validity.units.filter { !$0.isDerived }
    )
    for detection in curves.detections {
      let allowed = Int(detection.limit * Double(unrelated.count))
      let threshold = unrelated.map(\.excess).sorted(by: >)[allowed]
      #expect(detection.flagged.of == unrelated.count && detection.flagged.count <= allowed)
      #expect(detection.found.count == derived.count { $0.excess > threshold })
      let lineages = Dictionary(grouping: derived, by: \.lineage).values
      #expect(
        detection.foundLineages.count
          == lineages.count { $0.allSatisfy { $0.excess > threshold } })
      #expect(detection.foundLineages.of == lineages.count)
      let interval = BinomialCount(detection.found.count, of: derived.count).interval()
      #expect(detection.found.low == interval.lowerBound)
      #expect(detection.found.high == interval.upperBound)
    }
  }

  /// Seven students of each of two makers: each unit's ratio from the pairs of the other maker.
  @Test func makerOutAgainstObviousLoop() async throws {
    let study = RandomStudy(seed: 8, students: 14, teachers: 2)
    let validity = try #require(await study.findings(replicates: 0).validity)
    let obvious = study.obvious
    let ratios = obvious.units.compactMap { unit -> (value: Double, isDerived: Bool)? in
      obvious.excess(unit, on: obvious.company(unit), without: obvious.lineage(unit)).map {
        let calibration = obvious.calibration(unit, withoutMaker: unit.maker)
        return (calibration.clipped($0), unit.isDerived)
      }
    }
    let scores = try LabelledScores(ratios.map(\.value), labels: ratios.map(\.isDerived))
    let method = try #require(validity.makerOut)
    #expect(gap(method.cllr?.value, scores.cllr) < 0.01)
    #expect(ratios.allSatisfy { $0.value <= 1 })
    #expect(method.title.hasSuffix("n = \(ratios.count)"))
  }

  /// The second split is resampled like the first.
  @Test func makerOutHasIntervals() async throws {
    let study = RandomStudy(seed: 8, students: 14, teachers: 2)
    let method = try #require(await study.findings(replicates: 30).validity?.makerOut)
    for estimate in [method.auc, method.cllr, method.truePositiveRate5] {
      let found = try #require(estimate)
      #expect(try #require(found.low) < (try #require(found.high)))
    }
  }

  /// Each metric by itself is resampled where it is what is asked about: in a panel.
  @Test func metricsOfAPanelHaveIntervals() async throws {
    let study = RandomStudy(seed: 8, students: 14, teachers: 2)
    let metrics = try #require(
      await study.findings(replicates: 30, headlines: []).validity?.byMetric)
    #expect(metrics.map(\.metric) == RandomStudy.metrics)
    for figures in metrics.flatMap({ [$0.similarity, $0.excess] }) {
      let interval = try #require(figures.intervals?.auc)
      #expect(interval.low < interval.high && interval.high <= 1)
    }
    let asked = try #require(await study.findings(replicates: 30).validity?.byMetric)
    #expect(asked.allSatisfy { $0.similarity.intervals == nil && $0.excess.intervals == nil })
  }

  /// All students have one teacher: without its pairs nothing calibrates, and nothing is claimed.
  @Test func makerOutOfTheOnlyTeacherIsAbsent() async throws {
    let validity = try #require(await RandomStudy(seed: 3).findings(replicates: 0).validity)
    let method = try #require(validity.makerOut)
    #expect(method.auc == nil && method.cllr == nil)
  }
}
