import Probing
import Statistics

/// Minus the unbiased squared maximum mean discrepancy between two subjects' pooled embeddings,
/// with a mean of Gaussian kernels over bandwidths around the median distance.
///
/// One sample per probe is compared across probes, on at most `probeLimit` probes taken evenly.
struct MaximumMeanDiscrepancy: Metric {
  static let probeLimit = 128
  /// Factors of the median squared distance.
  static let bandwidths: [Float] = [0.25, 1, 4]

  let descriptor = MetricDescriptor(
    id: "embedding.mmd", title: "Maximum mean discrepancy of embeddings", family: .embedding,
    lowerBound: nil, upperBound: nil, isSymmetric: true,
    assumption: "Pooled over probes, related models answer from closer distributions.",
    citation: "Gretton et al. 2012", oracle: "obvious loop; hyppo")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    let embeddings = try table.vectors()
    let step = (embeddings.probes.count + Self.probeLimit - 1) / Self.probeLimit
    let chosen = Array(stride(from: 0, to: embeddings.probes.count, by: step))
    let samples = (0..<table.subjectCount).map { subject in
      chosen.compactMap { embeddings.vectors[$0][subject].first }
    }
    let median = Self.medianSquaredDistance(
      zip(samples, table.isReference).filter(\.1).flatMap { $0.0.prefix(16) })
    guard median > 0 else { throw NotMeasurable(.degenerate) }
    let means = await Self.kernelMeans(samples, scale: median)
    return FixedSimilarity(matrix: Self.similarities(means, samples.map(\.count)))
  }

  /// Mean kernel value of every pair of subjects; within a subject the diagonal is left out.
  private static func kernelMeans(_ samples: [[[Float]]], scale: Float) async -> [[Double]] {
    let matrices = samples.map { $0.isEmpty ? nil : Matrix($0) }
    return await concurrentMap(chunks: 64, over: samples.count) { range in
      range.map { a in
        (0...a).map { b in
          guard let first = matrices[a], let second = matrices[b] else { return Double.nan }
          return kernelMean(first, second, sameSubject: a == b, scale: scale)
        }
      }
    }.flatMap { $0 }
  }

  /// Vectors have unit length, so |x - y|^2 = 2 - 2 x'y.
  static func kernelMean(
    _ first: Matrix<Float>, _ second: Matrix<Float>, sameSubject: Bool, scale: Float
  ) -> Double {
    let products = Matrix.product(first, transposed: false, times: second, transposed: true)
    var sum = 0.0
    products.withUnsafeElements { values in
      for value in values { sum += kernel(2 - 2 * value, scale) }
    }
    guard sameSubject else { return sum / Double(first.rows * second.rows) }
    sum -= Double(first.rows)
    return sum / Double(first.rows * (first.rows - 1))
  }

  private static func kernel(_ squared: Float, _ scale: Float) -> Double {
    var sum = 0.0
    for factor in bandwidths { sum += exponential(Double(-squared / (factor * scale))) }
    return sum / Double(bandwidths.count)
  }

  private static func similarities(_ means: [[Double]], _ counts: [Int]) -> SimilarityMatrix {
    var matrix = SimilarityMatrix(count: means.count)
    for a in means.indices {
      for b in 0..<a where counts[a] > 1 && counts[b] > 1 {
        let discrepancy = means[a][a] + means[b][b] - 2 * means[a][b]
        matrix[a, b] = -discrepancy
        matrix[b, a] = -discrepancy
      }
    }
    return matrix
  }

  private static func medianSquaredDistance(_ vectors: [[Float]]) -> Float {
    let step = max(1, vectors.count / 256)
    let chosen = stride(from: 0, to: vectors.count, by: step).map { vectors[$0] }
    guard chosen.count > 1 else { return 0 }
    let gram = Matrix(chosen).rowGram()
    var distances: [Float] = []
    for a in chosen.indices { for b in 0..<a { distances.append(2 - 2 * gram[a, b]) } }
    return distances.sorted()[distances.count / 2]
  }
}

/// A similarity that does not depend on the weights of probes.
struct FixedSimilarity: PairEvidence {
  let matrix: SimilarityMatrix

  func similarities(under weights: [[Float]]) -> [SimilarityMatrix] {
    [SimilarityMatrix](repeating: matrix, count: weights.count)
  }
}
