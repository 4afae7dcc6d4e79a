import Statistics

/// Debiased linear centred kernel alignment of two subjects' embeddings over probes: whether the
/// probes that one answers alike are those that the other answers alike.
struct CenteredKernelAlignment: Metric {
  let descriptor = MetricDescriptor(
    id: "embedding.cka", title: "Centred kernel alignment, debiased", family: .embedding,
    lowerBound: -1, upperBound: 1, isSymmetric: true,
    assumption: "Related models place the same probes near each other.",
    citation: "Kornblith, Norouzi, Lee and Hinton 2019; Song et al. 2012", oracle: "NumPy")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    try await PairedClouds(table).similarities(
      fewest: DebiasedAlignment.fewestPoints, summary: DebiasedAlignment.signature(of:)
    ) { a, b, _ in DebiasedAlignment.value(a, b) }
  }
}
