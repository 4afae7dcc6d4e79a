import Probing

/// Likeness of the distributions of the first token, where endpoints return log probabilities:
/// 1 minus their Jensen-Shannon divergence, averaged over probes.
struct FirstTokens: Metric {
  let descriptor = MetricDescriptor(
    id: "logprobs.first-token", title: "First-token probabilities", family: .logprobs,
    lowerBound: 0, upperBound: 1, isSymmetric: true,
    assumption: "Tokens with one spelling are one; all unreported tokens are taken as one.",
    citation: "Lin 1991", oracle: "SciPy")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    let shares = Dictionary(
      uniqueKeysWithValues: try FirstTokenTable(table).rows.map { ($0.probe, $0.shares) })
    return await ProbeSimilarity(over: shares.keys.sorted(), of: table) { probe in
      let shares = shares[probe]!
      return ProbeSimilarity.Row(answered: shares.map { $0 != nil }) { i, j in
        Float(shares[i]!.similarity(to: shares[j]!))
      }
    }
  }
}

/// First-token probabilities on the probes for which any were returned.
struct FirstTokenTable: Sendable {
  struct Row: Sendable {
    let probe: Int
    /// By subject.
    let shares: [FirstTokenShares?]
  }

  let rows: [Row]

  init(_ table: AnswerTable) throws(NotMeasurable) {
    rows = table.probes.indices.map { probe in
      Row(probe: probe, shares: table.transcript.responses.map { FirstTokenShares($0[probe]) })
    }.filter { $0.shares.contains { $0 != nil } }
    guard !rows.isEmpty else { throw NotMeasurable(.noLogprobs) }
  }
}
