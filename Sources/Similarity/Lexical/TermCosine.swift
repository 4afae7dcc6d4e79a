import Probing

/// Cosine of tf-idf weighted terms within each probe, averaged over probes.
struct TermCosine: Metric {
  let descriptor: MetricDescriptor
  private let rule: TermRule

  init(_ name: String, title: String, counting rule: TermRule) {
    self.rule = rule
    descriptor = MetricDescriptor(
      id: "lexical." + name, title: title, family: .lexical, lowerBound: 0, upperBound: 1,
      isSymmetric: true,
      assumption: "Responses to one probe differ in wording more between makers than within.",
      citation: "Salton and Buckley 1988 (tf-idf cosine)",
      oracle: "scikit-learn TfidfVectorizer; obvious loop")
  }

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    let probes = table.probes.indices.filter { table.probes[$0].kind == .freeText }
    guard !probes.isEmpty else { throw NotMeasurable(.notApplicable) }
    let rule = rule
    return await ProbeSimilarity(over: probes, of: table) { Self.row(probe: $0, of: table, rule) }
  }

  private static func row(
    probe: Int, of table: AnswerTable, _ rule: TermRule
  ) -> ProbeSimilarity.Row {
    var documents = CountedTerms(rule)
    var answered = [Bool](repeating: false, count: table.subjectCount)
    for subject in 0..<table.subjectCount {
      for response in table.transcript.responses[subject][probe] {
        if documents.append(response.text, subject: subject) { answered[subject] = true }
      }
    }
    let values = TermGram.pairs(
      of: documents, subjectCount: table.subjectCount, isReference: table.isReference)
    return ProbeSimilarity.Row(values: values, answered: answered)
  }
}
