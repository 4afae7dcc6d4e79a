/// A function of several weighted means over the same probes.
struct CombinedMeans: PairEvidence {
  /// Symmetric in storage; a pair (i, j) with i > j takes its values at `pairIndex`.
  let parts: [ProbeSimilarity]
  /// Of the means, in the order of the parts; `nil` where the pair has no value.
  let combine: @Sendable ([Double]) -> Double?

  func similarities(under weights: [[Float]]) -> [SimilarityMatrix] {
    let means = parts.map { $0.similarities(under: weights) }
    return weights.indices.map { replicate in combined(means.map { $0[replicate] }) }
  }

  func similarities(onEachOf probes: Range<Int>, of count: Int) -> [SimilarityMatrix] {
    let means = parts.map { $0.similarities(onEachOf: probes, of: count) }
    return (0..<probes.count).map { place in combined(means.map { $0[place] }) }
  }

  private func combined(_ means: [SimilarityMatrix]) -> SimilarityMatrix {
    SimilarityMatrix(symmetric: means[0].count) { i, j in
      let values = means.compactMap { $0[i, j] }
      return values.count == means.count ? combine(values) : nil
    }
  }
}

extension ProbeSimilarity.Row {
  /// - Parameter value: of a pair (i, j), i > j, of subjects that both answered.
  init(answered: [Bool], _ value: (_ i: Int, _ j: Int) -> Float) {
    self.answered = answered
    values = answered.indices.flatMap { i in
      (0..<i).map { j in answered[i] && answered[j] ? value(i, j) : 0 }
    }
  }
}
