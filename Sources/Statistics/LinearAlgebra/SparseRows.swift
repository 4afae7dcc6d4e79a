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

// The products work on strips of 32 columns of the dense factor, copied together: a strip of 65,536
// rows is 8 MB instead of 64, and a row of it is held in registers.
extension SparseRows {
  /// S D: rows x D.columns. Cost: stored elements times columns of D.
  public func times(_ dense: Matrix<Float>) -> Matrix<Float> {
    precondition(dense.rows == columns, "inner dimensions differ")
    var result = Matrix<Float>(rows: rows, columns: dense.columns)
    for first in stride(from: 0, to: dense.columns, by: Strip.width) {
      var product = Strip(rows: rows)
      let factor = Strip(dense, from: first)
      factor.rows.withUnsafeBufferPointer { factor in
        product.rows.withUnsafeMutableBufferPointer { product in
          forEachRow { row, indices, values in
            var sum = Strip.Row()
            for k in 0..<values.count { sum.add(values[k], factor[Int(indices[k])]) }
            product[row] = sum
          }
        }
      }
      product.copy(to: &result, from: first)
    }
    return result
  }

  /// S' D: columns x D.columns. Cost: stored elements times columns of D.
  public func transposedTimes(_ dense: Matrix<Float>) -> Matrix<Float> {
    precondition(dense.rows == rows, "inner dimensions differ")
    var result = Matrix<Float>(rows: columns, columns: dense.columns)
    for first in stride(from: 0, to: dense.columns, by: Strip.width) {
      var product = Strip(rows: columns)
      let factor = Strip(dense, from: first)
      factor.rows.withUnsafeBufferPointer { factor in
        product.rows.withUnsafeMutableBufferPointer { product in
          forEachRow { row, indices, values in
            let source = factor[row]
            for k in 0..<values.count { product[Int(indices[k])].add(values[k], source) }
          }
        }
      }
      product.copy(to: &result, from: first)
    }
    return result
  }

  /// Columns lie in range because `append` checks them.
  @inline(__always)
  private func forEachRow(
    _ body: (Int, UnsafeBufferPointer<Int32>, UnsafeBufferPointer<Float>) -> Void
  ) {
    indices.withUnsafeBufferPointer { indices in
      values.withUnsafeBufferPointer { values in
        for row in 0..<rows {
          let range = starts[row]..<starts[row + 1]
          body(row, .init(rebasing: indices[range]), .init(rebasing: values[range]))
        }
      }
    }
  }
}

/// A few neighbouring columns of a dense matrix, padded with zeros.
private struct Strip {
  static let width = 32

  struct Row {
    var low = SIMD16<Float>()
    var high = SIMD16<Float>()

    @inline(__always)
    mutating func add(_ factor: Float, _ other: Row) {
      low += factor * other.low
      high += factor * other.high
    }
  }

  var rows: [Row]

  init(rows: Int) {
    self.rows = [Row](repeating: Row(), count: rows)
  }

  init(_ matrix: Matrix<Float>, from first: Int) {
    self.init(rows: matrix.rows)
    let used = min(Self.width, matrix.columns - first)
    matrix.withUnsafeElements { elements in
      withFloats { floats in
        for row in 0..<matrix.rows {
          for k in 0..<used {
            floats[row &* Self.width &+ k] = elements[row &* matrix.columns &+ first &+ k]
          }
        }
      }
    }
  }

  mutating func copy(to matrix: inout Matrix<Float>, from first: Int) {
    let columns = matrix.columns
    let used = min(Self.width, columns - first)
    withFloats { floats in
      matrix.withUnsafeMutableElements { elements in
        for row in 0..<floats.count / Self.width {
          for k in 0..<used {
            elements[row &* columns &+ first &+ k] = floats[row &* Self.width &+ k]
          }
        }
      }
    }
  }

  private mutating func withFloats(_ body: (UnsafeMutableBufferPointer<Float>) -> Void) {
    rows.withUnsafeMutableBytes { body($0.bindMemory(to: Float.self)) }
  }
}
