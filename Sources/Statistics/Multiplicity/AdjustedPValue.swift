/// A p-value raised for the other tests of its family, with the counts it came from.
///
/// There is no initialiser: it is made by an adjustment over counted p-values, so it is never 0 and
/// never below the p-value it was made from.
public struct AdjustedPValue: Equatable, Sendable {
  public let raw: PValue
  /// Between `raw.value` and 1.
  public let value: Double
  /// How many tests the adjustment was made over.
  public let familySize: Int

  fileprivate init(raw: PValue, value: Double, familySize: Int) {
    self.raw = raw
    self.value = value
    self.familySize = familySize
  }
}

extension Sequence where Element == PValue {
  /// Holm's step-down adjustment (Holm 1979): rejecting what is at or below a level keeps the chance
  /// of any false rejection in the family at that level, whatever the dependence between the tests.
  public var holmAdjusted: [AdjustedPValue] { adjusted(StepwiseAdjustment.holm) }

  /// Adjustment after Benjamini and Hochberg (1995): rejecting what is at or below a level keeps the
  /// expected share of false rejections at that level if the tests are independent or positively
  /// dependent. For exploration: it does not bound the chance of a single false rejection.
  public var benjaminiHochbergAdjusted: [AdjustedPValue] {
    adjusted(StepwiseAdjustment.benjaminiHochberg)
  }

  private func adjusted(_ adjustment: ([Double]) -> [Double]) -> [AdjustedPValue] {
    let tests = Array(self)
    return zip(tests, adjustment(tests.map(\.value))).map {
      AdjustedPValue(raw: $0, value: $1, familySize: tests.count)
    }
  }
}

/// The adjustments as functions of plain numbers, in the order given.
package enum StepwiseAdjustment {
  /// The largest (m - i) p_(i) up to each rank i = 0, 1, ..., and at most 1.
  package static func holm(_ values: [Double]) -> [Double] {
    let order = ascending(values)
    var result = values
    var largest = 0.0
    for (rank, index) in order.enumerated() {
      largest = max(largest, Double(values.count - rank) * values[index])
      result[index] = min(1, largest)
    }
    return result
  }

  /// The smallest m p_(i) / (i + 1) from each rank i on, and at most 1.
  package static func benjaminiHochberg(_ values: [Double]) -> [Double] {
    let order = ascending(values)
    var result = values
    var smallest = 1.0
    for (rank, index) in order.enumerated().reversed() {
      smallest = min(smallest, Double(values.count) * values[index] / Double(rank + 1))
      result[index] = smallest
    }
    return result
  }

  private static func ascending(_ values: [Double]) -> [Int] {
    precondition(values.allSatisfy { $0 >= 0 && $0 <= 1 }, "a p-value lies in [0, 1]")
    return values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
  }
}
