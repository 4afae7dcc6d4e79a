import Probing

/// Chance-adjusted probabilistic agreement with the probabilities of the options, where endpoints
/// return log probabilities of the first token.
///
/// Observed agreement is the mean of sum over options of p q; accuracy the mean probability of the
/// right option; the rest as in `ChanceAdjustedAgreement`.
struct ProbabilisticAgreement: Metric {
  let descriptor = MetricDescriptor(
    id: "errors.capa-probabilities",
    title: "Chance-adjusted agreement of option probabilities", family: .errors, lowerBound: -1,
    upperBound: 1, isSymmetric: true,
    assumption: "The first token is the option; wrong mass is spread evenly over the options.",
    citation: "Goel et al. 2025 (CAPA), probabilistic form", oracle: "lm-sim")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    let rights = Self.rightOptions(table)
    guard !rights.isEmpty else { throw NotMeasurable(.notApplicable) }
    let rows = try FirstTokenTable(table).rows.compactMap { row in
      rights[row.probe].map { Row(row, right: $0.right, options: $0.options) }
    }.filter { $0.options.contains { $0 != nil } }
    guard !rows.isEmpty else { throw NotMeasurable(.noLogprobs) }
    let byProbe = Dictionary(uniqueKeysWithValues: rows.map { ($0.probe, $0) })
    func part(
      _ value: @escaping @Sendable (Row, Int, Int) -> Double
    ) async -> ProbeSimilarity {
      await ProbeSimilarity(over: rows.map(\.probe), of: table) { probe in
        let row = byProbe[probe]!
        return ProbeSimilarity.Row(answered: row.options.map { $0 != nil }) { i, j in
          Float(value(row, i, j))
        }
      }
    }
    return CombinedMeans(
      parts: [
        await part { $0.agreement($1, $2) }, await part { row, i, _ in row.rightShare(i) },
        await part { row, _, j in row.rightShare(j) }, await part { row, _, _ in row.chance },
      ], combine: Self.kappa)
  }

  /// - Parameter means: observed agreement, both accuracies, and 1 / (options - 1).
  static func kappa(_ means: [Double]) -> Double? {
    let expected = means[1] * means[2] + (1 - means[1]) * (1 - means[2]) * means[3]
    guard expected < 1 - 1e-6 else { return nil }
    return (means[0] - expected) / (1 - expected)
  }

  /// The right option of every choice probe that has one, by probe.
  private static func rightOptions(
    _ table: AnswerTable
  ) -> [Int: (right: Int, options: Int)] {
    var result: [Int: (right: Int, options: Int)] = [:]
    for item in ErrorItems(table).items {
      let answers = table.codes.items[item.position].answers
      guard let options = item.options, options > 1,
        let right = OptionLabel.index(of: answers[Int(item.right)]), right < options
      else { continue }
      result[item.probe] = (right, options)
    }
    return result
  }

  private struct Row: Sendable {
    let probe: Int
    /// Probabilities of the options, by subject.
    let options: [[Double]?]
    let chance: Double
    private let right: Int

    init(_ row: FirstTokenTable.Row, right: Int, options count: Int) {
      probe = row.probe
      options = row.shares.map { $0?.options(count) }
      chance = 1 / Double(count - 1)
      self.right = right
    }

    func agreement(_ i: Int, _ j: Int) -> Double {
      zip(options[i]!, options[j]!).reduce(0) { $0 + $1.0 * $1.1 }
    }

    func rightShare(_ subject: Int) -> Double { options[subject]![right] }
  }
}
