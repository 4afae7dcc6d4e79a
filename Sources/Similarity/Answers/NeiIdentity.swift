extension AnswerSimilarity {
  /// Nei's genetic identity: the chance that samples of two subjects agree, over the geometric mean
  /// of the chances that two different samples of each do (unbiased, Nei 1978).
  static let nei = AnswerSimilarity(
    descriptor: descriptor(
      "nei", title: "Nei's genetic identity of answers",
      citation: "Nei 1972, 1978; Yax, Oudeyer and Palminteri 2024 (PhyloLM)"),
    between: { AnswerShares($0).sum(with: AnswerShares($1)) { $0 * $1 } },
    within: { samples in
      let shares = AnswerShares(samples)
      let n = Double(samples.count)
      return (n * shares.sum(with: shares) { $0 * $1 } - 1) / (n - 1)
    })
}
