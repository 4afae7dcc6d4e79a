/// One item that both subjects answered: how probable a common answer was, and whether they gave
/// one.
package struct ItemMatch: Sendable {
  package enum Outcome: Sendable { case different, right, wrong }

  package let probe: Int
  /// Probability that both give the right answer.
  package let right: Double
  /// Probability that both give one wrong answer.
  package let wrong: Double
  package let outcome: Outcome

  package var probability: Double { right + wrong }
  package var isMatch: Bool { outcome != .different }
}

/// How probable it is that unrelated subjects of given abilities answer an item alike: the response
/// model behind the answer-copying statistics of psychometrics.
///
/// A subject is wrong with the item's error rate moved by its ability, and then gives each wrong
/// answer as often as the reference families do (`WrongAnswerRates`, without the families of both).
package struct MatchRates: Sendable {
  let items: ErrorItems
  private let table: AnswerTable
  private let rates: WrongAnswerRates

  package init(_ table: AnswerTable) throws(NotMeasurable) {
    guard !table.codes.items.isEmpty else { throw NotMeasurable(.notApplicable) }
    let items = ErrorItems(table)
    guard !items.items.isEmpty else { throw NotMeasurable(.tooFewErrors) }
    self.items = items
    self.table = table
    rates = WrongAnswerRates(table, items)
  }

  /// The source's answers taken as they are: how probable it is that the suspect gives them.
  package func givenSource(_ suspect: Int, _ source: Int) -> [ItemMatch] {
    let pair = Pair(suspect, source, table, rates)
    return items.items.enumerated().compactMap { index, item in
      guard let theirs = items.code(source, item), let ours = items.code(suspect, item) else {
        return nil
      }
      let wrong = pair.errorProbabilities(index).first
      if theirs == item.right {
        return ItemMatch(
          probe: item.probe, right: 1 - wrong, wrong: 0,
          outcome: ours == theirs ? .right : .different)
      }
      let answer = rates.rate(of: theirs, index, without: pair.excluded)
      return ItemMatch(
        probe: item.probe, right: 0, wrong: wrong * answer,
        outcome: ours == theirs ? .wrong : .different)
    }
  }

  /// Both answers taken as random.
  package func jointly(_ a: Int, _ b: Int) -> [ItemMatch] {
    jointly(a, b, on: items.items.indices)
  }

  /// The same on some items.
  /// - Parameter chosen: positions in `items`.
  func jointly(_ a: Int, _ b: Int, on chosen: some Sequence<Int>) -> [ItemMatch] {
    let pair = Pair(a, b, table, rates)
    return chosen.compactMap { index in
      let item = items.items[index]
      guard let first = items.code(a, item), let second = items.code(b, item) else { return nil }
      let wrong = pair.errorProbabilities(index)
      let meeting = rates.meetingRate(index, without: pair.excluded)
      return ItemMatch(
        probe: item.probe, right: (1 - wrong.first) * (1 - wrong.second),
        wrong: wrong.first * wrong.second * meeting,
        outcome: first != second ? .different : first == item.right ? .right : .wrong)
    }
  }

  /// What the rates are for two subjects, whose families are left out.
  private struct Pair {
    let excluded: WrongAnswerRates.Exclusion
    private let rates: WrongAnswerRates
    private let firstFactor: Double
    private let secondFactor: Double

    init(_ first: Int, _ second: Int, _ table: AnswerTable, _ rates: WrongAnswerRates) {
      excluded = rates.exclusion(of: [table.family[first], table.family[second]])
      let mean = rates.meanErrorRate(without: excluded)
      firstFactor = rates.oddsFactor(of: first, meanRate: mean)
      secondFactor = rates.oddsFactor(of: second, meanRate: mean)
      self.rates = rates
    }

    func errorProbabilities(_ index: Int) -> (first: Double, second: Double) {
      let rate = rates.errorRate(index, without: excluded)
      return (
        WrongAnswerRates.errorProbability(itemRate: rate, factor: firstFactor),
        WrongAnswerRates.errorProbability(itemRate: rate, factor: secondFactor)
      )
    }
  }
}

/// A statistic of a pair's item matches, evaluated for every pair.
struct MatchEvidence: PairEvidence {
  let subjectCount: Int
  let isSymmetric: Bool
  let matches: @Sendable (_ suspect: Int, _ source: Int) -> [ItemMatch]
  /// Of the items and the weights of the probes.
  let statistic: @Sendable ([ItemMatch], [Float]) -> Double?

  func similarities(under weights: [[Float]]) -> [SimilarityMatrix] {
    var matrices = weights.map { _ in SimilarityMatrix(count: subjectCount) }
    for a in 0..<subjectCount {
      for b in 0..<(isSymmetric ? a : subjectCount) where b != a {
        let items = matches(a, b)
        for (index, weight) in weights.enumerated() {
          let value = statistic(items, weight)
          matrices[index][a, b] = value
          if isSymmetric { matrices[index][b, a] = value }
        }
      }
    }
    return matrices
  }
}

extension [ItemMatch] {
  /// Every item as often as its probe counts; weights are numbers of repetitions, rounded.
  func repeated(_ weights: [Float]) -> [ItemMatch] {
    flatMap { repeatElement($0, count: Int(weights[$0.probe].rounded())) }
  }
}
