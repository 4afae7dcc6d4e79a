import Probing

/// Agreement with the source on its errors, weighted by how rare each wrong answer is.
///
/// On the items where the source is wrong, a suspect that copied a share pi of the source's answers
/// matches with likelihood ratio (pi + (1 - pi) p) / p and differs with 1 - pi, where p is the
/// probability that an unrelated model of its ability gives that answer. The value is the log of
/// the mean of the product over a fixed grid of pi, divided by the number of items.
struct RareAgreement: Metric {
  /// Shares of copied answers, equally weighted; at most eight.
  static let grid: [Double] = [0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7]
  /// Fewest items on which a source must be wrong.
  static let fewestItems = 5

  let descriptor = MetricDescriptor(
    id: "errors.rare-agreement", title: "Agreement on rare errors", family: .errors,
    lowerBound: nil, upperBound: nil, isSymmetric: false,
    assumption:
      "Unrelated models of equal ability give a wrong answer as often as the reference families do.",
    citation: "Dirichlet and Good-Turing (1953) rates; mixture over copied share",
    oracle: "exact enumeration")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    let items = ErrorItems(table)
    guard !table.codes.items.isEmpty else { throw NotMeasurable(.notApplicable) }
    guard !items.items.isEmpty else { throw NotMeasurable(.tooFewErrors) }
    return await RareAgreementEvidence(table, items, WrongAnswerRates(table, items))
  }
}

/// Every pair's comparison on the source's errors.
struct RareAgreementEvidence: PairEvidence {
  let items: ErrorItems
  /// Shape: sources x suspects; empty where both are the same, and for who is no source.
  private let comparisons: [[ErrorComparison]]

  init(_ table: AnswerTable, _ items: ErrorItems, _ rates: WrongAnswerRates) async {
    self.items = items
    comparisons = await concurrentMap(chunks: 64, over: table.subjectCount) { range in
      range.map { source in
        table.isSource[source] ? Self.comparisons(with: source, table, items, rates) : []
      }
    }.flatMap { $0 }
  }

  func comparison(_ suspect: Int, _ source: Int) -> ErrorComparison {
    comparisons[source][suspect]
  }

  func similarities(under weights: [[Float]]) -> [SimilarityMatrix] {
    matrices(weights.count) { comparison in weights.map { comparison.score(under: $0) } }
  }

  func similarities(onEachOf probes: Range<Int>, of count: Int) -> [SimilarityMatrix] {
    matrices(probes.count) { $0.scores(onEachOf: probes) }
  }

  /// - Parameter scores: of a pair, one for each matrix.
  private func matrices(
    _ count: Int, _ scores: (ErrorComparison) -> [Double?]
  ) -> [SimilarityMatrix] {
    var matrices = [SimilarityMatrix](
      repeating: SimilarityMatrix(count: comparisons.count), count: count)
    for source in comparisons.indices where !comparisons[source].isEmpty {
      for suspect in comparisons.indices where suspect != source {
        for (index, score) in scores(comparisons[source][suspect]).enumerated() {
          matrices[index][suspect, source] = score
        }
      }
    }
    return matrices
  }

  /// Rates leave out the families of suspect and source, so they are shared by a suspect's family, and
  /// by all whose family supports no rate.
  private static func comparisons(
    with source: Int, _ table: AnswerTable, _ items: ErrorItems, _ rates: WrongAnswerRates
  ) -> [ErrorComparison] {
    let wrong = items.items.indices.filter { items.wrong(source, items.items[$0]) != nil }
    let supporting = Set(
      table.family.indices.filter { table.isUnrelated[$0] }.map { table.family[$0] })
    var cache: [Set<Int>: ErrorRates] = [:]
    return (0..<table.subjectCount).map { suspect in
      guard suspect != source else { return ErrorComparison() }
      let excluded = supporting.intersection([table.family[suspect], table.family[source]])
      let known =
        cache[excluded] ?? ErrorRates(rates, items, source, wrong: wrong, excluding: excluded)
      cache[excluded] = known
      return ErrorComparison(suspect, source, on: wrong, items, known, rates)
    }
  }
}

/// Rates on the items where a source is wrong, with some families left out.
struct ErrorRates {
  /// In the order of the items.
  let errorRates: [Double]
  /// Of the source's answers, in the order of the items.
  let answerRates: [Double]
  let meanRate: Double

  init(
    _ rates: WrongAnswerRates, _ items: ErrorItems, _ source: Int, wrong: [Int],
    excluding families: Set<Int>
  ) {
    let excluded = rates.exclusion(of: families)
    errorRates = wrong.map { rates.errorRate($0, without: excluded) }
    answerRates = wrong.map {
      rates.rate(of: items.codes[source][items.items[$0].position], $0, without: excluded)
    }
    meanRate = rates.meanErrorRate(without: excluded)
  }
}
