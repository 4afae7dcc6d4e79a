/// Counts hashed terms by column, one response after another, without clearing all columns between.
struct ColumnCounter {
  private var counts: [Int32]
  private var touched: [Int32] = []

  /// - Parameter columns: a power of two.
  init(columns: Int) {
    precondition(columns.nonzeroBitCount == 1)
    counts = [Int32](repeating: 0, count: columns)
  }

  mutating func add(_ terms: [UInt64]) {
    for term in terms {
      let column = Int(truncatingIfNeeded: term) & (counts.count - 1)
      if counts[column] == 0 { touched.append(Int32(column)) }
      counts[column] += 1
    }
  }

  /// Columns and counts in order of first appearance; the counter is empty afterwards.
  mutating func take() -> [(column: Int32, count: Int32)] {
    let result = touched.map { (column: $0, count: counts[Int($0)]) }
    for column in touched { counts[Int(column)] = 0 }
    touched.removeAll(keepingCapacity: true)
    return result
  }
}
