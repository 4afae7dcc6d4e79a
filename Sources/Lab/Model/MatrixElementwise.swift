import Statistics

extension Matrix<Float> {
  /// Replaces every element by its image.
  @inline(__always)
  mutating func apply(_ transform: (Float) -> Float) {
    withUnsafeMutableElements { values in
      for i in 0..<values.count { values[i] = transform(values[i]) }
    }
  }

  /// Element by element with a matrix of the same shape.
  @inline(__always)
  func zipped(_ other: Matrix, _ combine: (Float, Float) -> Float) -> Matrix {
    precondition(rows == other.rows && columns == other.columns, "shapes differ")
    var result = self
    result.withUnsafeMutableElements { values in
      other.withUnsafeElements { others in
        for i in 0..<values.count { values[i] = combine(values[i], others[i]) }
      }
    }
    return result
  }

  /// Makes every row equal to the one row of `row`.
  mutating func setRows(to row: Matrix) {
    precondition(row.rows == 1 && row.columns == columns, "one row of the same width")
    let width = columns
    withUnsafeMutableElements { values in
      row.withUnsafeElements { source in
        for first in stride(from: 0, to: values.count, by: width) {
          for k in 0..<width { values[first &+ k] = source[k] }
        }
      }
    }
  }

  /// Adds all rows of `other` to this one row.
  mutating func addRows(of other: Matrix) {
    precondition(rows == 1 && other.columns == columns, "one row of the same width")
    let width = columns
    withUnsafeMutableElements { sums in
      other.withUnsafeElements { values in
        for first in stride(from: 0, to: values.count, by: width) {
          for k in 0..<width { sums[k] += values[first &+ k] }
        }
      }
    }
  }
}
