import Statistics

/// Minus the distance between two subjects' mean responses, as the root mean square over probes:
/// their Frobenius distance divided by the root of the number of probes.
struct DataKernelPerspective: Metric {
  let descriptor = MetricDescriptor(
    id: "embedding.dkps", title: "Distance of mean responses", family: .embedding,
    lowerBound: -2, upperBound: 0, isSymmetric: true,
    assumption: "Related models answer the same probe in nearby places.",
    citation: "Helm, Duderstadt, Park and Priebe 2024", oracle: "NumPy")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    let embeddings = try table.vectors()
    return RootMeanSquare(
      squares: await ProbeSimilarity(over: embeddings.probes, of: table) {
        Self.row(embeddings.means(on: $0))
      })
  }

  /// Squared distances on one probe.
  private static func row(_ vectors: [[Float]?]) -> ProbeSimilarity.Row {
    let dimensions = vectors.lazy.compactMap { $0 }.first?.count ?? 0
    let zero = [Float](repeating: 0, count: dimensions)
    let gram = Matrix(vectors.map { $0 ?? zero }).rowGram()
    let answered = vectors.map { $0 != nil }
    var squares: [Float] = []
    squares.reserveCapacity(ProbeSimilarity.pairCount(vectors.count))
    for a in vectors.indices {
      for b in 0..<a {
        let squared = gram[a, a] + gram[b, b] - 2 * gram[a, b]
        let isRounding = squared < 1e-6 * (gram[a, a] + gram[b, b])
        squares.append(answered[a] && answered[b] && !isRounding ? squared : 0)
      }
    }
    return ProbeSimilarity.Row(values: squares, answered: answered)
  }
}

/// Minus the root of a weighted mean of squares.
private struct RootMeanSquare: PairEvidence {
  let squares: ProbeSimilarity

  func similarities(under weights: [[Float]]) -> [SimilarityMatrix] {
    squares.similarities(under: weights).map(Self.distance)
  }

  func similarities(onEachOf probes: Range<Int>, of count: Int) -> [SimilarityMatrix] {
    squares.similarities(onEachOf: probes, of: count).map(Self.distance)
  }

  private static func distance(_ squares: SimilarityMatrix) -> SimilarityMatrix {
    squares.mapped { -max(0, $0).squareRoot() }
  }
}
