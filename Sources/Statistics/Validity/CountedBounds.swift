// In this file the scores are log10 likelihood ratios.
extension LabelledScores {
  /// The ``empiricalBounds`` of cases that nothing else is asked of: they are counted in the cells of
  /// the grid instead of ranked.
  ///
  /// - Parameters:
  ///   - weights: counts of cases, one for each score, above 0.
  /// - Precondition: there are cases of both classes, and no score is NaN.
  public static func empiricalBounds(
    of scores: [Double], labels: [Bool], weights: [Double]
  ) -> ClosedRange<Double> {
    GridCounts(scores, labels, weights).bounds
  }
}

/// Weights of both classes by cell of the grid on which empirical bounds lie.
private struct GridCounts {
  /// Positions beyond which no bound can lie.
  private let first: Int
  private let last: Int
  /// Shape: first...last + 1; cell k holds the scores in ((k - 1) step, k step], the ends all beyond.
  private var cells: [ClassWeights]
  private var total = ClassWeights()

  init(_ scores: [Double], _ labels: [Bool], _ weights: [Double]) {
    for index in scores.indices { total.add(weights[index], labels[index]) }
    (first, last) = LabelledScores.gridEnds(
      scores.min()!, scores.max()!, positive: total.positive, negative: total.negative)
    cells = [ClassWeights](repeating: ClassWeights(), count: last - first + 2)
    for index in scores.indices {
      cells[cell(scores[index]) - first].add(weights[index], labels[index])
    }
  }

  /// The first position of the grid that a score is not above.
  private func cell(_ score: Double) -> Int {
    let step = LabelledScores.gridStep
    var cell = Int(min(max(score / step, Double(first)), Double(last + 1)).rounded(.up))
    while cell > first, score <= Double(cell - 1) * step { cell -= 1 }
    while cell <= last, score > Double(cell) * step { cell += 1 }
    return cell
  }

  var bounds: ClosedRange<Double> {
    var above = total
    for cell in first...0 { above.move(cells[cell - first], by: -1) }
    let step = LabelledScores.gridStep
    return Double(lower(above)) * step...Double(upper(above)) * step
  }

  /// - Parameter above: what lies above 0.
  private func upper(_ above: ClassWeights) -> Int {
    var rates = Rates(above, of: total)
    for position in 0...last {
      if position > 0 { rates.move(cells[position - first], by: -1) }
      if rates.isUseless(position) { return max(0, position - 1) }
    }
    return last
  }

  private func lower(_ above: ClassWeights) -> Int {
    var rates = Rates(above, of: total)
    for position in stride(from: 0, through: first, by: -1) {
      if position < 0 { rates.move(cells[position + 1 - first], by: 1) }
      if rates.isUseless(position) { return min(0, position + 1) }
    }
    return first
  }
}

/// Weights that count cases, so that sums of them are exact.
private struct ClassWeights {
  var positive = 0.0
  var negative = 0.0

  mutating func add(_ weight: Double, _ isPositive: Bool) {
    if isPositive { positive += weight } else { negative += weight }
  }

  mutating func move(_ other: ClassWeights, by sign: Double) {
    positive += sign * other.positive
    negative += sign * other.negative
  }
}

/// The error rates at a threshold, with one misleading case added to each class.
private struct Rates {
  private var above: ClassWeights
  private let total: ClassWeights
  private var missed = 0.0
  private var accepted = 0.0

  init(_ above: ClassWeights, of total: ClassWeights) {
    self.above = above
    self.total = total
    count()
  }

  private mutating func count() {
    missed = 1 - above.positive / (total.positive + 1)
    accepted = (above.negative + 1) / (total.negative + 1)
  }

  mutating func move(_ cell: ClassWeights, by sign: Double) {
    guard cell.positive > 0 || cell.negative > 0 else { return }
    above.move(cell, by: sign)
    count()
  }

  func isUseless(_ position: Int) -> Bool {
    LabelledScores.isUseless(position, missed: missed, accepted: accepted)
  }
}
