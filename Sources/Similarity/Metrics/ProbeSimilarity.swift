import Statistics

/// A symmetric similarity of every unordered pair on every probe; a pair's value is the weighted
/// mean over the probes that both answered.
///
/// Kept are the sums over each group of probes (`ProbeGroups`), measured one group after the other:
/// memory does not grow with the probes of a group.
package struct ProbeSimilarity: PairEvidence {
  /// What is measured on one probe.
  struct Row: Sendable {
    /// One for every pair (i, j), i > j, in the order of `pairIndex`; 0 where not both answered.
    let values: [Float]
    /// By subject.
    let answered: [Bool]
  }

  let subjectCount: Int
  package let absence: ReasonCode?
  /// The rows of `sums` stand for these probes of the table.
  private let groups: [[Int]]
  /// Shape: groups x pairs.
  private let sums: Matrix<Float>
  /// By group, the number of probes that every subject answered.
  private let complete: [Float]
  /// The other probes: their groups, and of shape probes x subjects 0 and 1.
  private let incomplete: [Int]
  private let answered: Matrix<Float>
  /// Again what is kept only as a sum; `nil` where every probe is a group of its own.
  private let measure: (@Sendable (_ probe: Int) -> Row)?
  /// The probes of all groups.
  private let measured: Set<Int>

  /// - Parameters:
  ///   - probes: the probes of the table that are measured.
  ///   - absence: why a pair has no value; without, that it answered no probe in common.
  ///   - measure: of a probe of the table; called on several threads.
  init(
    over probes: [Int], of table: AnswerTable, absence: ReasonCode? = nil,
    measure: @escaping @Sendable (_ probe: Int) -> Row
  ) async {
    subjectCount = table.subjectCount
    self.absence = absence
    self.measure = table.groups.areSingle ? nil : measure
    measured = Set(probes)
    let groups = table.groups.members(among: probes)
    self.groups = groups
    let rows = await concurrentMap(chunks: 64, over: groups.count) { range in
      range.map { GroupSum(groups[$0].lazy.map(measure)) }
    }.flatMap { $0 }
    var sums = Matrix<Float>(rows: groups.count, columns: Self.pairCount(subjectCount))
    for (row, group) in rows.enumerated() { sums.replaceRow(row, with: group.values) }
    self.sums = sums
    complete = rows.map { Float($0.complete) }
    incomplete = rows.enumerated().flatMap { [Int](repeating: $0, count: $1.incomplete.count) }
    let flags = rows.flatMap(\.incomplete)
    answered = Matrix(
      rows: flags.count, columns: subjectCount,
      elements: flags.flatMap { row in row.map { $0 ? 1 : 0 } })
  }

  static func pairCount(_ subjects: Int) -> Int { subjects * (subjects - 1) / 2 }

  /// The position of an unordered pair of different subjects.
  static func pairIndex(_ a: Int, _ b: Int) -> Int {
    a > b ? a * (a - 1) / 2 + b : b * (b - 1) / 2 + a
  }

  package func similarities(under weights: [[Float]]) -> [SimilarityMatrix] {
    let rows = Matrix(weights.map { weight in groups.map { Self.weight($0, weight) } })
    let sums = rows * sums
    return (0..<rows.rows).map { replicate in
      matrix(sums: sums[row: replicate], weights: Array(rows[row: replicate]))
    }
  }

  package func similarities(onEachOf probes: Range<Int>, of count: Int) -> [SimilarityMatrix] {
    guard let measure else { return similarities(under: Self.alone(probes, of: count)) }
    return probes.map { probe in
      measured.contains(probe) ? matrix(measure(probe)) : SimilarityMatrix(count: subjectCount)
    }
  }

  /// The weight of a group, which its probes have in common.
  private static func weight(_ group: [Int], _ weights: [Float]) -> Float { weights[group[0]] }

  private func matrix(sums: ArraySlice<Float>, weights: [Float]) -> SimilarityMatrix {
    let whole = zip(complete, weights).reduce(0) { $0 + $1.0 * $1.1 }
    let shared = incomplete.isEmpty ? nil : weightsInCommon(incomplete.map { weights[$0] })
    return SimilarityMatrix(symmetric: subjectCount) { i, j in
      let weight = whole + (shared?[i, j] ?? 0)
      return weight > 0 ? Double(sums[sums.startIndex + Self.pairIndex(i, j)] / weight) : nil
    }
  }

  private func matrix(_ row: Row) -> SimilarityMatrix {
    SimilarityMatrix(symmetric: subjectCount) { i, j in
      row.answered[i] && row.answered[j] ? Double(row.values[Self.pairIndex(i, j)]) : nil
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

/// The rows of a group's probes, added up.
private struct GroupSum {
  private(set) var values: [Float] = []
  /// Probes that every subject answered.
  private(set) var complete = 0
  /// Who answered each of the others.
  private(set) var incomplete: [[Bool]] = []

  init(_ rows: some Sequence<ProbeSimilarity.Row>) {
    for row in rows {
      if values.isEmpty { values = row.values } else { add(row.values) }
      if row.answered.contains(false) { incomplete.append(row.answered) } else { complete += 1 }
    }
  }

  private mutating func add(_ others: [Float]) {
    precondition(others.count == values.count)
    values.withUnsafeMutableBufferPointer { values in
      others.withUnsafeBufferPointer { others in
        for index in values.indices { values[index] += others[index] }
      }
    }
  }
}
