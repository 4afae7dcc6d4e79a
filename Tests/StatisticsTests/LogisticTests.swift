import Foundation
import Statistics
import Testing

@Suite struct LogisticTests {
  @Test func fitsAgainstScikitLearn() throws {
    let golden = try JSONTree.golden("logistic")
    for item in try golden["cases"].items {
      let regression = LogisticRegression(inverseRidge: try item["c"].double)
      let features = try Matrix(item["features"].rows)
      let (labels, weights) = try (item["labels"].bools, item["weights"].doubles)
      let model = try regression.fit(features, labels: labels, weights: weights)
      #expect(try agree(model.intercept, item["intercept"].double, 1e-8))
      #expect(try agree(model.slopes, item["slopes"].doubles, 1e-8))
      let far = LogisticModel(intercept: 3, slopes: model.slopes.map { $0 + 2 })
      let warm = try regression.fit(features, labels: labels, weights: weights, from: far)
      #expect(agree(warm.intercept, model.intercept, 1e-9))
      #expect(agree(warm.slopes, model.slopes, 1e-9))
    }
  }

  private let separated = Matrix<Double>([[-2], [-1], [-0.5], [0.5], [1], [3]])
  private let halves = [false, false, false, true, true, true]
  private let ones = [Double](repeating: 1, count: 6)

  /// At the minimum the gradient vanishes; it is written out here.
  @Test(arguments: [1, 100, 1e12])
  func ridgeKeepsSeparatedClassesFinite(inverseRidge: Double) throws {
    let model = try LogisticRegression(inverseRidge: inverseRidge).fit(
      separated, labels: halves, weights: ones)
    #expect(model.slopes[0].isFinite && model.slopes[0] > 0)
    let gradient = (0..<6).reduce(model.slopes[0] / inverseRidge) { sum, row in
      let x = separated[row, 0]
      let p = 1 / (1 + exp(-model.logit(at: CollectionOfOne(x))))
      return sum + x * (p - (halves[row] ? 1 : 0))
    }
    #expect(abs(gradient) < 1e-9)
  }

  @Test func separationWithoutRidgeIsAnError() {
    #expect(throws: StatisticsError.self) {
      try LogisticRegression(inverseRidge: .infinity).fit(
        separated, labels: halves, weights: ones)
    }
  }

  @Test func aCaseOfWeightTwoIsTwoCases() throws {
    let x = Matrix<Double>([[0.1, 2], [1, 0], [-1, 1], [0.4, -1], [2, 2]])
    let labels = [true, false, false, true, true]
    let weighted = try LogisticRegression().fit(x, labels: labels, weights: [2, 1, 0, 1, 3])
    let rows = [0, 0, 1, 3, 4, 4, 4]
    let repeated = try LogisticRegression().fit(
      Matrix(rows.map { Array(x[row: $0]) }), labels: rows.map { labels[$0] },
      weights: rows.map { _ in 1 })
    #expect(agree(weighted.intercept, repeated.intercept, 1e-10))
    #expect(agree(weighted.slopes, repeated.slopes, 1e-10))
  }

  /// Cases that overlap or not, from a start near the minimum or far from it.
  @Test(arguments: 0..<40)
  func oneScoreAgainstTheGeneralFit(seed: Int) throws {
    var stream = RandomStream(seed: UInt64(seed)).substream("scores")
    let labels = (0..<(5 + 13 * (seed % 7))).map { $0 % 3 == 0 }
    let scores = labels.map { stream.normal() + ($0 ? Double(seed % 5) : 0) }
    let weights = labels.map { _ in stream.uniform() < 0.2 ? 0 : 3 * stream.uniform() }
    let regression = LogisticRegression(inverseRidge: seed % 2 == 0 ? 1 : 100)
    let standardisation = try Standardisation(fitting: scores)
    let features = Matrix(rows: scores.count, columns: 1, elements: standardisation(scores))
    guard let model = try? regression.fit(features, labels: labels, weights: weights) else {
      #expect(throws: StatisticsError.self) {
        try LogisticDesign(labels: labels, weights: weights)
      }
      return
    }
    let design = try LogisticDesign(labels: labels, weights: weights)
    for distance in [0.0, 0.3, 30] {
      let start = LogisticModel(
        intercept: model.intercept - distance, slopes: [model.slopes[0] + distance])
      let fast = try regression.fit(
        scores: scores, standardisedBy: standardisation, of: design, from: start)
      #expect(agree(fast.intercept, model.intercept, 1e-9))
      #expect(agree(fast.slopes, model.slopes, 1e-9))
    }
  }

  @Test func balancedWeightsGiveEachClassHalf() throws {
    let labels = [true, false, false, false]
    #expect(
      try LogisticRegression.balancedWeights(labels: labels) == [2, 2 / 3, 2 / 3, 2 / 3])
    let weights = try LogisticRegression.balancedWeights(labels: labels, weights: [1, 0, 2, 3])
    #expect(agree(weights, [3, 0, 1.2, 1.8], 1e-12))
  }

  @Test func constantScoresHaveNoSlope() throws {
    let model = try LogisticRegression().fit(
      Matrix(rows: 6, columns: 1, repeating: 0.3), labels: halves, weights: ones)
    #expect(abs(model.slopes[0]) < 1e-9)
    #expect(throws: StatisticsError.self) {
      try LogisticRegression(inverseRidge: .infinity).fit(
        Matrix(rows: 6, columns: 1, repeating: 0.3), labels: halves, weights: ones)
    }
  }

  @Test func anEmptyClassIsAnError() {
    for weights in [[1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1]] as [[Double]] {
      #expect {
        try LogisticRegression().fit(separated, labels: halves, weights: weights)
      } throws: {
        ($0 as? StatisticsError)?.kind == .empty
      }
    }
  }

  @Test func anInfiniteFeatureIsAnError() {
    var features = separated
    features[2, 0] = .infinity
    #expect { try LogisticRegression().fit(features, labels: halves, weights: ones) } throws: {
      ($0 as? StatisticsError)?.kind == .notFinite
    }
  }
}
