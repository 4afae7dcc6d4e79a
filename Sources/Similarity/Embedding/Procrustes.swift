import Statistics

/// How far one subject's embeddings over probes can be turned onto the other's.
struct Procrustes: Metric {
  /// Fewer than elsewhere: every pair takes a singular value decomposition.
  static let probeLimit = 64
  private static let fewestProbes = 3

  let descriptor = MetricDescriptor(
    id: "embedding.procrustes", title: "Orthogonal Procrustes similarity", family: .embedding,
    lowerBound: 0, upperBound: 1, isSymmetric: true,
    assumption: "Related models place the same probes alike, up to a rotation.",
    citation: "Schönemann 1966; Gower 1975", oracle: "SciPy")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    try await PairedClouds(table, limit: Self.probeLimit).similarities(
      fewest: Self.fewestProbes, summary: Self.configuration
    ) { a, b, _ in try? ProcrustesSimilarity.value(a, b) }
  }

  @Sendable
  private static func configuration(of points: Matrix<Float>) -> Matrix<Float>? {
    try? ProcrustesSimilarity.configuration(of: points)
  }
}
