import Probing
import Similarity
import Statistics
import Testing

@Suite struct BootstrapTests {
  private let lineages = ["b", "a", "d", "c", "e"]

  private func bootstrap(probes: [String], lineages: [String]) -> TwoWayBootstrap {
    TwoWayBootstrap(
      seed: 3, replicates: 400, probes: probes, lineages: lineages,
      resampled: Set(lineages.indices.filter { lineages[$0] != "e" }))
  }

  @Test func weightsOfBothWaysSumToTheirNumbers() {
    let bootstrap = bootstrap(probes: (0..<30).map { "p\($0)" }, lineages: lineages)
    for replicate in 0..<bootstrap.replicates {
      #expect(bootstrap.probeWeights(replicate).reduce(0, +) == 30)
      let weights = bootstrap.lineageWeights(replicate)
      #expect(weights[4] == 1)
      #expect(weights.dropLast().reduce(0, +) == 4)
    }
  }

  /// Multiplicities of n draws have mean 1 and variance 1 - 1/n, and the two ways are uncorrelated.
  @Test func weightsAreMultinomial() throws {
    let bootstrap = bootstrap(probes: (0..<4).map { "p\($0)" }, lineages: lineages)
    let probes = (0..<400).map { Double(bootstrap.probeWeights($0)[1]) }
    let drawn = (0..<400).map { bootstrap.lineageWeights($0)[1] }
    for values in [probes, drawn] {
      let moments = try Moments(values)
      #expect(abs(moments.mean - 1) < 0.15)
      #expect(abs(moments.variance - 0.75) < 0.2)
    }
    let product = zip(probes, drawn).reduce(0) { $0 + ($1.0 - 1) * ($1.1 - 1) } / 400
    #expect(abs(product) < 0.12)
  }

  @Test func drawsBelongToNames() {
    let ids = (0..<12).map { "p\($0)" }
    let one = bootstrap(probes: ids, lineages: lineages)
    let other = bootstrap(probes: ids.reversed(), lineages: ["c", "new", "e", "d", "b", "a"])
    let fewer = TwoWayBootstrap(
      seed: 3, replicates: 1, probes: ids, lineages: ["c", "new", "e", "d", "b", "a"],
      resampled: [0, 3, 4, 5])
    #expect(one.probeWeights(0) == other.probeWeights(0).reversed())
    let (known, moved) = (one.lineageWeights(0), fewer.lineageWeights(0))
    for (name, weight) in zip(lineages, known) {
      #expect(moved[["c", "new", "e", "d", "b", "a"].firstIndex(of: name)!] == weight)
    }
  }

  @Test func replicatesDiffer() {
    let bootstrap = bootstrap(probes: (0..<30).map { "p\($0)" }, lineages: lineages)
    #expect(Set((0..<50).map { bootstrap.probeWeights($0) }).count == 50)
  }

  @Test func intervalsContainThePoint() async throws {
    let findings = await RandomStudy(seed: 6).findings(replicates: 100)
    let validity = try #require(findings.validity)
    for method in validity.methods {
      for estimate in [method.auc, method.sourceFixed, method.cllr].compactMap({ $0 }) {
        let (low, high) = (try #require(estimate.low), try #require(estimate.high))
        #expect(low <= estimate.value && estimate.value <= high, "\(method.title)")
        #expect(low < high)
      }
    }
    for ratio in findings.pairs.compactMap(\.ratio) {
      #expect(ratio.low <= ratio.log10 && ratio.log10 <= ratio.high)
      #expect(ratio.failedReplicates < 0.2)
    }
  }
}
