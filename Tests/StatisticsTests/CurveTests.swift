import Foundation
import Statistics
import Testing

/// Curves over thresholds and priors, and ratios kept within bounds.
@Suite struct CurveTests {
  private func scores(_ item: JSONTree) throws -> LabelledScores {
    try LabelledScores(item["scores"].doubles, labels: item["labels"].bools)
  }

  @Test func crossEntropyAgainstLir() throws {
    for item in try JSONTree.golden("curves")["cases"].items {
      let curve = try scores(item).crossEntropyCurve(atPriorLog10Odds: item["priors"].doubles)
      #expect(try agree(curve.map(\.given), item["given"].doubles, 1e-9))
      #expect(try agree(curve.map(\.isotonic), item["isotonic"].doubles, 1e-9))
      #expect(try agree(curve.map(\.neutral), item["neutral"].doubles, 1e-9))
    }
  }

  @Test func crossEntropyAtEvenOddsIsCllr() throws {
    let item = try JSONTree.golden("curves")["cases"].items[0]
    let labelled = try scores(item)
    let point = labelled.crossEntropyCurve(atPriorLog10Odds: [0])[0]
    #expect(agree(point.given, labelled.cllr, 1e-12))
    #expect(agree(point.isotonic, labelled.cllrMin, 1e-12))
    #expect(agree(point.neutral, 1, 1e-12))
    #expect(agree(labelled.cllrCal, labelled.cllr - labelled.cllrMin, 1e-12))
  }

  @Test func detectionErrorsAgainstScikitLearn() throws {
    for item in try JSONTree.golden("curves")["cases"].items {
      let points = try scores(item).operatingPoints
      let thresholds = try item["thresholds"].doubles
      let falsePositive = try item["false_positive"].doubles
      let falseNegative = try item["false_negative"].doubles
      for (index, threshold) in thresholds.enumerated() where threshold.isFinite {
        let point = points.last { $0.threshold >= threshold }!
        #expect(agree(point.falsePositiveRate, falsePositive[index], 1e-12))
        #expect(agree(1 - point.truePositiveRate, falseNegative[index], 1e-12))
      }
    }
  }

  /// Tippett at every ratio: the operating points are the shares at or above each distinct value.
  @Test func tippettAgainstNumPy() throws {
    for item in try JSONTree.golden("curves")["cases"].items {
      let points = try scores(item).operatingPoints.dropFirst().reversed()
      let expected = try item["at_or_above"].rows
      #expect(agree(points.map(\.truePositiveRate), expected[0], 1e-12))
      #expect(agree(points.map(\.falsePositiveRate), expected[1], 1e-12))
    }
  }

  @Test func clippedRatiosAgainstLir() throws {
    for item in try JSONTree.golden("curves")["cases"].items {
      let labelled = try scores(item)
      let bounds = [("elub", labelled.empiricalBounds), ("iv", labelled.invarianceBounds)]
      for (name, range) in bounds {
        let expected = try item[name + "_clipped"].doubles
        let clipped = try item["scores"].doubles.map {
          min(max($0, range.lowerBound), range.upperBound)
        }
        #expect(agree(clipped, expected, 0.0101))
        let ratios = labelled.mapScores { min(max($0, range.lowerBound), range.upperBound) }
        #expect(try agree(ratios.cllr, item[name + "_cllr"].double, 0.01))
      }
    }
  }

  @Test func operatingPointIsTheLastWithinTheLimit() throws {
    var stream = RandomStream(seed: 5)
    let labels = (0..<50).map { $0 < 20 }
    let values = labels.map { Double(stream.index(below: 12)) + ($0 ? 3 : 0) }
    let labelled = try LabelledScores(values, labels: labels)
    for limit in [0, 0.01, 0.05, 0.3, 1] {
      let point = labelled.operatingPoint(atFalsePositiveRate: limit)
      #expect(point.falsePositiveRate <= limit)
      #expect(point.truePositiveRate == labelled.truePositiveRate(atFalsePositiveRate: limit))
      let accepted = zip(values, labels).count { $0 >= point.threshold && $1 }
      #expect(agree(point.truePositiveRate, Double(accepted) / 20, 1e-12))
    }
  }
}
