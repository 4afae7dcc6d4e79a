import Statistics

/// The generalized binomial test: -log10 of the probability that two unrelated subjects give at
/// least as many common answers, from the exact distribution of a sum of unequal chances.
struct GeneralizedBinomialTest: Metric {
  let descriptor = MetricDescriptor(
    id: "errors.gbt", title: "Generalized binomial test", family: .errors, lowerBound: 0,
    upperBound: nil, isSymmetric: true,
    assumption: "Answers to different items are independent, given ability and reference rates.",
    citation: "van der Linden and Sotaridona 2006", oracle: "exact enumeration; SciPy")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    let rates = try MatchRates(table)
    return MatchEvidence(
      subjectCount: table.subjectCount, isSymmetric: true,
      matches: { rates.jointly($0, $1) }, statistic: Self.surprise)
  }

  static func surprise(_ items: [ItemMatch], _ weights: [Float]) -> Double? {
    let items = items.repeated(weights)
    guard !items.isEmpty else { return nil }
    let distribution = PoissonBinomial(items.map { min(1, $0.probability) })
    return decimalSurprise(distribution.logUpperTail(atLeast: items.count { $0.isMatch }))
  }
}

/// -log10 p of a natural log p.
func decimalSurprise(_ logProbability: Double) -> Double {
  0 - logProbability / 2.302_585_092_994_046
}
