import Probing
import Statistics

/// Cosine of two subjects' embeddings on a probe after removing what the reference families say
/// there, averaged over probes.
///
/// With G the inner products on one probe and w equal weight per remaining family (and per member
/// within), G' = G - 1(w'G) - (Gw)1' + w'Gw; the value is G'_ab / sqrt(G'_aa G'_bb). The families of
/// both subjects are left out of w.
struct ResidualCosine: Metric {
  let descriptor = MetricDescriptor(
    id: "embedding.residual-cosine", title: "Residual cosine of embeddings", family: .embedding,
    lowerBound: -1, upperBound: 1, isSymmetric: true,
    assumption: "What unrelated families answer is the mean of the reference families.",
    citation: "Schoelkopf, Smola and Mueller 1998 (kernel centring)", oracle: "obvious loop")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    let embeddings = try table.vectors()
    let weights = ReferenceWeights(table)
    return await ProbeSimilarity(over: embeddings.probes, of: table) {
      Self.row(embeddings.means(on: $0), weights)
    }
  }

  private static func row(
    _ vectors: [[Float]?], _ weights: ReferenceWeights
  ) -> ProbeSimilarity.Row {
    let dimensions = vectors.lazy.compactMap { $0 }.first?.count ?? 0
    let zero = [Float](repeating: 0, count: dimensions)
    let gram = Matrix(vectors.map { $0 ?? zero }).rowGram()
    let answered = vectors.map { $0 != nil }
    var centred: [Set<Int>: Centring] = [:]
    var values: [Float] = []
    for a in vectors.indices {
      for b in 0..<a {
        let key = weights.excluded(a, b)
        let centring = centred[key] ?? Centring(gram, weights.weights(without: key, answered))
        centred[key] = centring
        values.append(answered[a] && answered[b] ? centring.cosine(a, b, gram) : 0)
      }
    }
    return ProbeSimilarity.Row(values: values, answered: answered)
  }

  /// The means that centring subtracts: G w and w'G w.
  private struct Centring {
    let means: [Float]
    let total: Float

    init(_ gram: Matrix<Float>, _ weights: [Float]) {
      means = (gram * Matrix(rows: weights.count, columns: 1, elements: weights)).elements
      total = zip(means, weights).reduce(0) { $0 + $1.0 * $1.1 }
    }

    func cosine(_ a: Int, _ b: Int, _ gram: Matrix<Float>) -> Float {
      let norm = residual(a, a, gram) * residual(b, b, gram)
      return norm > 1e-12 ? residual(a, b, gram) / norm.squareRoot() : 0
    }

    private func residual(_ a: Int, _ b: Int, _ gram: Matrix<Float>) -> Float {
      gram[a, b] - means[a] - means[b] + total
    }
  }
}

/// Equal weight for each cohort family, and within a family for each member.
private struct ReferenceWeights: Sendable {
  private let table: AnswerTable
  private let cohort: [Int: [Int]]

  init(_ table: AnswerTable) {
    self.table = table
    cohort = Dictionary(
      grouping: table.subjects.indices.filter { table.subjects[$0].inCohort },
      by: { table.family[$0] })
  }

  /// The cohort families of two subjects.
  func excluded(_ a: Int, _ b: Int) -> Set<Int> {
    Set([table.family[a], table.family[b]].filter { cohort[$0] != nil })
  }

  /// One weight per subject, summing to 1 where any family remains that answered.
  func weights(without excluded: Set<Int>, _ answered: [Bool]) -> [Float] {
    var weights = [Float](repeating: 0, count: answered.count)
    let families = cohort.filter { !excluded.contains($0.key) }.sorted { $0.key < $1.key }
      .map { $0.value.filter { answered[$0] } }.filter { !$0.isEmpty }
    for members in families {
      for member in members { weights[member] = 1 / Float(families.count * members.count) }
    }
    return weights
  }
}
