import Statistics

/// A symmetric similarity of every unordered pair on every probe; a pair's value is the weighted
/// mean over the probes that both answered.
package struct ProbeSimilarity: PairEvidence {
  let subjectCount: Int
  package let absence: ReasonCode?
  /// The rows of `values` stand for these probes of the table.
  private let probes: [Int]
  /// Shape: probes x pairs, pair (i, j) with i > j at `i (i - 1) / 2 + j`; 0 where not both answered.
  private let values: Matrix<Float>
  /// Rows of `values` that every subject answered, and the others.
  private let complete: [Int]
  private let incomplete: [Int]
  /// Shape: incomplete rows x subjects of 0 and 1.
  private let answered: Matrix<Float>

  /// - Parameters:
  ///   - probes: the probes of the table that the rows stand for.
  ///   - values: one row of pair values per probe.
  ///   - answered: one row of flags per probe, a flag for each subject.
  ///   - absence: why a pair has no value; without, that it answered no probe in common.
  init(
    subjectCount: Int, probes: [Int], values: [[Float]], answered: [[Bool]],
    absence: ReasonCode? = nil
  ) {
    precondition(values.count == answered.count && values.count == probes.count)
    self.subjectCount = subjectCount
    self.absence = absence
    self.probes = probes
    let pairs = Self.pairCount(subjectCount)
    self.values = Matrix(rows: values.count, columns: pairs, elements: values.flatMap { $0 })
    complete = answered.indices.filter { !answered[$0].contains(false) }
    incomplete = answered.indices.filter { answered[$0].contains(false) }
    self.answered = Matrix(
      rows: incomplete.count, columns: subjectCount,
      elements: incomplete.flatMap { row in answered[row].map { $0 ? 1 : 0 } })
  }

  static func pairCount(_ subjects: Int) -> Int { subjects * (subjects - 1) / 2 }

  /// The position of an unordered pair of different subjects.
  static func pairIndex(_ a: Int, _ b: Int) -> Int {
    a > b ? a * (a - 1) / 2 + b : b * (b - 1) / 2 + a
  }

  package func similarities(under weights: [[Float]]) -> [SimilarityMatrix] {
    let rows = Matrix(weights.map { weight in probes.map { weight[$0] } })
    let sums = rows * values
    return (0..<rows.rows).map { replicate in
      matrix(sums: sums[row: replicate], weights: rows[row: replicate])
    }
  }

  private func matrix(
    sums: ArraySlice<Float>, weights: ArraySlice<Float>
  ) -> SimilarityMatrix {
    let whole = complete.reduce(0) { $0 + weights[weights.startIndex + $1] }
    let shared =
      incomplete.isEmpty
      ? nil : weightsInCommon(incomplete.map { weights[weights.startIndex + $0] })
    return SimilarityMatrix(symmetric: subjectCount) { i, j in
      let weight = whole + (shared?[i, j] ?? 0)
      return weight > 0 ? Double(sums[sums.startIndex + Self.pairIndex(i, j)] / weight) : nil
    }
  }

  /// The weight of the incomplete probes that two subjects both answered: subjects x subjects.
  private func weightsInCommon(_ weights: [Float]) -> Matrix<Float> {
    var weighted = answered
    for (row, weight) in weights.enumerated() {
      for subject in 0..<subjectCount { weighted[row, subject] *= weight }
    }
    return Matrix.product(weighted, transposed: true, times: answered)
  }
}
