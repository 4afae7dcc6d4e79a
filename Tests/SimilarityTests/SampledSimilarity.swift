import Probing
import Similarity

/// A metric whose similarities are given probe by probe; a pair's value is their weighted mean.
struct SampledSimilarity: Metric, PairEvidence {
  let descriptor: MetricDescriptor
  private let count: Int
  /// Shape: probes x (subjects x subjects).
  private let values: [[Float]]

  /// - Parameter value: the similarity of an ordered pair of different subjects on one probe.
  init(
    _ id: String = "errors.rare-agreement", count: Int, probes: Int,
    _ value: (_ probe: Int, _ suspect: Int, _ source: Int) -> Double
  ) {
    descriptor = RecordedSimilarity(id, count: 0) { _, _ in nil }.descriptor
    self.count = count
    values = (0..<probes).map { probe in
      (0..<count * count).map { place in
        let (a, b) = (place / count, place % count)
        return a == b ? 0 : Float(value(probe, a, b))
      }
    }
  }

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence { self }

  func similarities(under weights: [[Float]]) -> [SimilarityMatrix] { weights.map(similarities) }

  private func similarities(_ weights: [Float]) -> SimilarityMatrix {
    var sums = [Float](repeating: 0, count: count * count)
    for (probe, weight) in weights.enumerated() where weight > 0 {
      for place in sums.indices { sums[place] += weight * values[probe][place] }
    }
    let total = weights.reduce(0, +)
    var matrix = SimilarityMatrix(count: count)
    for place in sums.indices where place / count != place % count {
      matrix[place / count, place % count] = Double(sums[place] / total)
    }
    return matrix
  }
}
