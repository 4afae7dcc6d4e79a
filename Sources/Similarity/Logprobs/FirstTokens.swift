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
    let rows = try FirstTokenTable(table).rows
    let values = rows.map { row in
      ProbeSimilarity.row(table.subjectCount) { i, j in
        guard let a = row.shares[i], let b = row.shares[j] else { return 0 }
        return Float(a.similarity(to: b))
      }
    }
    return ProbeSimilarity(
      subjectCount: table.subjectCount, probes: rows.map(\.probe), values: values,
      answered: rows.map { $0.shares.map { $0 != nil } })
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
