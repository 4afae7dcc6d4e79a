/// The share of the source's responses that have a response of the suspect in reach: nearer than the
/// source's own k-th nearest one.
///
/// One of the four numbers of `prdc`, and the one that is a similarity: precision saturates at
/// outliers, recall is precision with the roles exchanged, and density has no largest value at equal
/// clouds. All four are described for the pairs that a study was made for.
struct Coverage: Metric {
  let descriptor = MetricDescriptor(
    id: "embedding.prdc", title: "Coverage of the source's embeddings", family: .embedding,
    lowerBound: 0, upperBound: 1, isSymmetric: false,
    assumption: "A model trained on the source's answers answers everywhere the source does.",
    citation: "Naeem, Oh, Uh, Choi and Yoo 2020", oracle: "prdc")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    let clouds = try await table.pooledClouds()
    var matrix = SimilarityMatrix(count: clouds.counts.count)
    for a in clouds.counts.indices {
      for b in 0..<a {
        let pair = clouds.between[ProbeSimilarity.pairIndex(a, b)]
        // NaN, where a cloud has too few points for a reach, is no value.
        matrix[b, a] = pair.coverageOfFirst
        matrix[a, b] = pair.coverageOfSecond
      }
    }
    return FixedSimilarity(matrix: matrix, absence: .tooFewProbes)
  }
}
