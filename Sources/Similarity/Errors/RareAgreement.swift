import Probing
import Statistics

/// Agreement with the source on its errors, weighted by how rare each wrong answer is.
///
/// On the items where the source is wrong, a suspect that copied a share pi of the source's answers
/// matches with likelihood ratio (pi + (1 - pi) p) / p and differs with 1 - pi, where p is the
/// probability that an unrelated model of its ability gives that answer. The value is the log of
/// the mean of the product over a fixed grid of pi, divided by the number of items.
struct RareAgreement: Metric {
  /// Shares of copied answers, equally weighted; at most seven.
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
    return await RareAgreementEvidence(table, ErrorMatching(table, items))
  }

  /// log mean of the products, over the weight compared; `nil` without weight.
  ///
  /// - Parameters:
  ///   - matches: sums of `ErrorMatching.logs`.
  ///   - compared: weight of all items, those that match included.
  static func score(matches: SIMD8<Double>, compared: Float) -> Double? {
    guard compared > 0 else { return nil }
    let differing = Double(compared) - matches[7]
    let logs = matches + differing * mismatches
    let largest = grid.indices.reduce(-Double.infinity) { max($0, logs[$1]) }
    let sum = grid.indices.reduce(0) { $0 + exponential(logs[$1] - largest) }
    return (largest + naturalLog(sum / Double(grid.count))) / Double(compared)
  }

  /// The log likelihood ratio of a difference at each share of the grid.
  private static let mismatches: SIMD8<Double> = {
    var logs = SIMD8<Double>()
    for (lane, share) in grid.enumerated() { logs[lane] = naturalLog(1 - share) }
    return logs
  }()
}

/// Every pair's comparison on the source's errors.
struct RareAgreementEvidence: PairEvidence {
  private let table: AnswerTable
  private let matching: ErrorMatching
  private let sums: ErrorSums
  /// Shape: sources x suspects; whether there are items enough.
  private let suffices: [Bool]

  var items: ErrorItems { matching.items }

  init(_ table: AnswerTable, _ matching: ErrorMatching) async {
    self.table = table
    self.matching = matching
    let groups = table.groups
    sums = await ErrorSums(
      matching, isSource: table.isSource, group: groups.group, groupCount: groups.count)
    suffices = sums.compared.map { $0 >= Float(RareAgreement.fewestItems) }
  }

  func matches(_ suspect: Int, _ source: Int) -> ErrorMatches {
    matching.matches(suspect, source)
  }

  func similarities(under weights: [[Float]]) -> [SimilarityMatrix] {
    sums.similarities(
      under: Matrix(weights.map { weights in table.groups.members.map { weights[$0[0]] } }),
      suffices)
  }

  /// Each of these probes as a group of its own, the others in none.
  func similarities(onEachOf probes: Range<Int>, of count: Int) -> [SimilarityMatrix] {
    let group = (0..<count).map { probes.contains($0) ? $0 - probes.lowerBound : nil }
    let sums = ErrorSums(matching, isSource: table.isSource, group: group, groupCount: probes.count)
    var alone = Matrix<Float>(rows: probes.count, columns: probes.count)
    for probe in 0..<probes.count { alone[probe, probe] = 1 }
    return sums.similarities(under: alone, suffices)
  }
}
