extension AnswerSimilarity {
  /// 1 minus the total variation distance: the probability that both distributions share.
  static let totalVariation = AnswerSimilarity(
    "total-variation", title: "Overlap of answer distributions",
    citation: "Levin, Peres and Wilmer 2009", term: { min($0, $1) })
}
