/// A sparse matrix stored row by row (compressed rows), in single precision.
public struct SparseRows: Equatable, Sendable {
  public let columns: Int
  private var starts: [Int]
  private var indices: [Int32]
  private var values: [Float]

  /// A matrix without rows.
  public init(columns: Int) {
    precondition(columns >= 0 && columns <= Int(Int32.max), "columns must fit in 32 bits")
    self.columns = columns
    (starts, indices, values) = ([0], [], [])
  }

  public var rows: Int { starts.count - 1 }

  /// How many elements are stored.
  public var count: Int { values.count }

  /// Makes room for this many stored elements in all.
  public mutating func reserveCapacity(_ count: Int) {
    indices.reserveCapacity(count)
    values.reserveCapacity(count)
  }

  /// Adds a row with these values at these columns, in any order; values at one column add up.
  public mutating func append(columns: [Int32], values: [Float]) {
    precondition(columns.count == values.count, "one value for each column")
    precondition(columns.allSatisfy { $0 >= 0 && $0 < self.columns }, "a column is out of range")
    indices += columns
    self.values += values
    starts.append(indices.count)
  }

  /// Column and value of each stored element of one row.
  public func elements(ofRow row: Int) -> [(column: Int, value: Float)] {
    (starts[row]..<starts[row + 1]).map { (Int(indices[$0]), values[$0]) }
  }
}

extension SparseRows {
  /// S D: rows x D.columns. Cost: stored elements times columns of D.
  public func times(_ dense: Matrix<Float>) -> Matrix<Float> { SparseTiles(self).times(dense) }

  /// S' D: columns x D.columns. Cost: stored elements times columns of D.
  public func transposedTimes(_ dense: Matrix<Float>) -> Matrix<Float> {
    SparseTiles(self).transposedTimes(dense)
  }

  /// Columns lie in range because `append` checks them.
  @inline(__always)
  func forEachElement(_ body: (_ row: Int, _ column: Int32, _ value: Float) -> Void) {
    indices.withUnsafeBufferPointer { indices in
      values.withUnsafeBufferPointer { values in
        for row in 0..<rows {
          for k in starts[row]..<starts[row + 1] { body(row, indices[k], values[k]) }
        }
      }
    }
  }
}
