/// Similarities of all ordered pairs: row = suspect, column = source.
public struct SimilarityMatrix: Sendable {
  public let count: Int
  /// Row by row; NaN inside, never outside: read through the subscript.
  private var values: [Double]

  public init(count: Int) {
    self.count = count
    values = [Double](repeating: .nan, count: count * count)
  }

  /// The similarity, or `nil` where the pair could not be measured.
  public subscript(suspect: Int, source: Int) -> Double? {
    get {
      let value = values[suspect * count + source]
      return value.isNaN ? nil : value
    }
    set { values[suspect * count + source] = newValue ?? .nan }
  }

  /// A symmetric matrix from the rows below its diagonal.
  init(lowerTriangle rows: [[Double?]]) {
    self.init(count: rows.count)
    for (a, row) in rows.enumerated() {
      for (b, value) in row.enumerated() {
        self[a, b] = value
        self[b, a] = value
      }
    }
  }

  /// With every value replaced.
  func mapped(_ transform: (Double) -> Double) -> SimilarityMatrix {
    var result = self
    result.values = values.map { $0.isNaN ? $0 : transform($0) }
    return result
  }
}
