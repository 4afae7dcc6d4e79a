import Statistics

/// Minus the maximum mean discrepancy fused over bandwidths, within probes where probes have several
/// samples and over pooled responses where they have one.
struct FusedMeanDiscrepancy: Metric {
  let descriptor = MetricDescriptor(
    id: "embedding.mmd-fuse", title: "Maximum mean discrepancy, fused over bandwidths",
    family: .embedding, lowerBound: nil, upperBound: nil, isSymmetric: true,
    assumption:
      "Related models answer from closer distributions, to a probe or pooled over probes.",
    citation: "Biggs, Schrab and Gretton 2023; Gretton et al. 2012",
    oracle: "model-equality-testing (discrepancies); NumPy (fusion)")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    let embeddings = try table.vectors()
    guard embeddings.isRepeated(among: table.isReference) else {
      let clouds = try await table.pooledClouds()
      return clouds.matrix { a, b, pair in
        let count = min(clouds.counts[a], clouds.counts[b])
        return -KernelDiscrepancies(clouds, a, b, pair).fused(pairs: count * (count - 1))
      }
    }
    let blocks = try ProbeBlocks(embeddings, isReference: table.isReference)
    return FixedSimilarity(matrix: await blocks.similarities(), absence: .tooFewSamples)
  }
}

extension Embeddings {
  /// Whether most answers of the reference subjects were given more than once.
  func isRepeated(among isReference: [Bool]) -> Bool {
    let counts = vectors.flatMap { row in zip(row, isReference).filter(\.1).map(\.0.count) }
      .filter { $0 > 0 }
    return 2 * counts.count { $0 > 1 } > counts.count
  }
}

/// Every subject's samples of each of at most `PooledClouds.probeLimit` probes as clouds of points.
private struct ProbeBlocks: Sendable {
  /// Shape: probes x subjects; empty with fewer than two samples.
  private let clouds: [[PointCloud]]
  private let widest: Float

  init(_ embeddings: Embeddings, isReference: [Bool]) throws(NotMeasurable) {
    widest = try PooledClouds.widest(embeddings, isReference: isReference)
    clouds = embeddings.evenly(atMost: PooledClouds.probeLimit).map { probe in
      embeddings.vectors[probe].map { PointCloud($0.count > 1 ? $0 : []) }
    }
  }

  func similarities() async -> SimilarityMatrix {
    let subjects = clouds.first?.count ?? 0
    let within = await concurrentMap(chunks: 32, over: clouds.count) { range in
      range.map { probe in
        clouds[probe].map { CloudDistances($0, $0, widest: widest).kernels }
      }
    }.flatMap { $0 }
    let rows = await concurrentMap(chunks: 64, over: subjects) { range in
      range.map { a in (0..<a).map { b in similarity(a, b, within) } }
    }.flatMap { $0 }
    return SimilarityMatrix(lowerTriangle: rows)
  }

  private func similarity(_ a: Int, _ b: Int, _ within: [[[Double]]]) -> Double? {
    var pairs = 0
    let blocks = clouds.indices.compactMap { probe -> KernelDiscrepancies? in
      let (first, second) = (clouds[probe][a], clouds[probe][b])
      guard first.count > 1, second.count > 1 else { return nil }
      let count = min(first.count, second.count)
      pairs += count * (count - 1)
      return KernelDiscrepancies(
        within[probe][a], first.count, within[probe][b], second.count,
        CloudDistances(first, second, widest: widest).kernels)
    }
    return blocks.isEmpty ? nil : -KernelDiscrepancies(meanOf: blocks).fused(pairs: pairs)
  }
}
