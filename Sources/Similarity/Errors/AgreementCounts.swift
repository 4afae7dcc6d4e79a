/// Counts over the items of one pair that agreement statistics are ratios of, weighted by probe.
struct AgreementCounts: Sendable {
  /// Items both answered.
  var both = 0.0
  var agree = 0.0
  var firstRight = 0.0
  var secondRight = 0.0
  var bothWrong = 0.0
  var sameWrong = 0.0
  /// Sum over items of 1 / (options - 1).
  var chance = 0.0

  mutating func add(_ first: Int32, _ second: Int32, right: Int32, options: Int?, weight: Double) {
    both += weight
    if first == second { agree += weight }
    if first == right { firstRight += weight }
    if second == right { secondRight += weight }
    if first != right, second != right {
      bothWrong += weight
      if first == second { sameWrong += weight }
    }
    if let options, options > 1 { chance += weight / Double(options - 1) }
  }
}

/// A statistic of `AgreementCounts`, evaluated for every pair.
struct AgreementEvidence: PairEvidence {
  let subjectCount: Int
  let items: ErrorItems
  let statistic: @Sendable (AgreementCounts) -> Double?

  func similarities(under weights: [[Float]]) -> [SimilarityMatrix] {
    weights.map(similarities)
  }

  private func similarities(under weights: [Float]) -> SimilarityMatrix {
    var matrix = SimilarityMatrix(count: subjectCount)
    for a in 0..<subjectCount {
      for b in 0..<a {
        let value = statistic(counts(a, b, weights))
        matrix[a, b] = value
        matrix[b, a] = value
      }
    }
    return matrix
  }

  private func counts(_ a: Int, _ b: Int, _ weights: [Float]) -> AgreementCounts {
    var counts = AgreementCounts()
    let first = items.codes[a]
    let second = items.codes[b]
    for item in items.items {
      let x = first[item.position]
      let y = second[item.position]
      if x == AnswerCodes.absent || y == AnswerCodes.absent { continue }
      counts.add(
        x, y, right: item.right, options: item.options, weight: Double(weights[item.probe]))
    }
    return counts
  }
}
