import Statistics

/// A symmetric similarity of every unordered pair on every probe; a pair's value is the weighted
/// mean over the probes that both answered.
package struct ProbeSimilarity: PairEvidence {
  let subjectCount: Int
  /// The rows of `values` stand for these probes of the table.
  private let probes: [Int]
  /// Shape: probes x pairs, pair (i, j) with i > j at `i (i - 1) / 2 + j`; 0 where not both answered.
  private let values: Matrix<Float>
  /// Shape: probes x pairs of 0 and 1; `nil` when every subject answered every probe.
  private let answered: Matrix<Float>?

  /// - Parameters:
  ///   - probes: the probes of the table that the rows stand for.
  ///   - values: one row of pair values per probe.
  ///   - answered: one row of flags per probe, a flag for each subject.
  init(subjectCount: Int, probes: [Int], values: [[Float]], answered: [[Bool]]) {
    precondition(values.count == answered.count && values.count == probes.count)
    self.subjectCount = subjectCount
    self.probes = probes
    let pairs = Self.pairCount(subjectCount)
    self.values = Matrix(rows: values.count, columns: pairs, elements: values.flatMap { $0 })
    if answered.allSatisfy({ $0.allSatisfy { $0 } }) {
      self.answered = nil
    } else {
      let flags = answered.flatMap { Self.pairFlags($0) }
      self.answered = Matrix(rows: answered.count, columns: pairs, elements: flags)
    }
  }

  static func pairCount(_ subjects: Int) -> Int { subjects * (subjects - 1) / 2 }

  /// The position of an unordered pair of different subjects.
  static func pairIndex(_ a: Int, _ b: Int) -> Int {
    a > b ? a * (a - 1) / 2 + b : b * (b - 1) / 2 + a
  }

  private static func pairFlags(_ answered: [Bool]) -> [Float] {
    var flags: [Float] = []
    flags.reserveCapacity(pairCount(answered.count))
    for i in answered.indices {
      for j in 0..<i { flags.append(answered[i] && answered[j] ? 1 : 0) }
    }
    return flags
  }

  package func similarities(under weights: [[Float]]) -> [SimilarityMatrix] {
    let rows = Matrix(weights.map { weight in probes.map { weight[$0] } })
    let sums = rows * values
    let totals = answered.map { rows * $0 }
    return (0..<rows.rows).map { replicate in
      matrix(
        sums: sums[row: replicate], totals: totals?[row: replicate],
        total: rows[row: replicate].reduce(0, +))
    }
  }

  private func matrix(
    sums: ArraySlice<Float>, totals: ArraySlice<Float>?, total: Float
  ) -> SimilarityMatrix {
    var result = SimilarityMatrix(count: subjectCount)
    for i in 0..<subjectCount {
      for j in 0..<i {
        let pair = Self.pairIndex(i, j)
        let weight = totals.map { $0[$0.startIndex + pair] } ?? total
        guard weight > 0 else { continue }
        let mean = Double(sums[sums.startIndex + pair] / weight)
        result[i, j] = mean
        result[j, i] = mean
      }
    }
    return result
  }
}
