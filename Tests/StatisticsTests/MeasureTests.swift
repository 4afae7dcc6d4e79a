import Foundation
import Statistics
import Testing

@Suite struct MeasureTests {
  @Test func errorRatesAgainstScikitLearn() throws {
    for item in try JSONTree.golden("measures")["cases"].items {
      let (values, labels) = try (item["scores"].doubles, item["labels"].bools)
      let scores = try LabelledScores(values, labels: labels)
      let weighted = try LabelledScores(values, labels: labels, weights: item["counts"].doubles)
      #expect(try agree(scores.areaUnderCurve, item["auc"].double, 1e-12))
      #expect(try agree(weighted.areaUnderCurve, item["weighted_auc"].double, 1e-12))
      #expect(
        try agree(
          scores.operatingPoints.map(\.falsePositiveRate), item["fpr"].doubles, 1e-12))
      #expect(
        try agree(scores.operatingPoints.map(\.truePositiveRate), item["tpr"].doubles, 1e-12))
      #expect(try agree(scores.equalErrorRate, item["eer"].double, 1e-9))
      let rates = [0.0, 0.01, 0.05, 0.2, 1.0].map(scores.truePositiveRate(atFalsePositiveRate:))
      #expect(try agree(rates, item["tpr_at"].doubles, 1e-12))
    }
  }

  @Test func likelihoodRatioMeasuresAgainstLir() throws {
    for item in try JSONTree.golden("measures")["cases"].items {
      let (values, labels) = try (item["scores"].doubles, item["labels"].bools)
      let scores = try LabelledScores(values, labels: labels)
      let weighted = try LabelledScores(values, labels: labels, weights: item["counts"].doubles)
      #expect(try agree(scores.cllr, item["cllr"].double, 1e-9))
      #expect(try agree(scores.cllrMin, item["cllr_min"].double, 1e-9))
      #expect(try agree(weighted.cllr, item["weighted_cllr"].double, 1e-9))
      #expect(try agree(weighted.cllrMin, item["weighted_cllr_min"].double, 1e-9))
      #expect(try agree(scores.isotonicDeviation ?? -1, item["devpav"].double, 1e-9))
      let isotonic = IsotonicCalibration(fitting: scores)
      #expect(
        try agree(
          values.map(isotonic.log10LikelihoodRatio(at:)), item["isotonic"].doubles, 1e-9))
      let elub = scores.empiricalBounds
      #expect(
        try agree([elub.lowerBound, elub.upperBound], item["elub"].doubles, 0.0101))
      let invariance = scores.invarianceBounds
      #expect(
        try agree([invariance.lowerBound, invariance.upperBound], item["iv"].doubles, 0.00101))
    }
  }

  @Test func weightedErrorRatesAgainstRepeatedCases() throws {
    for item in try JSONTree.golden("measures")["cases"].items {
      let (values, labels) = try (item["scores"].doubles, item["labels"].bools)
      let counts = try item["counts"].ints
      let rows = counts.indices.flatMap { repeatElement($0, count: counts[$0]) }
      let weighted = try LabelledScores(values, labels: labels, weights: counts.map(Double.init))
      let repeated = try LabelledScores(rows.map { values[$0] }, labels: rows.map { labels[$0] })
      #expect(weighted == repeated)
    }
  }

  /// Every pair of a positive and a negative case, one by one.
  @Test func areaUnderCurveAgainstObviousLoop() throws {
    var stream = RandomStream(seed: 2)
    for _ in 0..<20 {
      let values = (0..<40).map { _ in Double(stream.index(below: 8)) }
      let labels = values.map { $0 + 4 * stream.normal() > 4 }
      let weights = values.map { _ in stream.uniform() }
      var (wins, pairs) = (0.0, 0.0)
      for i in values.indices where labels[i] {
        for j in values.indices where !labels[j] {
          let pair = weights[i] * weights[j]
          pairs += pair
          wins += values[i] > values[j] ? pair : values[i] == values[j] ? pair / 2 : 0
        }
      }
      let scores = try LabelledScores(values, labels: labels, weights: weights)
      #expect(agree(scores.areaUnderCurve, wins / pairs, 1e-12))
    }
  }

  @Test func constantScoresSayNothing() throws {
    let scores = try LabelledScores([0, 0, 0, 0, 0], labels: [true, true, false, false, false])
    #expect(scores.areaUnderCurve == 0.5)
    #expect(scores.cllr == 1)
    #expect(scores.cllrMin == 1)
    #expect(scores.equalErrorRate == 0.5)
    #expect(scores.truePositiveRate(atFalsePositiveRate: 0.99) == 0)
    #expect(scores.truePositiveRate(atFalsePositiveRate: 1) == 1)
    #expect(scores.empiricalBounds == 0...0)
    #expect(scores.isotonicDeviation == 0)
    #expect(scores.detectionErrorPoints.isEmpty)
  }

  @Test(arguments: [
    (20, 10, 19.0, 10.0), (50, 12, 47, 12), (100, 30, 98, 30), (1000, 100, 977, 100),
  ])
  func empiricalBoundsUnderPerfectSeparation(
    unrelated: Int, derived: Int, upper: Double, lower: Double
  ) throws {
    let scores = try LabelledScores(
      [Double](repeating: -8, count: unrelated) + [Double](repeating: 8, count: derived),
      labels: (0..<unrelated + derived).map { $0 >= unrelated })
    let bounds = scores.empiricalBounds
    #expect(abs(pow(10, bounds.upperBound) / upper - 1) < 0.03)
    #expect(abs(pow(10, -bounds.lowerBound) / lower - 1) < 0.05)
  }

  /// Scores on and off the grid, equal ones, far ones, of one class apart from the other or not.
  @Test(arguments: 0..<60)
  func countedBoundsAgainstRankedScores(seed: Int) throws {
    var stream = RandomStream(seed: UInt64(seed)).substream("counted")
    let scale = [0.02, 0.5, 20][seed % 3]
    let labels = (0..<(2 + seed)).map { $0 % 3 == 0 }
    let scores = labels.map { isPositive in
      let score = scale * (stream.normal() + (isPositive ? Double(seed % 4) : 0))
      return stream.uniform() < 0.5 ? score : (score * 100).rounded() * 0.01
    }
    let weights = labels.map { _ in Double(1 + stream.index(below: 3)) }
    let ranked = try LabelledScores(scores, labels: labels, weights: weights).empiricalBounds
    #expect(
      LabelledScores.empiricalBounds(of: scores, labels: labels, weights: weights) == ranked)
  }

  @Test func empiricalBoundsAgainstObviousLoop() throws {
    var stream = RandomStream(seed: 4)
    for _ in 0..<10 {
      let labels = (0..<60).map { $0 < 25 }
      let values = labels.map { ($0 ? 0.6 : -0.6) + 0.9 * stream.normal() }
      let bounds = try LabelledScores(values, labels: labels).empiricalBounds
      let positive = zip(values, labels).filter(\.1).map(\.0) + [-.infinity]
      let negative = zip(values, labels).filter { !$0.1 }.map(\.0) + [.infinity]
      func isUseful(_ k: Int) -> Bool {
        let odds = pow(10, Double(k) / 100)
        let missed = Double(positive.count { $0 <= Double(k) / 100 }) / Double(positive.count)
        let accepted = Double(negative.count { $0 > Double(k) / 100 }) / Double(negative.count)
        return min(1, odds) >= missed + odds * accepted
      }
      var (low, high) = (0, 0)
      while isUseful(high) && high < 200 { high += 1 }
      while isUseful(low) && low > -200 { low -= 1 }
      #expect(abs(bounds.upperBound - Double(max(high - 1, 0)) / 100) < 0.0101)
      #expect(abs(bounds.lowerBound - Double(min(low + 1, 0)) / 100) < 0.0101)
    }
  }

  @Test func misleadingInfinityCostsEverything() throws {
    let scores = try LabelledScores(
      [.infinity, -1, 1, 0.5], labels: [false, false, true, true])
    #expect(scores.cllr == .infinity)
    #expect(scores.cllrMin < 1)
    #expect(scores.isotonicDeviation == .infinity)
    #expect(throws: StatisticsError.self) { try scores.addingMisleading() }
  }

  @Test func isotonicFitAgainstExhaustiveSearch() throws {
    // every monotone fit is a partition into runs with increasing means; the best one is searched for
    var stream = RandomStream(seed: 8)
    for _ in 0..<20 {
      let labels = [true, false] + (0..<8).map { _ in stream.uniform() < 0.5 }
      let scores = try LabelledScores((0..<10).map(Double.init), labels: labels)
      let fitted = IsotonicCalibration(fitting: scores).log10LikelihoodRatios
      #expect(zip(fitted, fitted.dropFirst()).allSatisfy { $0 <= $1 })
      let best = (0..<512).compactMap { bestCost(scores, breaks: $0) }.min()!
      #expect(agree(scores.cllrMin, best, 1e-9))
    }
  }

  /// Cllr when runs between the breaks share the LR of their weights; nil when it is not monotone.
  private func bestCost(_ scores: LabelledScores, breaks: Int) -> Double? {
    var ratios: [Double] = []
    var start = 0
    for end in 1...scores.steps.count
    where end == scores.steps.count || breaks >> (end - 1) & 1 == 1 {
      let run = scores.steps[start..<end]
      let positive = run.reduce(0) { $0 + $1.positive } / scores.positiveWeight
      let negative = run.reduce(0) { $0 + $1.negative } / scores.negativeWeight
      ratios += repeatElement(positive / negative, count: run.count)
      start = end
    }
    guard zip(ratios, ratios.dropFirst()).allSatisfy({ $0 <= $1 }) else { return nil }
    let mapped = scores.mapScores { log10(ratios[Int($0)]) }
    return mapped.cllr
  }

  @Test func detectionErrorPointsAreNormalDeviates() throws {
    let scores = try LabelledScores(
      [1, 2, 3, 4, 5, 6], labels: [false, true, false, false, true, true])
    let expected = scores.operatingPoints
      .filter { $0.falsePositiveRate > 0 && $0.truePositiveRate < 1 }
      .filter { $0.falsePositiveRate < 1 && $0.truePositiveRate > 0 }
    let points = scores.detectionErrorPoints
    #expect(points.count == expected.count)
    for (point, rates) in zip(points, expected) {
      #expect(agree(Normal.cumulative(point.x), rates.falsePositiveRate, 1e-12))
      #expect(agree(Normal.cumulative(point.y), 1 - rates.truePositiveRate, 1e-12))
    }
  }

  @Test func anEmptyClassIsAnError() {
    #expect { try LabelledScores([1, 2], labels: [true, true]) } throws: {
      ($0 as? StatisticsError)?.kind == .empty
    }
    #expect { try LabelledScores([1, 2], labels: [true, false], weights: [1, 0]) } throws: {
      ($0 as? StatisticsError)?.kind == .empty
    }
    #expect(throws: StatisticsError.self) { try LabelledScores([], labels: []) }
  }
}
