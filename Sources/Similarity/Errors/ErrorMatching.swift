/// What it says when a suspect gives a source's wrong answer, for every pair.
struct ErrorMatching: Sendable {
  let items: ErrorItems
  private let rates: WrongAnswerRates
  private let family: [Int]
  /// By family its row in `meanRates`; families that support no rates have the last.
  private let rows: [Int]
  /// Mean error rates without the families of two rows.
  private let meanRates: [[Double]]

  init(_ table: AnswerTable, _ items: ErrorItems) {
    self.items = items
    family = table.family
    let rates = WrongAnswerRates(table, items)
    self.rates = rates
    let supporting = rates.supporting.sorted()
    rows = table.families.indices.map { supporting.firstIndex(of: $0) ?? supporting.count }
    let excluded = supporting.map { Set([$0]) } + [[]]
    meanRates = excluded.enumerated().map { row, families in
      excluded[...row].map {
        rates.meanErrorRate(without: rates.exclusion(of: families.union($0)))
      }
    }
  }

  /// A suspect and a source, whose families are left out of the rates.
  struct Pair {
    fileprivate let excluded: WrongAnswerRates.Exclusion
    /// By which the suspect's odds of an error differ from those of the families.
    fileprivate let factor: Double
  }

  func pair(_ suspect: Int, _ source: Int) -> Pair {
    let (first, second) = (rows[family[suspect]], rows[family[source]])
    return Pair(
      excluded: rates.exclusion(of: [family[suspect], family[source]]),
      factor: rates.oddsFactor(
        of: suspect, meanRate: meanRates[max(first, second)][min(first, second)]))
  }

  /// The log likelihood ratio of a match at each share of the grid, and in the last lane 1.
  func logs(_ item: Int, _ code: Int32, _ pair: Pair) -> SIMD8<Float> {
    let error = WrongAnswerRates.errorProbability(
      itemRate: rates.errorRate(item, without: pair.excluded), factor: pair.factor)
    let rate = error * rates.rate(of: code, item, without: pair.excluded)
    var logs = SIMD8<Float>(repeating: 1)
    for (lane, share) in RareAgreement.grid.enumerated() {
      logs[lane] = Float(naturalLog((share + (1 - share) * rate) / rate))
    }
    return logs
  }

  /// The items that a source got wrong, of some.
  func errors(of source: Int, among chosen: some Sequence<Int>) -> SourceErrorItems {
    var errors = SourceErrorItems()
    for index in chosen {
      let item = items.items[index]
      guard let code = items.wrong(source, item) else { continue }
      errors.items.append(Int32(index))
      errors.positions.append(Int32(item.position))
      errors.codes.append(code)
    }
    return errors
  }

  /// What one suspect did on one source's errors.
  func matches(_ suspect: Int, _ source: Int) -> ErrorMatches {
    let errors = errors(of: source, among: items.items.indices)
    let pair = pair(suspect, source)
    let given = items.codes[suspect]
    var shared = ErrorMatches()
    for (index, position) in errors.positions.enumerated()
    where given[Int(position)] != AnswerCodes.absent {
      shared.compared += 1
      guard given[Int(position)] == errors.codes[index] else { continue }
      let item = Int(errors.items[index])
      shared.matching.append((item, logs(item, errors.codes[index], pair)))
    }
    return shared
  }
}

/// A source's errors, column by column.
struct SourceErrorItems {
  /// In `ErrorItems.items`.
  var items: [Int32] = []
  /// In the codes of every subject.
  var positions: [Int32] = []
  var codes: [Int32] = []
}

/// The errors of a source that a suspect shares.
struct ErrorMatches {
  /// Items that the source got wrong and the suspect answered.
  var compared = 0
  /// Items answered with the source's wrong answer, and the logs of `ErrorMatching`.
  var matching: [(item: Int, logs: SIMD8<Float>)] = []

  /// Position in the grid of the copied share that explains the pair best.
  var likeliestShare: Int {
    let differing = Double(compared - matching.count)
    let totals = RareAgreement.grid.enumerated().map { lane, share in
      matching.reduce(differing * naturalLog(1 - share)) { $0 + Double($1.logs[lane]) }
    }
    return totals.indices.max { totals[$0] < totals[$1] }!
  }
}
