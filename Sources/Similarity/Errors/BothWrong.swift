/// Share of identical answers among the items that both subjects got wrong.
struct BothWrong: Metric {
  let descriptor = MetricDescriptor(
    id: "errors.both-wrong", title: "Same wrong answer when both are wrong", family: .errors,
    lowerBound: 0, upperBound: 1, isSymmetric: true,
    assumption: "Popular distractors attract unrelated models equally.",
    citation: "Kim, Garg, Peng and Garg 2025", oracle: "obvious loop")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    let items = ErrorItems(table)
    guard !table.codes.items.isEmpty else { throw NotMeasurable(.notApplicable) }
    return AgreementEvidence(subjectCount: table.subjectCount, items: items) { counts in
      counts.bothWrong > 0 ? counts.sameWrong / counts.bothWrong : nil
    }
  }
}
