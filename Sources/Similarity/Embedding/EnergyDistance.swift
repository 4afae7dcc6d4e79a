import Statistics

/// Minus the energy distance between two subjects' pooled embeddings,
/// 2 E|x - y| - E|x - x'| - E|y - y'| over all pairs of points, a point with itself included.
struct EnergyDistance: Metric {
  let descriptor = MetricDescriptor(
    id: "embedding.energy", title: "Energy distance of embeddings", family: .embedding,
    lowerBound: -4, upperBound: 0, isSymmetric: true,
    assumption: "Pooled over probes, related models answer from closer distributions.",
    citation: "Székely and Rizzo 2013", oracle: "hyppo; SciPy")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    let clouds = try await table.pooledClouds()
    let within = zip(clouds.within, clouds.counts).map { $0.distances / Double($1 * $1) }
    return clouds.matrix { a, b, pair in min(0, within[a] + within[b] - 2 * pair.distance) }
  }
}
