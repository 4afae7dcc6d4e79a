import Statistics

/// Resampling of probes and calibration lineages together: one draw weights both.
///
/// Draws belong to names, not to positions: neither the order of probes and subjects nor a further
/// suspect changes any. A lineage without a calibration unit is not drawn and weighs 1. Probes of one
/// group (`ProbeGroups`) are drawn together; where there are groups, how large they are depends on the
/// number of subjects, and with it the draws.
package struct TwoWayBootstrap: Sendable {
  let seed: UInt64
  package let replicates: Int
  /// Groups of probes by the first id of each, ascending.
  private let groups: [[Int]]
  private let probeCount: Int
  /// Positions of the resampled lineages by name, ascending.
  private let lineages: [Int]
  private let lineageCount: Int

  /// - Parameters:
  ///   - probes: ids of the probes.
  ///   - groups: of the probes; without, every probe is drawn by itself.
  ///   - lineages: names of all lineages.
  ///   - resampled: positions of the lineages that calibration units belong to.
  package init(
    seed: UInt64, replicates: Int, probes: [String], groups: ProbeGroups? = nil,
    lineages: [String], resampled: Set<Int>
  ) {
    self.seed = seed
    self.replicates = replicates
    probeCount = probes.count
    self.groups = Self.ordered(groups?.members ?? probes.indices.map { [$0] }, probes)
    self.lineages = resampled.sorted { lineages[$0] < lineages[$1] }
    lineageCount = lineages.count
  }

  private static func ordered(_ groups: [[Int]], _ probes: [String]) -> [[Int]] {
    groups.map { group in (group, group.map { probes[$0] }.min()!) }
      .sorted { ($0.1, $0.0[0]) < ($1.1, $1.0[0]) }.map(\.0)
  }

  /// Multiplicities of n draws of n groups with replacement, by position of the probe.
  package func probeWeights(_ replicate: Int) -> [Float] {
    var stream = RandomStream(seed: seed).substream("bootstrap.probes", replicate)
    var weights = [Float](repeating: 0, count: probeCount)
    for (group, times) in zip(groups, stream.multiplicities(of: groups.count)) {
      for probe in group { weights[probe] = Float(times) }
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
