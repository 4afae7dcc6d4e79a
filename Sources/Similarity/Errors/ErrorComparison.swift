/// What one suspect did on one source's errors.
struct ErrorComparison: Sendable {
  /// Positions of the items answered with the source's wrong answer.
  private(set) var matching: [Int32] = []
  /// Of each match the log likelihood ratio at each share of the grid; the last lane is not used.
  private(set) var logs: [SIMD8<Float>] = []
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
    var ratios = SIMD8<Float>()
    for (lane, share) in RareAgreement.grid.enumerated() {
      ratios[lane] = Float(naturalLog((share + (1 - share) * rate) / rate))
    }
    logs.append(ratios)
  }

  /// The metric's value under probe weights; `nil` with too few items.
  func score(under weights: [Float]) -> Double? {
    guard compared >= RareAgreement.fewestItems else { return nil }
    var total = Total(
      differing: differingProbes.reduce(0.0) { $0 + Double(weights[Int($1)]) })
    for match in logs.indices {
      total.add(logs[match], weight: weights[Int(matchingProbes[match])])
    }
    return total.value
  }

  /// The value on each of some probes alone, which takes one pass over the items.
  func scores(onEachOf probes: Range<Int>) -> [Double?] {
    guard compared >= RareAgreement.fewestItems else {
      return [Double?](repeating: nil, count: probes.count)
    }
    var differing = [Double](repeating: 0, count: probes.count)
    for probe in differingProbes where probes.contains(Int(probe)) {
      differing[Int(probe) - probes.lowerBound] += 1
    }
    var totals = differing.map(Total.init)
    for (match, probe) in matchingProbes.enumerated() where probes.contains(Int(probe)) {
      totals[Int(probe) - probes.lowerBound].add(logs[match], weight: 1)
    }
    return totals.map(\.value)
  }

  /// What weighted items come to.
  private struct Total {
    private var weight: Double
    /// At each share of the grid.
    private var logs: SIMD8<Double>

    private static let mismatches: SIMD8<Double> = {
      var logs = SIMD8<Double>()
      for (lane, share) in RareAgreement.grid.enumerated() { logs[lane] = naturalLog(1 - share) }
      return logs
    }()

    init(differing: Double) {
      weight = differing
      logs = differing * Self.mismatches
    }

    mutating func add(_ ratios: SIMD8<Float>, weight: Float) {
      guard weight > 0 else { return }
      self.weight += Double(weight)
      logs += SIMD8<Double>(weight * ratios)
    }

    /// `nil` without weight.
    var value: Double? {
      guard weight > 0 else { return nil }
      let shares = RareAgreement.grid.indices
      let largest = shares.map { logs[$0] }.max()!
      let sum = shares.reduce(0) { $0 + exponential(logs[$1] - largest) }
      return (largest + naturalLog(sum / Double(shares.count))) / weight
    }
  }

  /// Position in the grid of the copied share that explains the pair best.
  var likeliestShare: Int {
    let totals = RareAgreement.grid.enumerated().map { lane, share in
      logs.reduce(Double(differingProbes.count) * naturalLog(1 - share)) {
        $0 + Double($1[lane])
      }
    }
    return totals.indices.max { totals[$0] < totals[$1] }!
  }
}
