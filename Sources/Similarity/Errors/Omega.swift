/// Wollack's omega: how many standard deviations the suspect's agreement with the source's answers
/// lies above what a model of its ability would reach.
struct Omega: Metric {
  let descriptor = MetricDescriptor(
    id: "errors.omega", title: "Wollack's omega", family: .errors, lowerBound: nil,
    upperBound: nil, isSymmetric: false,
    assumption: "Answers to different items are independent, given ability and reference rates.",
    citation: "Wollack 1997", oracle: "exact enumeration; formula in NumPy")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    let rates = try MatchRates(table)
    return MatchEvidence(
      subjectCount: table.subjectCount, isSymmetric: false, matches: rates.givenSource,
      statistic: Self.omega)
  }

  static func omega(_ items: [ItemMatch], _ weights: [Float]) -> Double? {
    var difference = 0.0
    var variance = 0.0
    for item in items {
      let weight = Double(weights[item.probe])
      difference += weight * ((item.isMatch ? 1 : 0) - item.probability)
      variance += weight * item.probability * (1 - item.probability)
    }
    return variance > 0 ? difference / variance.squareRoot() : nil
  }
}
