import Foundation
import Statistics
import Testing

/// Recorded results of lir on fixed cases, in a folder outside this repository.
private enum Reference {
  static let folder = ProcessInfo.processInfo.environment["FILIATION_REFERENCE"]

  /// The whole file; an unreadable one fails every test below.
  static let tree = Result {
    try JSONTree(contentsOf: URL(filePath: folder ?? "").appending(path: "lir-reference.json"))
  }

  static var cases: [JSONTree] {
    get throws { try tree.get()["cases"].items }
  }

  static var calibrated: [JSONTree] {
    get throws { try cases.filter { (try? $0["calibrators"]["pav"]) != nil } }
  }
}

@Suite(
  .enabled(if: Reference.folder != nil, "FILIATION_REFERENCE names no folder of reference values"))
struct ReferenceTests {
  @Test func everyMeasureAgainstLir() throws {
    var compared = 0
    for item in try Reference.cases {
      let labels = try item["labels"].bools
      if let measures = try? item["metrics_on_scores_as_log10_lr"] {
        try expectMeasures(measures, item["scores"].doubles, labels)
        compared += 1
      }
      guard case .object(let calibrators) = try item["calibrators"] else { continue }
      for calibrator in calibrators.values {
        guard let measures = try? calibrator["metrics"] else { continue }
        let key = (try? calibrator["group"]) == nil ? "train_log10_lr" : "log10_lr"
        try expectMeasures(measures, calibrator[key].doubles, labels)
        compared += 1
      }
    }
    #expect(compared == 42)
  }

  private func expectMeasures(
    _ expected: JSONTree, _ llrs: [Double], _ labels: [Bool]
  ) throws {
    let scores = try LabelledScores(llrs, labels: labels)
    #expect(try agree(scores.cllr, expected["cllr"].double, 1e-9))
    #expect(try agree(scores.cllrMin, expected["cllr_min"].double, 1e-9))
    #expect(try agree(scores.cllrCal, expected["cllr_cal"].double, 1e-9))
    let deviation = try expected["devpav"].double
    #expect(agree(scores.isotonicDeviation ?? -1, deviation.isNaN ? -1 : deviation, 1e-9))
    let isotonic = IsotonicCalibration(fitting: scores)
    let mapped = llrs.map(isotonic.log10LikelihoodRatio(at:))
    #expect(try agree(mapped, expected["pav_llr"].doubles, 1e-9))
    try expectMisleading(expected["pav_llr_add_misleading_1"], scores, llrs)
    let elub = scores.empiricalBounds
    #expect(
      try agree(
        [elub.lowerBound, elub.upperBound], expected["elub_log10_lower_upper"].doubles, 0.0101))
    let invariance = scores.invarianceBounds
    #expect(
      try agree(
        [invariance.lowerBound, invariance.upperBound],
        expected["iv_log10_lower_upper"].doubles, 0.01))
    try expectCurves(expected, scores)
  }

  private func expectMisleading(
    _ expected: JSONTree, _ scores: LabelledScores, _ llrs: [Double]
  ) throws {
    guard !expected.isNull else {
      #expect(throws: StatisticsError.self) { try scores.addingMisleading() }
      return
    }
    let calibration = IsotonicCalibration(fitting: try scores.addingMisleading())
    #expect(
      try agree(llrs.map(calibration.log10LikelihoodRatio(at:)), expected.doubles, 1e-9))
  }

  private func expectCurves(_ expected: JSONTree, _ scores: LabelledScores) throws {
    let priors = try expected["ece"]["prior_log10_odds"].doubles
    let given = priors.map(scores.empiricalCrossEntropy(atPriorLog10Odds:))
    let best = priors.map(
      scores.isotonicallyCalibrated.empiricalCrossEntropy(atPriorLog10Odds:))
    let neutral = priors.map(LabelledScores.neutralCrossEntropy(atPriorLog10Odds:))
    #expect(try agree(given, expected["ece"]["lrs"].doubles, 1e-9))
    #expect(try agree(best, expected["ece"]["pav"].doubles, 1e-9))
    #expect(try agree(neutral, expected["ece"]["reference"].doubles, 1e-9))
    let grid = try expected["tippett"]["threshold_log10"].doubles
    let points = grid.map { threshold in
      scores.operatingPoints.last { $0.threshold >= threshold }!
    }
    #expect(
      try agree(
        points.map(\.truePositiveRate), expected["tippett"]["H1_fraction_ge"].doubles, 1e-9))
    #expect(
      try agree(
        points.map(\.falsePositiveRate), expected["tippett"]["H0_fraction_ge"].doubles, 1e-9))
    #expect(
      try agree(
        scores.usefulness(grid: grid), expected["nbe_log10_expected_utility_ratio"].doubles, 1e-9))
  }

  @Test(arguments: [
    ("logit_C1_default", 1, 1e-3), ("logit_C1_tight", 1, 1e-9),
    ("logit_unregularised_C1e12", 1e12, 1e-6),
  ])
  func logisticAgainstLir(name: String, inverseRidge: Double, tolerance: Double) throws {
    for item in try Reference.calibrated {
      if try item["name"].text == "separated_8_8" && inverseRidge > 1 { continue }
      let scores = try item["scores"].doubles
      let expected = try item["calibrators"][name]
      let calibration = try LogisticCalibration(
        fitting: LabelledScores(scores, labels: item["labels"].bools), inverseRidge: inverseRidge)
      let coefficients = try [expected["intercept_ln"].double, expected["coef_ln"].double]
      #expect(
        agree(
          [calibration.model.intercept, calibration.model.slopes[0]], coefficients, tolerance))
      try expect(calibration, expected, item, tolerance)
    }
  }

  private func expect(
    _ calibration: some Calibration, _ expected: JSONTree, _ item: JSONTree, _ tolerance: Double
  ) throws {
    let train = try item["scores"].doubles.map(calibration.log10LikelihoodRatio(at:))
    let query = try item["query_scores"].doubles.map(calibration.log10LikelihoodRatio(at:))
    #expect(try agree(train, expected["train_log10_lr"].doubles, tolerance))
    #expect(try agree(query, expected["query_log10_lr"].doubles, tolerance))
  }

  @Test func standardisedLogisticAgainstLir() throws {
    for item in try Reference.calibrated {
      let scores = try item["scores"].doubles
      let expected = try item["calibrators"]["logit_standardised_C1"]
      let standardise = try Standardisation(fitting: scores)
      #expect(try agree(standardise.mean, expected["mean"].double, 1e-9))
      #expect(try agree(standardise.standardDeviation, expected["sd_ddof0"].double, 1e-9))
      let calibration = try LogisticCalibration(
        fitting: LabelledScores(standardise(scores), labels: item["labels"].bools))
      let train = standardise(scores).map(calibration.log10LikelihoodRatio(at:))
      let query = try standardise(item["query_scores"].doubles)
        .map(calibration.log10LikelihoodRatio(at:))
      #expect(try agree(train, expected["train_log10_lr"].doubles, 1e-9))
      #expect(try agree(query, expected["query_log10_lr"].doubles, 1e-9))
    }
  }

  @Test func leaveGroupOutLogisticAgainstLir() throws {
    for item in try Reference.calibrated {
      let expected = try item["calibrators"]["logit_standardised_C1_logo5"]
      let (scores, labels) = try (item["scores"].doubles, item["labels"].bools)
      let groups = try expected["group"].ints
      var result = [Double](repeating: .nan, count: scores.count)
      for group in Set(groups) {
        let train = groups.indices.filter { groups[$0] != group }
        let standardise = try Standardisation(fitting: train.map { scores[$0] })
        let calibration = try LogisticCalibration(
          fitting: LabelledScores(
            train.map { standardise(scores[$0]) }, labels: train.map { labels[$0] }))
        for index in groups.indices where groups[index] == group {
          result[index] = calibration.log10LikelihoodRatio(at: standardise(scores[index]))
        }
      }
      #expect(try agree(result, expected["log10_lr"].doubles, 1e-9))
    }
  }

  @Test func kernelDensityAgainstLir() throws {
    for item in try Reference.calibrated {
      let expected = try item["calibrators"]["kde_silverman"]
      let calibration = try KernelDensityCalibration(
        fitting: LabelledScores(item["scores"].doubles, labels: item["labels"].bools))
      let bandwidths = [calibration.negativeBandwidth, calibration.positiveBandwidth]
      #expect(try agree(bandwidths, expected["bandwidth_H0_H1"].doubles, 1e-9))
      try expect(calibration, expected, item, 1e-9)
    }
  }

  @Test func isotonicAgainstLir() throws {
    for item in try Reference.calibrated {
      let calibration = IsotonicCalibration(
        fitting: try LabelledScores(item["scores"].doubles, labels: item["labels"].bools))
      try expect(calibration, item["calibrators"]["pav"], item, 1e-9)
    }
  }

  @Test func fusionOfThreeAgainstLir() throws {
    let fusion = try Reference.tree.get()["fusion_3"]
    let features = try Matrix(fusion["X"].rows)
    let labels = try fusion["labels"].bools
    for expected in try fusion["fits"].items {
      let inverseRidge = try expected["C"].double
      let tolerance = inverseRidge > 1 ? 1e-6 : 1e-3
      let model = try LogisticRegression(inverseRidge: inverseRidge).fit(
        features, labels: labels, weights: LogisticRegression.balancedWeights(labels: labels))
      #expect(try agree(model.intercept, expected["intercept_ln"].double, tolerance))
      #expect(try agree(model.slopes, expected["coef_ln"].doubles, tolerance))
      let ratios = (0..<features.rows).map {
        model.log10LikelihoodRatio(at: features[row: $0])
      }
      #expect(try agree(ratios, expected["log10_lr"].doubles, tolerance))
    }
  }
}
