import Statistics
import Testing

@Suite struct RandomStreamTests {
  @Test func wordsAgainstExactIntegersInPython() throws {
    let golden = try JSONTree.golden("random_stream")
    var stream = RandomStream(seed: 1)
    for word in try golden["seed_1"].items {
      #expect(stream.next() == UInt64(try word.text, radix: 16))
    }
    var child = RandomStream(seed: 1).substream("bootstrap", 3).substream("größe", -1)
    for word in try golden["seed_1_bootstrap_3_size_minus_1"].items {
      #expect(child.next() == UInt64(try word.text, radix: 16))
    }
  }

  @Test func conversionsAgainstPythonAndSciPy() throws {
    let golden = try JSONTree.golden("random_stream")
    var (uniform, normal, index) = (
      RandomStream(seed: 1), RandomStream(seed: 1), RandomStream(seed: 1)
    )
    #expect(try golden["seed_1_uniform"].doubles.allSatisfy { $0 == uniform.uniform() })
    #expect(
      try golden["seed_1_normal"].doubles.allSatisfy { agree(normal.normal(), $0, 1e-14) })
    #expect(try golden["seed_1_below_10"].ints.allSatisfy { $0 == index.index(below: 10) })
  }

  @Test func substreamIgnoresWhatTheParentProduced() {
    var parent = RandomStream(seed: 7)
    let before = (0..<4).map { parent.substream("a", $0) }
    for _ in 0..<100 { _ = parent.next() }
    let after = (0..<4).map { parent.substream("a", $0) }
    var firsts: Set<UInt64> = []
    for (one, other) in zip(before, after) {
      var (one, other) = (one, other)
      let word = one.next()
      #expect(word == other.next())
      firsts.insert(word)
    }
    #expect(firsts.count == 4)
    var (named, other) = (parent.substream("b", 0), parent.substream("a", 0))
    #expect(named.next() != other.next())
  }

  /// Pearson's statistic for equally likely cells.
  private func chiSquare(_ counts: [Int]) -> Double {
    let expected = Double(counts.reduce(0, +)) / Double(counts.count)
    return counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
  }

  /// The 1e-6 quantile of chi-square with k degrees of freedom (Wilson & Hilferty 1931).
  private func limit(_ k: Int) -> Double {
    let v = 2 / (9 * Double(k))
    let root = 1 - v + 4.753424 * v.squareRoot()
    return Double(k) * root * root * root
  }

  @Test func uniformAndIndexAreUniform() {
    var stream = RandomStream(seed: 11)
    var (cells, indices) = ([Int](repeating: 0, count: 100), [Int](repeating: 0, count: 7))
    for _ in 0..<200_000 {
      let u = stream.uniform()
      #expect(u >= 0 && u < 1)
      cells[Int(u * 100)] += 1
      indices[stream.index(below: 7)] += 1
    }
    #expect(chiSquare(cells) < limit(99))
    #expect(chiSquare(indices) < limit(6))
  }

  @Test func indexBelowAHugeBoundIsUnbiased() {
    // 2^64 words over 3 * 2^61 indices: without rejection residues of 3 get 3, 3 and 2 of 8 words
    var stream = RandomStream(seed: 12)
    var residues = [0, 0, 0]
    for _ in 0..<30_000 { residues[stream.index(below: 3 << 61) % 3] += 1 }
    #expect(chiSquare(residues) < limit(2))
  }

  @Test func firstNumbersOfSubstreamsAreUniform() {
    var cells = [Int](repeating: 0, count: 100)
    let parent = RandomStream(seed: 3)
    for index in 0..<100_000 {
      var stream = parent.substream("replicate", index)
      cells[Int(stream.uniform() * 100)] += 1
    }
    #expect(chiSquare(cells) < limit(99))
  }

  @Test func normalHasUniformDistributionFunction() {
    var stream = RandomStream(seed: 5)
    var cells = [Int](repeating: 0, count: 50)
    for _ in 0..<100_000 { cells[Int(Normal.cumulative(stream.normal()) * 50)] += 1 }
    #expect(chiSquare(cells) < limit(49))
  }

  @Test func everyOrderIsEquallyLikely() {
    var stream = RandomStream(seed: 13)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<48_000 { counts[stream.permutation(of: 4), default: 0] += 1 }
    #expect(counts.count == 24)
    #expect(chiSquare(Array(counts.values)) < limit(23))
  }

  @Test func multiplicitiesAgainstExactBinomial() {
    var stream = RandomStream(seed: 17)
    var counts = [Int](repeating: 0, count: 4)
    for _ in 0..<64_000 {
      let times = stream.multiplicities(of: 3)
      #expect(times.reduce(0, +) == 3)
      counts[times[1]] += 1
    }
    // P(k of 3 at 1/3) = 8, 12, 6, 1 of 27
    let statistic = zip(counts, [8.0, 12, 6, 1]).reduce(0.0) { sum, cell in
      let expected = 64_000 * cell.1 / 27
      return sum + (Double(cell.0) - expected) * (Double(cell.0) - expected) / expected
    }
    #expect(statistic < limit(3))
    #expect(stream.multiplicities(of: 5, draws: 2).reduce(0, +) == 2)
  }

  @Test func worksAsAGeneratorOfTheStandardLibrary() {
    var (one, same) = (RandomStream(seed: 1), RandomStream(seed: 1))
    #expect(Int.random(in: 0..<1000, using: &one) == Int.random(in: 0..<1000, using: &same))
  }
}
