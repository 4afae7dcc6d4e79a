/// A few neighbouring columns of a dense matrix, padded with zeros.
struct DenseStrip {
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
