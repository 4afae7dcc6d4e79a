import Statistics

/// What the responses of two subjects have in common as two clouds, for the pairs that a study was
/// made for.
struct CloudDescription {
  /// Relabellings behind the permutation p.
  static let relabellings = 10_000

  private let embeddings: Embeddings
  private let isReference: [Bool]
  private let stream: RandomStream

  init(_ embeddings: Embeddings, isReference: [Bool], seed: UInt64) {
    self.embeddings = embeddings
    self.isReference = isReference
    stream = RandomStream(seed: seed).substream("relabelling")
  }

  func overlap(suspect: Int, source: Int) -> ResponseOverlap {
    let samples = PooledClouds.samples(embeddings)
    var overlap = Self.prdc(source: samples[source], suspect: samples[suspect])
    let isRepeated = embeddings.isRepeated(among: isReference)
    let blocks = isRepeated ? probes(suspect, source) : [(samples[suspect], samples[source])]
    guard let widest = try? PooledClouds.widest(embeddings, isReference: isReference) else {
      return overlap
    }
    overlap.permutation = permutation(
      blocks.filter { $0.0.count > 1 && $0.1.count > 1 }, widest: widest)
    overlap.permutation?.isWithinProbes = isRepeated
    return overlap
  }

  private func probes(_ suspect: Int, _ source: Int) -> [([[Float]], [[Float]])] {
    embeddings.evenly(atMost: PooledClouds.probeLimit).map {
      (embeddings.vectors[$0][suspect], embeddings.vectors[$0][source])
    }
  }

  /// Precision, recall, density and coverage with the source as what is to be covered.
  static func prdc(source: [[Float]], suspect: [[Float]]) -> ResponseOverlap {
    guard let own = PooledClouds.reach(source), let other = PooledClouds.reach(suspect) else {
      return ResponseOverlap()
    }
    let distances = CloudDistances.squared(PointCloud(source), PointCloud(suspect))
    let inSource = suspect.indices.map { fake in
      source.indices.count { distances[$0, fake] < own[$0] }
    }
    let reached = source.indices.count { real in
      suspect.indices.contains { distances[real, $0] < other[$0] }
    }
    let covered = source.indices.count { real in
      suspect.indices.contains { distances[real, $0] < own[real] }
    }
    let (sources, suspects) = (Double(source.count), Double(suspect.count))
    return ResponseOverlap(
      precision: Double(inSource.count { $0 > 0 }) / suspects, recall: Double(reached) / sources,
      density: Double(inSource.reduce(0, +)) / (suspects * Double(PooledClouds.neighbours)),
      coverage: Double(covered) / sources)
  }

  /// How often the fused discrepancy is as large when labels are drawn at random within blocks.
  private func permutation(
    _ blocks: [([[Float]], [[Float]])], widest: Float
  ) -> ResponseOverlap.Permutation? {
    guard !blocks.isEmpty else { return nil }
    let relabelled = blocks.enumerated().map { index, block in
      RelabelledBlock(
        block.0, block.1, widest: widest, count: Self.relabellings,
        stream: stream.substream("block", index))
    }
    let pairs = blocks.reduce(0) {
      let count = min($1.0.count, $1.1.count)
      return $0 + count * (count - 1)
    }
    let fusion = FusedDiscrepancy(
      meanSquares: Self.means(relabelled.map(\.meanSquares)), pairs: Double(pairs))
    let observed = fusion(Self.means(relabelled.map(\.observed)))
    let exceeding = (0..<Self.relabellings).count { index in
      fusion(Self.means(relabelled.map { block in block.values.map { $0[index] } })) >= observed
    }
    return ResponseOverlap.Permutation(exceeding: exceeding, permutations: Self.relabellings)
  }

  /// The mean over blocks for each kernel.
  private static func means(_ blocks: [[Double]]) -> [Double] {
    blocks[0].indices.map { k in blocks.reduce(0) { $0 + $1[k] } / Double(blocks.count) }
  }
}

/// Discrepancies of two groups of points under each fused kernel, as they are and relabelled.
private struct RelabelledBlock {
  let meanSquares: [Double]
  let observed: [Double]
  /// Shape: kernels x relabellings.
  let values: [[Double]]

  init(
    _ first: [[Float]], _ second: [[Float]], widest: Float, count: Int, stream: RandomStream
  ) {
    let cloud = PointCloud(first + second)
    let distances = CloudDistances.squared(cloud, cloud)
    let kernels = (1..<CloudDistances.bandwidths).map { index in
      let width = widest / Float(1 << (CloudDistances.bandwidths - 1 - index))
      return Matrix(
        rows: cloud.count, columns: cloud.count,
        elements: distances.elements.map { Float(exponential(Double(-$0 / width))) })
    }
    meanSquares = kernels.map(Self.meanSquare)
    let discrepancies = kernels.map { RelabelledDiscrepancy(kernel: $0, first: first.count) }
    observed = discrepancies.map(\.observed)
    values = discrepancies.map { $0.relabelled(count, stream: stream) }
  }

  /// Over different points.
  private static func meanSquare(_ kernel: Matrix<Float>) -> Double {
    let squares = kernel.elements.reduce(0.0) { $0 + Double($1 * $1) }
    let diagonal = (0..<kernel.rows).reduce(0.0) { $0 + Double(kernel[$1, $1] * kernel[$1, $1]) }
    return (squares - diagonal) / Double(kernel.rows * (kernel.rows - 1))
  }
}
