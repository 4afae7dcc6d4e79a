import Statistics

/// Resampling of probe clusters and lineages together: one draw weights both.
struct TwoWayBootstrap: Sendable {
  let seed: UInt64
  let replicates: Int
  let probeCount: Int
  let lineageCount: Int

  /// Probe weights of a replicate: multiplicities of n draws with replacement.
  func probeWeights(_ replicate: Int) -> [Float] {
    var stream = RandomStream(seed: seed).substream("bootstrap.probes", replicate)
    return stream.multiplicities(of: probeCount).map(Float.init)
  }

  func lineageWeights(_ replicate: Int) -> [Double] {
    var stream = RandomStream(seed: seed).substream("bootstrap.lineages", replicate)
    return stream.multiplicities(of: lineageCount).map(Double.init)
  }
}
