/// Agreement with the source on its errors, weighted by how rare each wrong answer is.
///
/// On the items where the source is wrong, a suspect that copied a share pi of the source's answers
/// matches with likelihood ratio (pi + (1 - pi) p) / p and differs with 1 - pi, where p is the
/// probability that an unrelated model of its ability gives that answer. The value is the log of
/// the mean of the product over a fixed grid of pi, divided by the number of items.
struct RareAgreement: Metric {
  /// Shares of copied answers, equally weighted.
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
    return RareAgreementEvidence(
      table: table, items: items, rates: WrongAnswerRates(table, items))
  }
}

struct RareAgreementEvidence: PairEvidence {
  let table: AnswerTable
  let items: ErrorItems
  let rates: WrongAnswerRates

  func similarities(under weights: [[Float]]) -> [SimilarityMatrix] {
    var matrices = [SimilarityMatrix](
      repeating: SimilarityMatrix(count: table.subjectCount), count: weights.count)
    for source in 0..<table.subjectCount {
      var cache: [Int: ItemRates] = [:]
      for suspect in 0..<table.subjectCount where suspect != source {
        let onItems = cache[table.family[suspect]] ?? itemRates(suspect, source)
        cache[table.family[suspect]] = onItems
        let comparison = compare(suspect, source, onItems)
        for (replicate, weight) in weights.enumerated() {
          matrices[replicate][suspect, source] = comparison.score(under: weight)
        }
      }
    }
    return matrices
  }

  private func itemRates(_ suspect: Int, _ source: Int) -> ItemRates {
    ItemRates(rates, items, [table.family[suspect], table.family[source]])
  }

  /// The comparison of one pair, item by item.
  func compare(_ suspect: Int, _ source: Int) -> Comparison {
    compare(suspect, source, itemRates(suspect, source))
  }

  private func compare(_ suspect: Int, _ source: Int, _ onItems: ItemRates) -> Comparison {
    var comparison = Comparison()
    for (index, item) in items.items.enumerated() {
      guard let error = items.wrong(source, item), let given = items.code(suspect, item) else {
        continue
      }
      guard given == error else {
        comparison.differing.append(item.probe)
        continue
      }
      let onItem = onItems.items[index]
      let wrong = rates.errorProbability(
        of: suspect, itemRate: onItem.errorRate, meanRate: onItems.meanRate)
      comparison.matching.append(
        Comparison.Match(item: index, probe: item.probe, rate: wrong * onItem.rate(of: error)))
    }
    return comparison
  }

  /// Rates on all items with one set of families left out.
  private struct ItemRates {
    let items: [WrongAnswerRates.OnItem]
    let meanRate: Double

    init(_ rates: WrongAnswerRates, _ items: ErrorItems, _ excluded: Set<Int>) {
      self.items = items.items.indices.map { rates.onItem($0, excluding: excluded) }
      meanRate = self.items.reduce(0) { $0 + $1.errorRate } / Double(max(1, items.items.count))
    }
  }

  /// What one pair did on the source's errors.
  struct Comparison {
    struct Match {
      let item: Int
      let probe: Int
      /// Probability that an unrelated model gives this answer.
      let rate: Double
      /// Log likelihood ratio at each share of the grid.
      let logs: [Double]

      init(item: Int, probe: Int, rate: Double) {
        self.item = item
        self.probe = probe
        self.rate = rate
        logs = RareAgreement.grid.map { naturalLog(($0 + (1 - $0) * rate) / rate) }
      }
    }

    var matching: [Match] = []
    /// Probes of the items answered differently.
    var differing: [Int] = []

    /// The value under probe weights; `nil` with too few items.
    func score(under weights: [Float]) -> Double? {
      guard matching.count + differing.count >= RareAgreement.fewestItems else { return nil }
      let differ = differing.reduce(0.0) { $0 + Double(weights[$1]) }
      var sums = RareAgreement.grid.map { differ * naturalLog(1 - $0) }
      var total = differ
      for match in matching {
        let weight = Double(weights[match.probe])
        total += weight
        for index in sums.indices { sums[index] += weight * match.logs[index] }
      }
      guard total > 0 else { return nil }
      return Self.logMean(sums) / total
    }

    private static func logMean(_ logs: [Double]) -> Double {
      let largest = logs.max()!
      let sum = logs.reduce(0) { $0 + exponential($1 - largest) }
      return largest + naturalLog(sum / Double(logs.count))
    }
  }
}
