import Statistics

/// How much weight the items carry that a source got wrong and a suspect answered.
///
/// Items that everybody answered count for all suspects alike; only the others are counted for every
/// pair, summed over groups of probes.
struct ComparedWeights: Sendable {
  private let subjectCount: Int
  /// Shape: groups x subjects; a source's errors among the items that everybody answered.
  private let complete: Matrix<Float>
  /// Groups with other items.
  private let groups: [Int]
  /// Shape: these groups x (source, suspect).
  private let incomplete: Matrix<Float>

  /// - Parameters:
  ///   - chosen: items, in an order that keeps groups together.
  ///   - group: of each.
  init(_ items: ErrorItems, chosen: [Int], group: [Int], groupCount: Int) {
    let subjects = items.codes.count
    subjectCount = subjects
    var complete = Matrix<Float>(rows: groupCount, columns: subjects)
    var groups: [Int] = []
    var counts: [Float] = []
    for (index, group) in zip(chosen, group) {
      let item = items.items[index]
      let given = items.codes.map { $0[item.position] }
      guard given.contains(AnswerCodes.absent) else {
        for source in 0..<subjects where given[source] != item.right {
          complete[group, source] += 1
        }
        continue
      }
      if groups.last != group {
        groups.append(group)
        counts += [Float](repeating: 0, count: subjects * subjects)
      }
      Self.count(given, item.right, into: &counts, from: (groups.count - 1) * subjects * subjects)
    }
    self.complete = complete
    self.groups = groups
    incomplete = Matrix(rows: groups.count, columns: subjects * subjects, elements: counts)
  }

  private static func count(
    _ given: [Int32], _ right: Int32, into counts: inout [Float], from start: Int
  ) {
    let answered = given.map { Float($0 == AnswerCodes.absent ? 0 : 1) }
    counts.withUnsafeMutableBufferPointer { counts in
      answered.withUnsafeBufferPointer { answered in
        for (source, code) in given.enumerated()
        where code != AnswerCodes.absent && code != right {
          let row = start + source * answered.count
          for suspect in answered.indices { counts[row + suspect] += answered[suspect] }
        }
      }
    }
  }

  /// - Parameter weights: replicates x groups.
  /// - Returns: the weight compared in a replicate, of a source with a suspect.
  func under(_ weights: Matrix<Float>) -> (
    _ replicate: Int, _ source: Int, _ suspect: Int
  ) -> Float {
    let whole = weights * complete
    guard !groups.isEmpty else { return { replicate, source, _ in whole[replicate, source] } }
    let chosen = Matrix((0..<weights.rows).map { row in groups.map { weights[row, $0] } })
    let others = chosen * incomplete
    return { [subjectCount] replicate, source, suspect in
      whole[replicate, source] + others[replicate, source * subjectCount + suspect]
    }
  }
}
