/// Chance-adjusted probabilistic agreement on choice items: observed agreement against what two
/// independent subjects of the same accuracies would reach, wrong answers being uniform.
///
/// kappa = (observed - expected) / (1 - expected), expected = p q + (1 - p)(1 - q) mean(1 / (K - 1)).
struct ChanceAdjustedAgreement: Metric {
  let descriptor = MetricDescriptor(
    id: "errors.capa", title: "Chance-adjusted probabilistic agreement", family: .errors,
    lowerBound: -1, upperBound: 1, isSymmetric: true,
    assumption: "Independent subjects spread their wrong answers evenly over the options.",
    citation: "Goel et al. 2025 (CAPA), discrete form", oracle: "lm-sim")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    let all = ErrorItems(table)
    let items = all.keeping { ($0.options ?? 0) > 1 }
    guard !items.items.isEmpty else { throw NotMeasurable(.notApplicable) }
    return AgreementEvidence(subjectCount: table.subjectCount, items: items, statistic: Self.kappa)
  }

  static func kappa(_ counts: AgreementCounts) -> Double? {
    guard counts.both > 0 else { return nil }
    let p = counts.firstRight / counts.both
    let q = counts.secondRight / counts.both
    let expected = p * q + (1 - p) * (1 - q) * counts.chance / counts.both
    guard expected < 1 else { return nil }
    return (counts.agree / counts.both - expected) / (1 - expected)
  }
}
