import Statistics

/// Matches and comparisons of all sources and suspects, summed over groups of probes.
struct ErrorSums: Sendable {
  private let weights: ComparedWeights
  /// By source; `nil` for who is none.
  private let matches: [MatchSums?]
  private let groupCount: Int

  /// Items in an order that keeps groups together, and the groups.
  private struct Layout {
    let chosen: [Int]
    /// By item; -1 where it is not chosen.
    let group: [Int32]

    init(_ items: ErrorItems, _ group: [Int?]) {
      let groups = items.items.map { Int32(group[$0.probe] ?? -1) }
      self.group = groups
      chosen = groups.indices.filter { groups[$0] >= 0 }
        .sorted { (groups[$0], $0) < (groups[$1], $1) }
    }
  }

  /// - Parameter group: by probe; `nil` leaves it out.
  init(_ matching: ErrorMatching, isSource: [Bool], group: [Int?], groupCount: Int) {
    let layout = Layout(matching.items, group)
    self.init(
      matching, layout, groupCount,
      isSource.enumerated().map { source, isSource in
        isSource
          ? MatchSums(source, matching, chosen: layout.chosen, group: layout.group) : nil
      })
  }

  /// The same on all cores.
  init(_ matching: ErrorMatching, isSource: [Bool], group: [Int], groupCount: Int) async {
    let layout = Layout(matching.items, group)
    let matches = await concurrentMap(chunks: 64, over: isSource.count) { range in
      range.map { source in
        isSource[source]
          ? MatchSums(source, matching, chosen: layout.chosen, group: layout.group) : nil
      }
    }.flatMap { $0 }
    self.init(matching, layout, groupCount, matches)
  }

  private init(
    _ matching: ErrorMatching, _ layout: Layout, _ groupCount: Int, _ matches: [MatchSums?]
  ) {
    self.groupCount = groupCount
    self.matches = matches
    weights = ComparedWeights(
      matching.items, chosen: layout.chosen, group: layout.chosen.map { Int(layout.group[$0]) },
      groupCount: groupCount)
  }

  /// Shape: sources x suspects; the number of items compared.
  var compared: [Float] {
    let ones = Matrix(
      rows: 1, columns: groupCount, elements: [Float](repeating: 1, count: groupCount))
    let count = weights.under(ones)
    return matches.indices.flatMap { source in matches.indices.map { count(0, source, $0) } }
  }

  /// - Parameters:
  ///   - weights: replicates x groups.
  ///   - suffices: sources x suspects; whether a pair has a value.
  func similarities(under weights: Matrix<Float>, _ suffices: [Bool]) -> [SimilarityMatrix] {
    let compared = self.weights.under(weights)
    let byGroup = weights.transposed.elements
    var matrices = [SimilarityMatrix](
      repeating: SimilarityMatrix(count: matches.count), count: weights.rows)
    for (source, matches) in matches.enumerated() {
      guard let matches else { continue }
      for suspect in self.matches.indices
      where suspect != source && suffices[source * self.matches.count + suspect] {
        let totals = matches.totals(suspect, under: byGroup, replicates: weights.rows)
        for (replicate, total) in totals.enumerated() {
          matrices[replicate][suspect, source] = RareAgreement.score(
            matches: total, compared: compared(replicate, source, suspect))
        }
      }
    }
    return matrices
  }
}
