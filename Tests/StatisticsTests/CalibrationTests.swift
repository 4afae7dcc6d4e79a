import Foundation
import Statistics
import Testing

@Suite struct CalibrationTests {
  private func scores(_ item: JSONTree, weighted: Bool = false) throws -> LabelledScores {
    try LabelledScores(
      item["scores"].doubles, labels: item["labels"].bools,
      weights: weighted ? item["weights"].doubles : nil)
  }

  @Test func kernelDensityAgainstLir() throws {
    for item in try JSONTree.golden("calibrations")["cases"].items {
      let calibration = try KernelDensityCalibration(fitting: scores(item))
      let mapped = try item["queries"].doubles.map(calibration.log10LikelihoodRatio(at:))
      #expect(try agree(mapped, item["kde"].doubles, 1e-9))
    }
  }

  @Test func weightedIsotonicAgainstScikitLearn() throws {
    for item in try JSONTree.golden("calibrations")["cases"].items {
      let calibration = IsotonicCalibration(fitting: try scores(item, weighted: true))
      let expected = try item["weighted_isotonic_probability"].doubles
      for (query, probability) in zip(try item["queries"].doubles, expected) {
        let ratio = calibration.log10LikelihoodRatio(at: query)
        if probability > 1 - 1e-15 {
          #expect(ratio == .infinity)
        } else if probability == 0 {
          #expect(ratio == -.infinity)
        } else {
          #expect(agree(1 / (1 + pow(10, -ratio)), probability, 1e-9))
        }
      }
    }
  }

  @Test func biGaussianAgainstSciPy() throws {
    for item in try JSONTree.golden("calibrations")["cases"].items {
      let calibration = try BiGaussianCalibration(fitting: scores(item))
      #expect(try agree(calibration.spread, item["spread"].double, 1e-8))
      let mapped = try item["queries"].doubles.map(calibration.log10LikelihoodRatio(at:))
      #expect(try agree(mapped, item["bi_gaussian"].doubles, 1e-7))
    }
  }

  private let separated = Result {
    try LabelledScores(
      [1, 2, 3, 4, 7, 8, 9], labels: [false, false, false, false, true, true, true])
  }

  @Test func separationIsInfiniteForIsotonicOnly() throws {
    let scores = try separated.get()
    let isotonic = IsotonicCalibration(fitting: scores)
    #expect(isotonic.log10LikelihoodRatio(at: 1) == -.infinity)
    #expect(isotonic.log10LikelihoodRatio(at: 9) == .infinity)
    #expect(agree(isotonic.log10LikelihoodRatio(at: 5.5), 0, 1e-12))
    #expect(scores.isotonicDeviation == nil)
    let bounded = IsotonicCalibration(fitting: try scores.addingMisleading())
    #expect(bounded.log10LikelihoodRatio(at: 9).isFinite)
    let others: [any Calibration] = [
      try LogisticCalibration(fitting: scores), try KernelDensityCalibration(fitting: scores),
      try BiGaussianCalibration(fitting: scores),
    ]
    for calibration in others {
      let mapped = stride(from: -1000.0, through: 1000, by: 50).map(
        calibration.log10LikelihoodRatio(at:))
      #expect(mapped.allSatisfy { $0.isFinite })
      #expect(calibration.log10LikelihoodRatio(at: 2) < 0)
      #expect(calibration.log10LikelihoodRatio(at: 8) > 0)
    }
  }

  @Test func infiniteScoresStayInfiniteUnderIsotonic() throws {
    let scores = try LabelledScores(
      [-.infinity, -1, 0, 1, 2, .infinity], labels: [false, false, true, false, true, true])
    let calibration = IsotonicCalibration(fitting: scores)
    #expect(calibration.log10LikelihoodRatio(at: -5) == -.infinity)
    #expect(calibration.log10LikelihoodRatio(at: .infinity) == .infinity)
    #expect(agree(calibration.log10LikelihoodRatio(at: 0.5), 0, 1e-12))
    let mixed = IsotonicCalibration(
      fitting: try LabelledScores(
        [-.infinity, 0, 1, .infinity], labels: [false, true, false, true]))
    for query in [-5.0, 0, 0.5, 1, 5] {
      #expect(agree(mixed.log10LikelihoodRatio(at: query), 0, 1e-12))
    }
    #expect(throws: StatisticsError.self) { try LogisticCalibration(fitting: scores) }
    #expect(throws: StatisticsError.self) { try KernelDensityCalibration(fitting: scores) }
    #expect(throws: StatisticsError.self) { try BiGaussianCalibration(fitting: scores) }
  }

  @Test func reversedScoresSayNothingToBiGaussian() throws {
    let scores = try LabelledScores([1, 2, 3, 4], labels: [true, true, false, false])
    let calibration = try BiGaussianCalibration(fitting: scores)
    #expect(calibration.spread == 0)
    #expect(calibration.log10LikelihoodRatio(at: 3) == 0)
  }

  @Test func aConstantClassHasNoDensity() throws {
    let scores = try LabelledScores([1, 1, 3, 4], labels: [true, true, false, false])
    #expect { try KernelDensityCalibration(fitting: scores) } throws: {
      ($0 as? StatisticsError)?.kind == .degenerate
    }
    #expect { try BiGaussianCalibration(fitting: scores) } throws: {
      ($0 as? StatisticsError)?.kind == .degenerate
    }
  }

  /// Scores that are log10 LRs of two Gaussians keep their value under a good calibration.
  @Test func calibratedScoresStayCalibrated() throws {
    var stream = RandomStream(seed: 6)
    let labels = (0..<4000).map { $0 % 2 == 0 }
    let values = labels.map { (($0 ? 2.0 : -2.0) + 2 * stream.normal()) / 2.302585092994046 }
    let scores = try LabelledScores(values, labels: labels)
    #expect(scores.cllrCal < 0.01)
    #expect((scores.isotonicDeviation ?? 1) < 0.2)
    let calibrations: [any Calibration] = [
      try LogisticCalibration(fitting: scores), try KernelDensityCalibration(fitting: scores),
      try BiGaussianCalibration(fitting: scores),
    ]
    for calibration in calibrations {
      for value in [-1.0, 0, 1] {
        #expect(abs(calibration.log10LikelihoodRatio(at: value) - value) < 0.15)
      }
    }
  }
}
