/// A sparse matrix cut into tiles of neighbouring rows and columns, for products with dense matrices.
///
/// A dense factor is multiplied in strips of 32 columns, and a row of a strip is held in registers. The
/// rows of the strip that one tile needs, a megabyte, stay in the cache while all its elements are
/// multiplied; of the whole strip, 8 MB for 65,536 columns, most would be fetched anew for every row.
struct SparseTiles {
  private static let tileRows = 1 << 14
  private static let tileColumns = 1 << 13

  private let rows: Int
  private let columns: Int
  /// Elements of each row within each tile, tile after tile; `segment` says which those are.
  private let starts: [Int]
  /// Counted within the tile.
  private let indices: [UInt16]
  private let values: [Float]

  init(_ matrix: SparseRows) {
    rows = matrix.rows
    columns = matrix.columns
    let layout = Layout(rows: rows, columns: columns)
    var starts = [Int](repeating: 0, count: layout.segments + 1)
    starts.withUnsafeMutableBufferPointer { starts in
      matrix.forEachElement { row, column, _ in starts[layout.segment(row, column) &+ 1] &+= 1 }
      for segment in 0..<layout.segments { starts[segment &+ 1] &+= starts[segment] }
    }
    self.starts = starts
    (indices, values) = Self.sorted(matrix, layout, starts)
  }

  /// A counting sort by segment.
  private static func sorted(
    _ matrix: SparseRows, _ layout: Layout, _ starts: [Int]
  ) -> (indices: [UInt16], values: [Float]) {
    var next = starts
    var indices = [UInt16](repeating: 0, count: matrix.count)
    var values = [Float](repeating: 0, count: matrix.count)
    next.withUnsafeMutableBufferPointer { next in
      indices.withUnsafeMutableBufferPointer { indices in
        values.withUnsafeMutableBufferPointer { values in
          matrix.forEachElement { row, column, value in
            let segment = layout.segment(row, column)
            indices[next[segment]] = UInt16(truncatingIfNeeded: Int(column) & (tileColumns - 1))
            values[next[segment]] = value
            next[segment] &+= 1
          }
        }
      }
    }
    return (indices, values)
  }

  /// S D: rows x D.columns.
  func times(_ dense: Matrix<Float>) -> Matrix<Float> {
    precondition(dense.rows == columns, "inner dimensions differ")
    return strips(of: dense, rows: rows) { factor, product in
      forEachSegment { row, firstColumn, indices, values in
        let factor = factor + firstColumn
        var sum = product[row]
        for k in 0..<values.count { sum.add(values[k], factor[Int(indices[k])]) }
        product[row] = sum
      }
    }
  }

  /// S' D: columns x D.columns.
  func transposedTimes(_ dense: Matrix<Float>) -> Matrix<Float> {
    precondition(dense.rows == rows, "inner dimensions differ")
    return strips(of: dense, rows: columns) { factor, product in
      forEachSegment { row, firstColumn, indices, values in
        let product = product + firstColumn
        let source = factor[row]
        for k in 0..<values.count { product[Int(indices[k])].add(values[k], source) }
      }
    }
  }

  /// A product with as many columns as `dense`, strip by strip; `multiply` adds to zeros.
  @inline(__always)
  private func strips(
    of dense: Matrix<Float>, rows: Int,
    multiply: (UnsafePointer<DenseStrip.Row>, UnsafeMutablePointer<DenseStrip.Row>) -> Void
  ) -> Matrix<Float> {
    var result = Matrix<Float>(rows: rows, columns: dense.columns)
    guard rows > 0, dense.rows > 0 else { return result }
    for first in stride(from: 0, to: dense.columns, by: DenseStrip.width) {
      let factor = DenseStrip(dense, from: first)
      var product = DenseStrip(rows: rows)
      factor.rows.withUnsafeBufferPointer { factor in
        product.rows.withUnsafeMutableBufferPointer { product in
          multiply(factor.baseAddress!, product.baseAddress!)
        }
      }
      product.copy(to: &result, from: first)
    }
    return result
  }

  /// Calls `body` with the elements of each row within each tile, tile after tile.
  @inline(__always)
  private func forEachSegment(
    _ body: (
      _ row: Int, _ firstColumn: Int, UnsafeBufferPointer<UInt16>, UnsafeBufferPointer<Float>
    ) -> Void
  ) {
    var segment = 0
    indices.withUnsafeBufferPointer { indices in
      values.withUnsafeBufferPointer { values in
        for firstRow in stride(from: 0, to: rows, by: Self.tileRows) {
          for firstColumn in stride(from: 0, to: columns, by: Self.tileColumns) {
            for row in firstRow..<min(firstRow + Self.tileRows, rows) {
              let range = starts[segment]..<starts[segment + 1]
              segment += 1
              if range.isEmpty { continue }
              body(
                row, firstColumn, UnsafeBufferPointer(rebasing: indices[range]),
                UnsafeBufferPointer(rebasing: values[range]))
            }
          }
        }
      }
    }
  }

  /// How the rows within tiles are numbered.
  private struct Layout {
    private let rows: Int
    private let tilesAcross: Int

    init(rows: Int, columns: Int) {
      self.rows = rows
      tilesAcross = (columns + SparseTiles.tileColumns - 1) / SparseTiles.tileColumns
    }

    var segments: Int { rows * tilesAcross }

    @inline(__always)
    func segment(_ row: Int, _ column: Int32) -> Int {
      let first = row & ~(SparseTiles.tileRows - 1)
      let height = min(SparseTiles.tileRows, rows &- first)
      let tile = Int(column) / SparseTiles.tileColumns
      return first &* tilesAcross &+ tile &* height &+ row &- first
    }
  }
}
