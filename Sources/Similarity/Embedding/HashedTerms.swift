import Statistics

/// The built-in embedder: hashed word and character n-grams, tf-idf, truncated SVD.
///
/// Everything fitted is fitted on responses of the reference subjects, at most `populationLimit` of
/// them taken evenly, so that a new suspect moves no other subject's vectors. Rows have unit length
/// or, for a response without terms, are zero.
struct HashedTermEmbedder: Sendable {
  static let columns = 1 << 15
  static let dimensions = 128
  static let populationLimit = 6_000

  private let weights: [Float]
  private let basis: TruncatedSVD

  /// - Throws: when the population has fewer rows than dimensions.
  init(fitting texts: [String], seed: UInt64) async throws(NotMeasurable) {
    let step = max(1, (texts.count + Self.populationLimit - 1) / Self.populationLimit)
    let chosen = stride(from: 0, to: texts.count, by: step).map { texts[$0] }
    let counted = await concurrentMap(chunks: 32, over: chosen.count) { range in
      var counter = ColumnCounter()
      return range.map { counter.counts(chosen[$0]) }
    }.flatMap { $0 }
    weights = Self.inverseDocumentFrequencies(counted)
    guard counted.count > Self.dimensions else { throw NotMeasurable(.noMetric) }
    var rows = SparseRows(columns: Self.columns)
    for row in counted {
      let scaled = Self.scaled(row, weights)
      rows.append(columns: scaled.columns, values: scaled.values)
    }
    guard
      let basis = try? TruncatedSVD(
        fitting: rows, count: Self.dimensions, powerIterations: 2,
        stream: RandomStream(seed: seed).substream("embedder"))
    else { throw NotMeasurable(.degenerate) }
    self.basis = basis
  }

  /// Shape: texts x dimensions.
  func embed(_ texts: [String]) async -> [[Float]] {
    let (weights, basis) = (weights, basis)
    return await concurrentMap(chunks: max(2, texts.count / 4_096), over: texts.count) { range in
      var rows = SparseRows(columns: Self.columns)
      var counter = ColumnCounter()
      for index in range {
        let scaled = Self.scaled(counter.counts(texts[index]), weights)
        rows.append(columns: scaled.columns, values: scaled.values)
      }
      let coordinates = basis.transform(rows)
      return (0..<coordinates.rows).map { Embeddings.unit(Array(coordinates[row: $0])) }
    }.flatMap { $0 }
  }

  private static func inverseDocumentFrequencies(
    _ rows: [[(column: Int32, count: Int32)]]
  ) -> [Float] {
    var containing = [Int](repeating: 0, count: columns)
    for row in rows { for entry in row { containing[Int(entry.column)] += 1 } }
    return containing.map {
      Float(naturalLog(Double(1 + rows.count) / Double(1 + $0)) + 1)
    }
  }

  private static func scaled(
    _ row: [(column: Int32, count: Int32)], _ weights: [Float]
  ) -> (columns: [Int32], values: [Float]) {
    let values = row.map {
      Float(1 + naturalLog(Double($0.count))) * weights[Int($0.column)]
    }
    return (row.map(\.column), Embeddings.unit(values))
  }
}
