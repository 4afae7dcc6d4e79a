#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension AnswerSimilarity {
  /// 1 minus the Jensen-Shannon divergence in bits.
  static let jensenShannon = AnswerSimilarity(
    "jensen-shannon", title: "Jensen-Shannon similarity of answers", citation: "Lin 1991",
    term: jensenShannonTerm)
}

/// The share that an outcome of probabilities p, q > 0 has in 1 minus the Jensen-Shannon divergence
/// in bits; outcomes with p or q = 0 have none.
func jensenShannonTerm(_ p: Double, _ q: Double) -> Double {
  (p * log2((p + q) / p) + q * log2((p + q) / q)) / 2
}
