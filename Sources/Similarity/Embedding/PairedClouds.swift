import Statistics

/// Every subject's mean response to each of at most `limit` probes taken evenly, as points that are
/// compared probe by probe.
struct PairedClouds: Sendable {
  static let probeLimit = 128

  /// Shape: subjects x probes, then dimensions; `nil` where nothing was answered.
  private let points: [[[Float]?]]

  init(_ table: AnswerTable, limit: Int = Self.probeLimit) throws(NotMeasurable) {
    let embeddings = try table.vectors()
    let chosen = embeddings.evenly(atMost: limit)
    points = (0..<table.subjectCount).map { subject in
      chosen.map { Embeddings.mean(embeddings.vectors[$0][subject]) }
    }
  }

  /// Compares what is made of two subjects' points on the probes that both answered.
  ///
  /// A subject's summary is made once; again only for a pair of which one answered less.
  /// - Parameters:
  ///   - fewest: probes in common below which a pair has no value.
  ///   - summary: of points, one row a probe; `nil` when nothing can be compared.
  ///   - compare: of the summaries on the same probes.
  func similarities<Summary: Sendable>(
    fewest: Int, summary: @escaping @Sendable (Matrix<Float>) -> Summary?,
    compare: @escaping @Sendable (_ a: Summary, _ b: Summary, _ probes: Int) -> Double?
  ) async throws(NotMeasurable) -> FixedSimilarity {
    guard points.contains(where: { $0.count { $0 != nil } >= fewest }) else {
      throw NotMeasurable(.tooFewProbes)
    }
    let answered = points.map { $0.map { $0 != nil } }
    let whole = await concurrentMap(chunks: 32, over: points.count) { range in
      range.map { own($0, on: answered[$0], fewest).flatMap(summary) }
    }.flatMap { $0 }
    let rows = await concurrentMap(chunks: 64, over: points.count) { range in
      range.map { a in
        (0..<a).map { b -> Double? in
          let common = zip(answered[a], answered[b]).map { $0 && $1 }
          let first = common == answered[a] ? whole[a] : own(a, on: common, fewest).flatMap(summary)
          let second =
            common == answered[b] ? whole[b] : own(b, on: common, fewest).flatMap(summary)
          guard let first, let second else { return nil }
          return compare(first, second, common.count { $0 })
        }
      }
    }.flatMap { $0 }
    return FixedSimilarity(matrix: SimilarityMatrix(lowerTriangle: rows), absence: .tooFewProbes)
  }

  private func own(_ subject: Int, on probes: [Bool], _ fewest: Int) -> Matrix<Float>? {
    let rows = zip(points[subject], probes).compactMap { $1 ? $0 : nil }
    return rows.count >= fewest ? Matrix(rows) : nil
  }
}
