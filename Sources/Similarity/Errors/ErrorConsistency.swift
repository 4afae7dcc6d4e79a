/// Error consistency: how much more often two subjects are right or wrong on the same items than
/// independent ones of their accuracies, whatever the wrong answers are.
///
/// kappa = (observed - expected) / (1 - expected), expected = p q + (1 - p)(1 - q).
struct ErrorConsistency: Metric {
  let descriptor = MetricDescriptor(
    id: "errors.consistency", title: "Error consistency", family: .errors, lowerBound: -1,
    upperBound: 1, isSymmetric: true,
    assumption: "Items are equally hard for independent subjects.",
    citation: "Geirhos, Meding and Wichmann 2020", oracle: "lm-sim")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    guard !table.codes.items.isEmpty else { throw NotMeasurable(.notApplicable) }
    let items = ErrorItems(table)
    guard !items.items.isEmpty else { throw NotMeasurable(.tooFewErrors) }
    return AgreementEvidence(subjectCount: table.subjectCount, items: items, statistic: Self.kappa)
  }

  static func kappa(_ counts: AgreementCounts) -> Double? {
    guard counts.both > 0 else { return nil }
    let p = counts.firstRight / counts.both
    let q = counts.secondRight / counts.both
    let expected = p * q + (1 - p) * (1 - q)
    guard expected < 1 else { return nil }
    let bothRight = counts.agree - counts.sameWrong
    return ((bothRight + counts.bothWrong) / counts.both - expected) / (1 - expected)
  }
}
