/// What one suspect did on one source's errors.
struct ErrorComparison: Sendable {
  /// Positions of the items answered with the source's wrong answer.
  private(set) var matching: [Int32] = []
  /// Log likelihood ratio at each share of the grid; shape: matches x grid.
  private(set) var logs: [Float] = []
  private var matchingProbes: [Int32] = []
  /// Probes of the items answered otherwise.
  private var differingProbes: [Int32] = []

  /// Items that the source got wrong and the suspect answered.
  var compared: Int { matching.count + differingProbes.count }

  /// No comparison.
  init() {}

  init(
    _ suspect: Int, _ source: Int, on wrong: [Int], _ items: ErrorItems, _ known: ErrorRates,
    _ rates: WrongAnswerRates
  ) {
    let factor = rates.oddsFactor(of: suspect, meanRate: known.meanRate)
    for (position, index) in wrong.enumerated() {
      let item = items.items[index]
      guard let error = items.wrong(source, item), let given = items.code(suspect, item) else {
        continue
      }
      guard given == error else {
        differingProbes.append(Int32(item.probe))
        continue
      }
      let chance = WrongAnswerRates.errorProbability(
        itemRate: known.errorRates[position], factor: factor)
      append(item: index, probe: item.probe, rate: chance * known.answerRates[position])
    }
  }

  private mutating func append(item: Int, probe: Int, rate: Double) {
    matching.append(Int32(item))
    matchingProbes.append(Int32(probe))
    for share in RareAgreement.grid {
      logs.append(Float(naturalLog((share + (1 - share) * rate) / rate)))
    }
  }

  /// The metric's value under probe weights; `nil` with too few items.
  func score(under weights: [Float]) -> Double? {
    guard compared >= RareAgreement.fewestItems else { return nil }
    let differ = differingProbes.reduce(0.0) { $0 + Double(weights[Int($1)]) }
    var sums = RareAgreement.grid.map { differ * naturalLog(1 - $0) }
    var total = differ
    for match in matching.indices {
      let weight = weights[Int(matchingProbes[match])]
      guard weight > 0 else { continue }
      total += Double(weight)
      for share in sums.indices {
        sums[share] += Double(weight * logs[match * sums.count + share])
      }
    }
    guard total > 0 else { return nil }
    return Self.logMean(sums) / total
  }

  private static func logMean(_ logs: [Double]) -> Double {
    let largest = logs.max()!
    let sum = logs.reduce(0) { $0 + exponential($1 - largest) }
    return largest + naturalLog(sum / Double(logs.count))
  }

  /// Position in the grid of the copied share that explains the pair best.
  var likeliestShare: Int {
    let shares = RareAgreement.grid.count
    let totals = (0..<shares).map { share in
      stride(from: share, to: logs.count, by: shares).reduce(
        Double(differingProbes.count) * naturalLog(1 - RareAgreement.grid[share])
      ) { $0 + Double(logs[$1]) }
    }
    return totals.indices.max { totals[$0] < totals[$1] }!
  }
}
