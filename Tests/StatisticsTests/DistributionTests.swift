import Statistics
import Testing

@Suite struct DistributionTests {
  @Test func normalAgainstSciPy() throws {
    let golden = try JSONTree.golden("distributions")
    for (z, p) in zip(try golden["z"].doubles, try golden["normal_cdf"].doubles) {
      #expect(abs(Normal.cumulative(z) - p) <= 1e-13 * p + 1e-300)
    }
    for (p, z) in zip(try golden["p"].doubles, try golden["normal_quantile"].doubles) {
      #expect(agree(Normal.quantile(p), z, 1e-14))
    }
    #expect(Normal.quantile(0) == -.infinity && Normal.quantile(1) == .infinity)
  }

  @Test func betaAgainstSciPy() throws {
    let golden = try JSONTree.golden("distributions")
    for (row, expected) in zip(try golden["beta"].rows, try golden["beta_cdf"].doubles) {
      let value = Beta(row[0], row[1]).cumulative(row[2])
      #expect(abs(value - expected) <= 1e-11 * expected + 1e-300)
    }
  }

  @Test func betaQuantileInvertsItself() {
    for (a, b) in [(1.0, 1.0), (0.5, 3), (20, 1), (300, 7)] {
      for p in [1e-8, 0.05, 0.5, 0.99] {
        #expect(agree(Beta(a, b).cumulative(Beta(a, b).quantile(p)) / p, 1, 1e-10))
      }
    }
    #expect(Beta(2, 3).quantile(0) == 0 && Beta(2, 3).quantile(1) == 1)
  }

  @Test func proportionsAgainstSciPy() throws {
    for row in try JSONTree.golden("distributions")["proportions"].rows {
      let count = BinomialCount(Int(row[0]), of: Int(row[1]))
      let interval = count.interval(confidence: row[2])
      #expect(agree(interval.lowerBound, row[3], 1e-10))
      #expect(agree(interval.upperBound, row[4], 1e-10))
      #expect(agree(count.upperBound(confidence: row[2]), row[5], 1e-10))
    }
  }

  @Test func tailsAgainstSciPy() throws {
    for row in try JSONTree.golden("distributions")["tails"].rows {
      let count = BinomialCount(Int(row[0]), of: Int(row[1]))
      #expect(agree(count.upperTail(rate: row[2]), row[3], 1e-10))
      #expect(agree(count.lowerTail(rate: row[2]), row[4], 1e-10))
    }
  }

  @Test(arguments: [0.0, 0.05, 0.3, 0.5, 1.0])
  func tailsAgainstExactEnumeration(rate: Double) {
    // all 2^10 outcomes of ten trials
    var chance = [Double](repeating: 0, count: 11)
    for outcome in 0..<1024 {
      let successes = outcome.nonzeroBitCount
      let terms = (0..<10).map { outcome >> $0 & 1 == 1 ? rate : 1 - rate }
      chance[successes] += terms.reduce(1, *)
    }
    for k in 0...10 {
      let count = BinomialCount(k, of: 10)
      #expect(agree(count.upperTail(rate: rate), chance[k...].reduce(0, +), 1e-12))
      #expect(agree(count.lowerTail(rate: rate), chance[...k].reduce(0, +), 1e-12))
    }
  }

  @Test func noneOfTwentyBoundsTheFalsePositiveRate() {
    let bound = BinomialCount(0, of: 20).upperBound()
    #expect(abs((1...20).reduce(1.0) { value, _ in value * (1 - bound) } - 0.05) < 1e-12)
  }

  @Test func pValueCountsItself() {
    #expect(PValue(exceeding: 0, of: 19).value == 0.05)
    #expect(PValue(observed: 2, among: [1, 2, 3]).exceeding == 2)
    #expect(PValue(observed: 5, among: [1, 2, 3]).value == 0.25)
    #expect(PValue(observed: 5, among: [1, 2, 3]).smallestAttainable == 0.25)
    #expect(PValue(observed: 5, among: []).value == 1)
  }

  @Test func rankPIsUniformUnderTheNull() {
    var stream = RandomStream(seed: 21)
    var counts = [Int](repeating: 0, count: 20)
    for _ in 0..<20_000 {
      let values = (0..<20).map { _ in stream.normal() }
      counts[PValue(observed: values[0], among: Array(values.dropFirst())).exceeding] += 1
    }
    for count in counts {
      #expect(BinomialCount(count, of: 20_000).interval(confidence: 1 - 1e-6).contains(0.05))
    }
  }
}
