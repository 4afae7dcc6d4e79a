import Foundation
import Similarity
import Statistics
import Testing

@Suite struct CalibrationTests {
  /// Cases of one per lineage unless the lineage is given, each `copies` times.
  private func cases(
    unrelated: [Double], derived: [Double], copies: Int = 1, lineage: (Int) -> Int = { $0 }
  ) -> CalibrationCases {
    var cases = CalibrationCases(lineageCount: 2_000, capacity: unrelated.count + derived.count)
    for _ in 0..<copies {
      for (index, score) in unrelated.enumerated() {
        cases.append(score: score, lineage: lineage(index), isDerived: false, weight: 1, maker: 0)
      }
      for (index, score) in derived.enumerated() {
        cases.append(score: score, lineage: 1_000 + index, isDerived: true, weight: 1, maker: 0)
      }
    }
    return cases
  }

  private func spread(_ count: Int, around center: Double) -> [Double] {
    (0..<count).map { center + 0.1 * sin(Double($0)) }
  }

  @Test func separableScoresGiveFiniteRatios() throws {
    let calibration = try RatioCalibration(
      fitting: cases(unrelated: spread(30, around: 0), derived: spread(10, around: 5)), maker: 0)
    for score in [-1e6, 0, 2.5, 5, 1e6] {
      #expect(calibration.unclipped(score).isFinite)
      #expect(calibration.bounds.contains(calibration.clipped(score)))
    }
    #expect(calibration.unclipped(5) > 0 && calibration.unclipped(0) < 0)
  }

  /// At perfect separation the bounds are (n0 + 1) n1 / (n1 + 1) and (n0 + 1) / (n0 (n1 + 1)) on a
  /// grid of .01 in log10 (Vergeer et al. 2016). Many cases a lineage overcome the ridge and change
  /// nothing else.
  @Test(arguments: [(20, 10, 19.0), (50, 12, 47), (100, 30, 98)])
  func boundsAtPerfectSeparation(_ unrelated: Int, _ derived: Int, _ upper: Double) throws {
    let calibration = try RatioCalibration(
      fitting: cases(
        unrelated: spread(unrelated, around: 0), derived: spread(derived, around: 9), copies: 300),
      maker: 0)
    #expect(abs(pow(10, calibration.bounds.upperBound) - upper) < 0.03 * upper)
    let lower = Double(unrelated + 1) / Double(unrelated * (derived + 1))
    #expect(abs(calibration.bounds.lowerBound - log10(lower)) <= 0.0101)
    #expect(calibration.clipped(100) == calibration.bounds.upperBound)
    #expect(calibration.clipped(-100) == calibration.bounds.lowerBound)
  }

  @Test(arguments: [19, 20])
  func noMoreThanTenBelowTwentyUnrelatedLineagesOfTheMaker(_ count: Int) throws {
    let calibration = try RatioCalibration(
      fitting: cases(unrelated: spread(count, around: 0), derived: spread(12, around: 9)), maker: 0)
    #expect((calibration.bounds.upperBound > 1) == (count >= 20))
    let elsewhere = try RatioCalibration(
      fitting: cases(unrelated: spread(count, around: 0), derived: spread(12, around: 9)), maker: 1)
    #expect(elsewhere.bounds.upperBound == 1)
  }

  /// Bounds rest on lineages: twenty cases of two lineages support less than twenty lineages.
  @Test func boundsCountLineages() throws {
    let derived = spread(10, around: 9)
    let many = try RatioCalibration(
      fitting: cases(unrelated: spread(20, around: 0), derived: derived), maker: 0)
    let few = try RatioCalibration(
      fitting: cases(unrelated: spread(20, around: 0), derived: derived) { $0 % 2 }, maker: 0)
    #expect(few.unrelatedLineages == 2)
    #expect(few.bounds.upperBound < many.bounds.upperBound)
  }

  /// Where unrelated scores are the larger ones the line falls, and the misleading end of a lineage
  /// is its smallest score: nothing supports a ratio on either side.
  @Test func boundsOfAFallingLineAgainstLabelledScores() throws {
    let derived = [1, 0.5, 0.9, 0.8, 0.3, 0.6]
    let calibration = try RatioCalibration(
      fitting: cases(
        unrelated: (0..<40).map { [3.0, 0.2][$0 % 2] }, derived: derived, lineage: { $0 / 2 }),
      maker: 0)
    #expect(calibration.unclipped(3) < calibration.unclipped(0))
    let ends =
      (0..<20).map { _ in calibration.unclipped(0.2) } + derived.map(calibration.unclipped)
    let expected = try LabelledScores(ends, labels: ends.indices.map { $0 >= 20 }).empiricalBounds
    #expect(calibration.bounds == expected)
  }

  /// Every lineage weighs the same within its class, and each class half of the cases.
  @Test func balancedWeightsAgainstObviousLoop() {
    var cases = CalibrationCases(lineageCount: 5, capacity: 8)
    let rows: [(lineage: Int, isDerived: Bool, weight: Double)] = [
      (0, false, 2), (0, false, 2), (1, false, 1), (2, false, 1), (2, true, 1), (3, true, 3),
      (3, true, 3), (3, true, 3),
    ]
    for (index, row) in rows.enumerated() {
      cases.append(
        score: Double(index), lineage: row.lineage, isDerived: row.isDerived, weight: row.weight,
        maker: 0)
    }
    let weights = cases.balancedWeights()
    let half = rows.reduce(0) { $0 + $1.weight } / 2
    for isDerived in [false, true] {
      let chosen = rows.indices.filter { rows[$0].isDerived == isDerived }
      #expect(abs(chosen.reduce(0) { $0 + weights[$1] } - half) < 1e-12)
      let perDraw = Set(chosen.map { rows[$0].lineage }).map { lineage in
        let members = chosen.filter { rows[$0].lineage == lineage }
        return members.reduce(0) { $0 + weights[$1] } / rows[members[0]].weight
      }
      #expect(perDraw.allSatisfy { abs($0 - perDraw[0]) < 1e-12 })
    }
  }

  @Test func equalScoresCannotBeCalibrated() {
    #expect(throws: StatisticsError.self) {
      try RatioCalibration(fitting: cases(unrelated: [1, 1, 1], derived: [1, 1]), maker: 0)
    }
  }

  @Test func oneClassCannotBeCalibrated() {
    #expect(throws: StatisticsError.self) {
      try RatioCalibration(fitting: cases(unrelated: [1, 2, 3], derived: []), maker: 0)
    }
  }
}
