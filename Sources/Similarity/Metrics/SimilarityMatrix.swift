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
}
