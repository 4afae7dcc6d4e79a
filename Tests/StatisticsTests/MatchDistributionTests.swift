import Foundation
import Statistics
import Testing

@Suite struct MatchDistributionTests {
  private let golden = Result { try JSONTree.golden("match_distributions") }

  /// As in the script beside the golden values.
  private func chances(_ count: Int, _ modulus: Int, _ divisor: Double) -> [Double] {
    (0..<count).map { Double($0 * 37 % modulus + 1) / divisor }
  }

  /// Relative to the size of the logarithm, and to 1 where that is small.
  private func isNear(_ value: Double, _ expected: Double, _ tolerance: Double) -> Bool {
    value == expected || abs(value - expected) <= tolerance * max(1, abs(expected))
  }

  @Test func unequalChancesAgainstMPMath() throws {
    for row in try golden.get()["poisson_binomial"].rows {
      let distribution = PoissonBinomial(chances(Int(row[0]), Int(row[1]), row[2]))
      let value = distribution.logUpperTail(atLeast: Int(row[3]))
      #expect(isNear(value, row[4], 1e-12), "\(row): \(value)")
    }
  }

  @Test func jointCountsAgainstMPMath() throws {
    for row in try golden.get()["generalized_trinomial"].rows {
      let trials = chances(Int(row[0]), 97, 100).map {
        GeneralizedTrinomial.Chances(first: $0 * 0.6, second: 0.35 * (1 - $0))
      }
      let value = GeneralizedTrinomial(trials).logTail(first: Int(row[1]), second: Int(row[2]))
      #expect(isNear(value, row[3], 1e-11), "\(row): \(value)")
    }
  }

  @Test func logarithmOfBetaAgainstMPMath() throws {
    for row in try golden.get()["beta"].rows {
      let value = Beta(row[0], row[1]).logCumulative(row[2])
      #expect(isNear(value, row[3], 1e-11), "\(row): \(value)")
    }
  }

  @Test func unequalChancesAgainstExactEnumeration() {
    let chances = [0.02, 0.5, 0.98, 0.3, 0.3, 0.71, 0.05, 0.6]
    var masses = [Double](repeating: 0, count: 9)
    for outcome in 0..<256 {
      let terms = chances.enumerated().map { outcome >> $0 & 1 == 1 ? $1 : 1 - $1 }
      masses[outcome.nonzeroBitCount] += terms.reduce(1, *)
    }
    for count in 0...8 {
      let tail = PoissonBinomial(chances).logUpperTail(atLeast: count)
      #expect(abs(exp(tail) / masses[count...].reduce(0, +) - 1) < 1e-12)
    }
  }

  @Test func jointCountsAgainstExactEnumeration() {
    let firsts = [0.3, 0.6, 0.05, 0.9, 0.4, 0.25]
    let seconds = [0.5, 0.1, 0.05, 0.02, 0.3, 0.25]
    var masses: [[Double]] = Array(repeating: Array(repeating: 0, count: 7), count: 7)
    for code in 0..<729 {
      var (rest, x, y, mass) = (code, 0, 0, 1.0)
      for (p, q) in zip(firsts, seconds) {
        switch rest % 3 {
        case 0: mass *= 1 - p - q
        case 1: (x, mass) = (x + 1, mass * p)
        default: (y, mass) = (y + 1, mass * q)
        }
        rest /= 3
      }
      masses[x][y] += mass
    }
    func orthant(_ x: Int, _ y: Int) -> Double {
      (x...6).reduce(0) { $0 + masses[$1][y...].reduce(0, +) }
    }
    let trials = zip(firsts, seconds).map { GeneralizedTrinomial.Chances(first: $0, second: $1) }
    for first in 0...6 {
      for second in 0...(6 - first) {
        let limit = orthant(first, second) * (1 + 1e-9)
        let tail = (0..<49).map { ($0 / 7, $0 % 7) }
          .filter { orthant($0.0, $0.1) <= limit }.reduce(0) { $0 + masses[$1.0][$1.1] }
        let value = GeneralizedTrinomial(trials).logTail(first: first, second: second)
        #expect(abs(exp(value) / tail - 1) < 1e-9)
      }
    }
  }

  /// Equal chances make a binomial count.
  @Test func equalChancesAreBinomial() {
    for rate in [0.01, 0.3, 0.9] {
      for count in stride(from: 0, through: 60, by: 7) {
        let tail = PoissonBinomial([Double](repeating: rate, count: 60)).logUpperTail(
          atLeast: count)
        #expect(abs(exp(tail) / BinomialCount(count, of: 60).upperTail(rate: rate) - 1) < 1e-11)
      }
    }
  }

  @Test func impossibleAndNecessaryOutcomes() {
    #expect(PoissonBinomial([]).logUpperTail(atLeast: 0) == 0)
    #expect(PoissonBinomial([]).logUpperTail(atLeast: 1) == -.infinity)
    #expect(PoissonBinomial([0, 0]).logUpperTail(atLeast: 1) == -.infinity)
    #expect(PoissonBinomial([1, 1, 0]).logUpperTail(atLeast: 2) == 0)
    #expect(PoissonBinomial([1, 1, 0]).logUpperTail(atLeast: 3) == -.infinity)
    let none = GeneralizedTrinomial([])
    #expect(none.logTail(first: 0, second: 0) == 0)
    #expect(none.logTail(first: 1, second: 0) == -.infinity)
    let never = GeneralizedTrinomial([.init(first: 0.5, second: 0)])
    #expect(never.logTail(first: 0, second: 1) == -.infinity)
    #expect(Beta(2, 3).logCumulative(0) == -.infinity && Beta(2, 3).logCumulative(1) == 0)
  }

  /// 12,032 items all answered alike: the logarithm is a sum although the probability is 0.
  @Test func tailsThatUnderflow() {
    let chances = chances(12_032, 97, 200)
    let all = PoissonBinomial(chances).logUpperTail(atLeast: chances.count)
    #expect(abs(all / chances.reduce(0) { $0 + log($1) } - 1) < 1e-12)
    let trials = (0..<200).map { _ in GeneralizedTrinomial.Chances(first: 1e-4, second: 1e-3) }
    let value = GeneralizedTrinomial(trials).logTail(first: 200, second: 0)
    #expect(abs(value / (200 * log(1e-4)) - 1) < 1e-12)
  }
}
