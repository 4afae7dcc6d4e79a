import Statistics

/// Minus the unbiased squared maximum mean discrepancy between two subjects' pooled embeddings,
/// with a mean of Gaussian kernels over bandwidths around the median distance.
struct MaximumMeanDiscrepancy: Metric {
  /// A quarter of, once and four times the median squared distance.
  private static let bandwidths = [1, 3, 5]

  let descriptor = MetricDescriptor(
    id: "embedding.mmd", title: "Maximum mean discrepancy of embeddings", family: .embedding,
    lowerBound: nil, upperBound: nil, isSymmetric: true,
    assumption: "Pooled over probes, related models answer from closer distributions.",
    citation: "Gretton et al. 2012", oracle: "obvious loop; hyppo")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    let clouds = try await table.pooledClouds()
    return clouds.matrix { a, b, pair in
      let values = KernelDiscrepancies(clouds, a, b, pair).values
      return -Self.bandwidths.reduce(0) { $0 + values[$1] } / Double(Self.bandwidths.count)
    }
  }
}

/// Unbiased squared discrepancies between two samples under each kernel of `CloudDistances`.
struct KernelDiscrepancies: Sendable {
  /// By bandwidth, the narrowest first.
  private(set) var values: [Double]
  /// Likewise the mean kernel over different points of both samples together.
  private(set) var means: [Double]

  /// - Parameters:
  ///   - first: kernel sums within a sample of `n` points, each point with itself included.
  ///   - second: likewise of `m` points.
  ///   - between: kernel sums between the two.
  init(_ first: [Double], _ n: Int, _ second: [Double], _ m: Int, _ between: [Double]) {
    let (a, b) = (Double(n), Double(m))
    values = between.indices.map { k in
      (first[k] - a) / (a * (a - 1)) + (second[k] - b) / (b * (b - 1)) - 2 * between[k] / (a * b)
    }
    means = between.indices.map { k in
      (first[k] - a + second[k] - b + 2 * between[k]) / ((a + b) * (a + b - 1))
    }
  }

  init(_ clouds: PooledClouds, _ a: Int, _ b: Int, _ pair: PooledClouds.Pair) {
    self.init(
      clouds.within[a].kernels, clouds.counts[a], clouds.within[b].kernels, clouds.counts[b],
      pair.kernels)
  }

  /// The mean over samples of blocks.
  init(meanOf blocks: [KernelDiscrepancies]) {
    precondition(!blocks.isEmpty)
    values = blocks[0].values.indices.map { k in
      blocks.reduce(0) { $0 + $1.values[k] } / Double(blocks.count)
    }
    means = blocks[0].means.indices.map { k in
      blocks.reduce(0) { $0 + $1.means[k] } / Double(blocks.count)
    }
  }

  /// Fused over all bandwidths but the narrowest: the square of a kernel is the kernel of half its
  /// bandwidth, so the mean squares are at hand for them.
  ///
  /// - Parameter pairs: n(n - 1) of the smaller sample, summed over blocks.
  func fused(pairs: Int) -> Double {
    let fusion = FusedDiscrepancy(meanSquares: Array(means.dropLast()), pairs: Double(pairs))
    return fusion(Array(values.dropFirst()))
  }
}
