/// Similarities of all ordered pairs: row = suspect, column = source.
public struct SimilarityMatrix: Sendable {
  public let count: Int
  /// Row by row; NaN inside, never outside: read through the subscript. Of a symmetric matrix the rows
  /// below the diagonal, and nothing else.
  private var values: [Double]
  private let isSymmetric: Bool

  public init(count: Int) {
    self.count = count
    isSymmetric = false
    values = [Double](repeating: .nan, count: count * count)
  }

  /// A symmetric matrix without values on the diagonal.
  /// - Parameter value: of the pair (i, j), i > j; `nil` where it could not be measured.
  init(symmetric count: Int, _ value: (_ i: Int, _ j: Int) -> Double?) {
    self.count = count
    isSymmetric = true
    let pairs = count * (count - 1) / 2
    values = [Double](unsafeUninitializedCapacity: pairs) { values, initialized in
      for i in 0..<count {
        for j in 0..<i {
          values.initializeElement(at: initialized, to: value(i, j) ?? .nan)
          initialized += 1
        }
      }
    }
  }

  /// The similarity, or `nil` where the pair could not be measured. A matrix made symmetric is only
  /// read.
  public subscript(suspect: Int, source: Int) -> Double? {
    get {
      let value = value(suspect, source)
      return value.isNaN ? nil : value
    }
    set {
      precondition(!isSymmetric, "a symmetric matrix is only read")
      values[suspect * count + source] = newValue ?? .nan
    }
  }

  /// The same with NaN where the pair could not be measured.
  @inline(__always)
  func value(_ suspect: Int, _ source: Int) -> Double {
    guard isSymmetric else { return values[suspect &* count &+ source] }
    guard suspect != source else { return .nan }
    let (larger, smaller) = (max(suspect, source), min(suspect, source))
    return values[larger &* (larger &- 1) / 2 &+ smaller]
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
