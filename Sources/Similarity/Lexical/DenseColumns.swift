import Statistics

/// The Gram matrix of term columns that many rows share, collected in blocks and added as matrix
/// products.
struct DenseColumns {
  private let capacity: Int
  private var filled = 0
  /// Shape: rows x capacity.
  private var block: Matrix<Float>
  /// Shape: rows x rows.
  private var products: Matrix<Float>

  init(rows: Int, capacity: Int) {
    self.capacity = capacity
    block = Matrix(rows: rows, columns: capacity)
    products = Matrix(rows: rows, columns: rows)
  }

  /// Adds to the open column.
  mutating func add(_ weight: Float, row: Int) {
    let position = row * capacity + filled
    block.withUnsafeMutableElements { $0[position] += weight }
  }

  mutating func closeColumn() {
    filled += 1
    if filled == capacity { flush() }
  }

  /// The inner products of all rows, row after row.
  mutating func gram() -> [Float] {
    flush()
    return products.elements
  }

  private mutating func flush() {
    guard filled > 0 else { return }
    products.accumulateGram(ofRowsOf: block)
    block.withUnsafeMutableElements { $0.update(repeating: 0) }
    filled = 0
  }
}
