import Foundation
import Statistics

/// Draws an index with probability proportional to its weight.
struct WeightedChoice: Sendable {
  private let cumulative: [Double]

  /// - Precondition: weights are finite and not negative, and one of them is positive.
  init(_ weights: some Sequence<Double>) {
    var sum = 0.0
    cumulative = weights.map { weight in
      precondition(weight >= 0 && weight.isFinite, "a weight must be finite and not negative")
      sum += weight
      return sum
    }
    precondition(sum > 0, "one weight must be positive")
  }

  var count: Int { cumulative.count }

  func draw(_ stream: inout RandomStream) -> Int {
    let target = stream.uniform() * cumulative[cumulative.count - 1]
    var (low, high) = (0, cumulative.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > target { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// `count` distinct indices, one after the other without replacement.
  func drawDistinct(_ wanted: Int, _ stream: inout RandomStream) -> [Int] {
    precondition(wanted <= count, "cannot draw more distinct indices than there are")
    var result: [Int] = []
    while result.count < wanted {
      let index = draw(&stream)
      if !result.contains(index) { result.append(index) }
    }
    return result
  }
}

extension RandomStream {
  /// Shares that sum to one, from a Dirichlet distribution with all parameters 2.
  mutating func shares(_ count: Int) -> [Double] {
    let draws = (0..<count).map { _ in exponential() + exponential() }
    let sum = draws.reduce(0, +)
    return draws.map { $0 / sum }
  }

  /// Standard normal numbers.
  mutating func normals(_ count: Int) -> [Double] { (0..<count).map { _ in normal() } }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[index(below: elements.count)]
  }
}

extension RandomStream {
  /// Exponential with mean 1.
  private mutating func exponential() -> Double { -log(1 - uniform()) }
}
