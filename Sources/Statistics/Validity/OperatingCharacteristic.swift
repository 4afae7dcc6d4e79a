/// Error rates when every score at or above a threshold is called positive.
public struct OperatingPoint: Equatable, Sendable {
  /// The lowest accepted score; infinity when nothing is accepted.
  public let threshold: Double
  /// Share of the negative class that is accepted.
  public let falsePositiveRate: Double
  /// Share of the positive class that is accepted.
  public let truePositiveRate: Double
}

extension LabelledScores {
  /// The receiver operating characteristic, from accepting nothing to accepting everything: one
  /// point for each distinct score, after the point (0, 0).
  ///
  /// Read against the threshold, the two rates are the Tippett curves: the share of each class with
  /// a log10 LR of at least the threshold.
  public var operatingPoints: [OperatingPoint] {
    var (positive, negative) = (0.0, 0.0)
    var points = [OperatingPoint(threshold: .infinity, falsePositiveRate: 0, truePositiveRate: 0)]
    points.reserveCapacity(steps.count + 1)
    for step in steps.reversed() {
      positive += step.positive
      negative += step.negative
      points.append(
        OperatingPoint(
          threshold: step.score, falsePositiveRate: min(1, negative / negativeWeight),
          truePositiveRate: min(1, positive / positiveWeight)))
    }
    return points
  }

  /// The chance that a positive case scores higher than a negative one, ties counting half.
  public var areaUnderCurve: Double {
    var (below, area) = (0.0, 0.0)
    for step in steps {
      area += step.positive * (below + step.negative / 2)
      below += step.negative
    }
    return area / (positiveWeight * negativeWeight)
  }

  /// The largest true-positive rate whose empirical false-positive rate does not exceed `limit`.
  ///
  /// No interpolation: a rate between two attainable ones is not claimed, so with n negative cases
  /// a limit below 1/n is the rate above all of them.
  public func truePositiveRate(atFalsePositiveRate limit: Double) -> Double {
    precondition(limit >= 0 && limit <= 1, "a rate lies in [0, 1]")
    let allowed = limit * negativeWeight * (1 + 1e-12)
    var (positive, negative) = (0.0, 0.0)
    for step in steps.reversed() {
      negative += step.negative
      if negative > allowed { break }
      positive += step.positive
    }
    return min(1, positive / positiveWeight)
  }

  /// The last operating point whose empirical false-positive rate does not exceed `limit`.
  public func operatingPoint(atFalsePositiveRate limit: Double) -> OperatingPoint {
    precondition(limit >= 0 && limit <= 1, "a rate lies in [0, 1]")
    return operatingPoints.last { $0.falsePositiveRate <= limit * (1 + 1e-12) }!
  }

  /// The rate at which false positives and false negatives are equally frequent, on the straight line
  /// between the two operating points around it.
  public var equalErrorRate: Double {
    let points = operatingPoints
    var before = points[0]
    for point in points.dropFirst() {
      // excess of accepted negatives over rejected positives, from -1 at the start to 1 at the end
      let last = before.falsePositiveRate + before.truePositiveRate - 1
      let next = point.falsePositiveRate + point.truePositiveRate - 1
      if next >= 0 {
        let share = -last / (next - last)
        return before.falsePositiveRate
          + share * (point.falsePositiveRate - before.falsePositiveRate)
      }
      before = point
    }
    return before.falsePositiveRate
  }

  /// The detection error trade-off: normal deviates of the false-positive (x) and false-negative
  /// rate (y) wherever both lie strictly between 0 and 1.
  public var detectionErrorPoints: [(x: Double, y: Double)] {
    operatingPoints.compactMap { point in
      let (accepted, missed) = (point.falsePositiveRate, 1 - point.truePositiveRate)
      guard accepted > 0, accepted < 1, missed > 0, missed < 1 else { return nil }
      return (Normal.quantile(accepted), Normal.quantile(missed))
    }
  }
}
