import Statistics
import Testing

/// A sparse matrix of the given shape, about one element in `gap` stored, and the same dense.
private func sparseSample(
  _ rows: Int, _ columns: Int, gap: Int, seed: UInt64
) -> (sparse: SparseRows, dense: Matrix<Float>) {
  var stream = RandomStream(seed: seed)
  var sparse = SparseRows(columns: columns)
  var dense = Matrix<Float>(rows: rows, columns: columns)
  for row in 0..<rows {
    var (indices, values) = ([Int32](), [Float]())
    for column in 0..<columns where stream.index(below: gap) == 0 {
      indices.append(Int32(column))
      values.append(Float(stream.normal()))
      dense[row, column] = values.last!
    }
    stream.shuffle(&indices)
    sparse.append(columns: indices, values: indices.map { dense[row, Int($0)] })
  }
  return (sparse, dense)
}

@Suite struct SparseTests {
  init() { BLAS.useOneThread() }

  @Test(arguments: [(1, 1, 1), (30, 50, 7), (17, 200, 32), (40, 60, 71)])
  func productsAgainstDense(rows: Int, columns: Int, width: Int) {
    let (sparse, dense) = sparseSample(rows, columns, gap: 3, seed: UInt64(rows))
    let right: Matrix<Float> = sample(columns, width)
    #expect(distance(sparse.times(right), dense * right) < 1e-4)
    let left: Matrix<Float> = sample(rows, width)
    #expect(
      distance(
        sparse.transposedTimes(left), Matrix.product(dense, transposed: true, times: left)) < 1e-4)
  }

  /// Several tiles in both directions, the last of them not full.
  @Test func productsOfManyTilesAgainstObviousLoop() {
    let (rows, columns) = (20_000, 17_000)
    var stream = RandomStream(seed: 3)
    var sparse = SparseRows(columns: columns)
    let right: Matrix<Float> = sample(columns, 2)
    let left: Matrix<Float> = sample(rows, 2)
    var product = Matrix<Float>(rows: rows, columns: 2)
    var transposed = Matrix<Float>(rows: columns, columns: 2)
    for row in 0..<rows {
      let indices = (0..<stream.index(below: 6)).map { _ in stream.index(below: columns) }
      let values = indices.map { _ in Float(stream.normal()) }
      sparse.append(columns: indices.map(Int32.init), values: values)
      for (column, value) in zip(indices, values) {
        for k in 0..<2 {
          product[row, k] += value * right[column, k]
          transposed[column, k] += value * left[row, k]
        }
      }
    }
    #expect(distance(sparse.times(right), product) < 1e-4)
    #expect(distance(sparse.transposedTimes(left), transposed) < 1e-4)
  }

  @Test func rowsMayBeEmptyAndColumnsRepeat() {
    var sparse = SparseRows(columns: 3)
    sparse.append(columns: [], values: [])
    sparse.append(columns: [2, 0, 2], values: [1, 5, 10])
    #expect(sparse.rows == 2 && sparse.count == 3)
    let identity = Matrix<Float>([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    #expect(sparse.times(identity) == Matrix([[0, 0, 0], [5, 0, 11]]))
    #expect(sparse.elements(ofRow: 1).map(\.column) == [2, 0, 2])
  }

  /// A spectrum that decays, as that of text does: rows share a few directions.
  private func decaying(_ rows: Int, _ columns: Int) -> (sparse: SparseRows, dense: Matrix<Float>) {
    var (_, noise) = sparseSample(rows, columns, gap: 2, seed: 5)
    let left: Matrix<Float> = sample(rows, 12, seed: 6)
    var right: Matrix<Float> = sample(12, columns, seed: 7)
    for row in 0..<12 {
      for column in 0..<columns { right[row, column] *= Float(12 - row) }
    }
    noise.accumulate(left, times: right, keeping: 0.1)
    var sparse = SparseRows(columns: columns)
    for row in 0..<rows {
      sparse.append(columns: (0..<Int32(columns)).map(\.self), values: Array(noise[row: row]))
    }
    return (sparse, noise)
  }

  @Test func truncatedSVDAgainstFullSVD() throws {
    let (sparse, dense) = decaying(90, 60)
    let full = try dense.singularValueDecomposition()
    let truncated = try TruncatedSVD(fitting: sparse, count: 8, stream: RandomStream(seed: 1))
    for k in 0..<8 {
      #expect(abs(truncated.singularValues[k] / full.values[k] - 1) < 1e-4)
      let overlap = (0..<60).reduce(Float(0)) {
        $0 + truncated.components[$1, k] * full.right[k, $1]
      }
      #expect(abs(abs(overlap) - 1) < 1e-3)
      let column = (0..<60).map { truncated.components[$0, k] }
      #expect(column.max { abs($0) < abs($1) }! > 0)
    }
    let coordinates = truncated.transform(sparse)
    #expect(distance(coordinates, dense * truncated.components) < 1e-3)
  }

  @Test func truncatedSVDOfAllComponentsAgainstFullSVD() throws {
    let (sparse, dense) = sparseSample(25, 12, gap: 2, seed: 9)
    let truncated = try TruncatedSVD(fitting: sparse, count: 12, stream: RandomStream(seed: 1))
    let full = try dense.singularValues()
    #expect(agree(truncated.singularValues.map(Double.init), full.map(Double.init), 1e-5))
  }

  @Test func truncatedSVDDependsOnTheStreamAlone() throws {
    let (sparse, _) = decaying(40, 30)
    let one = try TruncatedSVD(fitting: sparse, count: 4, stream: RandomStream(seed: 1))
    let same = try TruncatedSVD(fitting: sparse, count: 4, stream: RandomStream(seed: 1))
    let other = try TruncatedSVD(fitting: sparse, count: 4, stream: RandomStream(seed: 2))
    #expect(one.components == same.components)
    #expect(distance(one.components, other.components) < 1e-3)
  }

  @Test func truncatedSVDOfTransformedRowsIgnoresTheOthers() throws {
    let (sparse, _) = decaying(40, 30)
    let svd = try TruncatedSVD(fitting: sparse, count: 4, stream: RandomStream(seed: 1))
    let all = svd.transform(sparse)
    var few = SparseRows(columns: 30)
    for row in [7, 3] {
      let elements = sparse.elements(ofRow: row)
      few.append(columns: elements.map { Int32($0.column) }, values: elements.map(\.value))
    }
    let some = svd.transform(few)
    #expect(Array(some[row: 0]) == Array(all[row: 7]))
    #expect(Array(some[row: 1]) == Array(all[row: 3]))
  }

  @Test func truncatedSVDOfLowRankHasZeroTail() throws {
    var sparse = SparseRows(columns: 6)
    for row in 0..<9 {
      sparse.append(columns: [1, 4], values: [Float(row + 1), 2 * Float(row + 1)])
    }
    let svd = try TruncatedSVD(fitting: sparse, count: 3, stream: RandomStream(seed: 1))
    #expect(abs(svd.singularValues[0] - Float(5 * 285).squareRoot()) < 1e-3)
    #expect(svd.singularValues[1] < 1e-3)
    #expect(abs(svd.components[4, 0] - 2 / Float(5).squareRoot()) < 1e-5)
  }
}
