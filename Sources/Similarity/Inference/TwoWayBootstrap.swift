import Statistics

/// Resampling of probes and calibration lineages together: one draw weights both.
///
/// Draws belong to names, not to positions: neither the order of probes and subjects nor a further
/// suspect changes any. A lineage without a calibration unit is not drawn and weighs 1.
package struct TwoWayBootstrap: Sendable {
  let seed: UInt64
  package let replicates: Int
  /// Positions of the probes by id, ascending.
  private let probes: [Int]
  /// Positions of the resampled lineages by name, ascending.
  private let lineages: [Int]
  private let lineageCount: Int

  /// - Parameters:
  ///   - probes: ids of the probes.
  ///   - lineages: names of all lineages.
  ///   - resampled: positions of the lineages that calibration units belong to.
  package init(
    seed: UInt64, replicates: Int, probes: [String], lineages: [String], resampled: Set<Int>
  ) {
    self.seed = seed
    self.replicates = replicates
    self.probes = probes.indices.sorted { (probes[$0], $0) < (probes[$1], $1) }
    self.lineages = resampled.sorted { lineages[$0] < lineages[$1] }
    lineageCount = lineages.count
  }

  /// Multiplicities of n draws with replacement, by position of the probe.
  package func probeWeights(_ replicate: Int) -> [Float] {
    var stream = RandomStream(seed: seed).substream("bootstrap.probes", replicate)
    var weights = [Float](repeating: 0, count: probes.count)
    for (probe, times) in zip(probes, stream.multiplicities(of: probes.count)) {
      weights[probe] = Float(times)
    }
    return weights
  }

  package func lineageWeights(_ replicate: Int) -> [Double] {
    var stream = RandomStream(seed: seed).substream("bootstrap.lineages", replicate)
    var weights = [Double](repeating: 1, count: lineageCount)
    for (lineage, times) in zip(lineages, stream.multiplicities(of: lineages.count)) {
      weights[lineage] = Double(times)
    }
    return weights
  }
}
