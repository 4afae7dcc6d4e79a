import Statistics

/// The share of each probe's nearest neighbours among the probes that two subjects' embeddings have
/// in common.
struct MutualNeighbours: Metric {
  static let neighbours = 10

  let descriptor = MetricDescriptor(
    id: "embedding.mutual-knn", title: "Common nearest neighbours", family: .embedding,
    lowerBound: 0, upperBound: 1, isSymmetric: true,
    assumption: "Related models place the same probes near each other.",
    citation: "Huh, Cheung, Wang and Isola 2024", oracle: "obvious loop; scikit-learn")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    try await PairedClouds(table).similarities(
      fewest: 2 * Self.neighbours + 1, summary: Self.memberships
    ) { a, b, probes in
      NeighbourOverlap.value(a, b, points: probes, neighbours: Self.neighbours)
    }
  }

  /// By cosine: the mean of several samples is not of unit length.
  @Sendable
  private static func memberships(of points: Matrix<Float>) -> [Float] {
    let directions = Matrix((0..<points.rows).map { Embeddings.unit(Array(points[row: $0])) })
    return NeighbourOverlap.memberships(of: directions, neighbours: neighbours)
  }
}
