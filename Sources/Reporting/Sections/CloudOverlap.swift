import Similarity

/// How the suspect's and the source's responses lie as two clouds of points.
struct CloudOverlap {
  var headline: Headline
  var path: FindingPath

  private var place: FindingPath { path / "overlap" }

  var blocks: [Block] {
    guard let overlap = headline.overlap else { return [] }
    let parts = shares(overlap) + [overlap.permutation.map(permutation)].compactMap { $0 }
    guard !parts.isEmpty else { return [] }
    return [.paragraph("\(parts.sentences()) This describes; it says nothing about descent.")]
  }

  private func shares(_ overlap: ResponseOverlap) -> [Prose] {
    guard let precision = overlap.precision, let recall = overlap.recall,
      let density = overlap.density, let coverage = overlap.coverage
    else { return [] }
    return [
      """
      Of the embedded responses of the suspect \(.percent(precision, at: place / "precision")) lie \
      near one of the source (precision), and \(.percent(coverage, at: place / "coverage")) of the \
      source's have one of the suspect nearby (coverage; recall \
      \(.percent(recall, at: place / "recall")), density \
      \(.decimal(density, at: place / "density"))).
      """
    ]
  }

  private func permutation(_ permutation: ResponseOverlap.Permutation) -> Prose {
    let path = place / "permutation"
    let among: Prose =
      permutation.isWithinProbes ? "among the samples of each probe" : "over all responses"
    return """
      With the labels of suspect and source drawn at random \(among), the two came out as unlike in \
      \(.count(permutation.exceeding, at: path / "exceeding")) of \
      \(.count(permutation.permutations, at: path / "permutations")) draws (permutation p \
      \(.p(permutation.value, at: path / "value"))): whether they answer as one and the same \
      endpoint, which hardly any two models do.
      """
  }
}
