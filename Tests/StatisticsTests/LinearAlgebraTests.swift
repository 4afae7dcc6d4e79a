import Statistics
import Testing

/// Entries that are far from round, the same on every run.
func sample<Element: LinearScalar>(
  _ rows: Int, _ columns: Int, seed: UInt64 = 1
) -> Matrix<Element> {
  var stream = RandomStream(seed: seed)
  return Matrix(
    rows: rows, columns: columns,
    elements: (0..<rows * columns).map { _ in Element(stream.normal()) })
}

/// The largest absolute difference of two matrices of one shape.
func distance<Element: LinearScalar>(_ a: Matrix<Element>, _ b: Matrix<Element>) -> Double {
  #expect(a.rows == b.rows && a.columns == b.columns)
  return zip(a.elements, b.elements).map { Double(abs($0 - $1)) }.max() ?? 0
}

private func product<Element: LinearScalar>(
  byLoopsOver left: Matrix<Element>, _ right: Matrix<Element>
) -> Matrix<Element> {
  var result = Matrix<Element>(rows: left.rows, columns: right.columns)
  for row in 0..<left.rows {
    for column in 0..<right.columns {
      for k in 0..<left.columns { result[row, column] += left[row, k] * right[k, column] }
    }
  }
  return result
}

@Suite struct LinearAlgebraTests {
  init() { BLAS.useOneThread() }

  @Test func libraryNamesItself() {
    #expect(BLAS.threadCount == 1)
    #expect(!BLAS.coreName.isEmpty)
    #expect(BLAS.configuration.contains("OpenBLAS"))
  }

  @Test(arguments: [(1, 1, 1), (3, 4, 5), (7, 2, 33), (20, 31, 1), (5, 0, 4), (0, 3, 2)])
  func productsAgainstObviousLoop(rows: Int, inner: Int, columns: Int) {
    checkProducts(Float.self, rows, inner, columns, 1e-4)
    checkProducts(Double.self, rows, inner, columns, 1e-12)
  }

  private func checkProducts<Element: LinearScalar>(
    _: Element.Type, _ rows: Int, _ inner: Int, _ columns: Int, _ tolerance: Double
  ) {
    let left: Matrix<Element> = sample(rows, inner)
    let right: Matrix<Element> = sample(inner, columns, seed: 2)
    let expected = product(byLoopsOver: left, right)
    #expect(distance(left * right, expected) <= tolerance)
    for (leftTransposed, rightTransposed) in [(true, false), (false, true), (true, true)] {
      let result = Matrix.product(
        leftTransposed ? left.transposed : left, transposed: leftTransposed,
        times: rightTransposed ? right.transposed : right, transposed: rightTransposed)
      #expect(distance(result, expected) <= tolerance)
    }
    var sum: Matrix<Element> = sample(rows, columns, seed: 3)
    var obvious = sum
    sum.accumulate(left, times: right, scaledBy: 2, keeping: 0.5)
    for row in 0..<rows {
      for column in 0..<columns {
        obvious[row, column] = 0.5 * obvious[row, column] + 2 * expected[row, column]
      }
    }
    #expect(distance(sum, obvious) <= tolerance)
  }

  @Test(arguments: [(1, 1), (6, 40), (40, 6), (3, 0)])
  func rowGramAgainstObviousLoop(rows: Int, columns: Int) {
    let matrix: Matrix<Float> = sample(rows, columns)
    let expected = product(byLoopsOver: matrix, matrix.transposed)
    #expect(distance(matrix.rowGram(), expected) < 1e-4)
    var sum = expected
    sum.accumulateGram(ofRowsOf: matrix, scaledBy: -1, keeping: 1)
    #expect(distance(sum, Matrix(rows: rows, columns: rows)) < 1e-4)
    #expect(sum == sum.transposed)
  }

  @Test(arguments: [(1, 1), (5, 3), (40, 70)])
  func productWithUpperTriangleAgainstObviousLoop(rows: Int, columns: Int) {
    let square: Matrix<Float> = sample(rows, rows)
    var triangle = square
    for row in 0..<rows { for column in 0..<row { triangle[row, column] = 0 } }
    var found: Matrix<Float> = sample(rows, columns, seed: 2)
    let expected = product(byLoopsOver: triangle, found)
    found.multiply(byUpperTriangleOf: square)
    #expect(distance(found, expected) < 1e-4)
    found = sample(columns, rows, seed: 2)
    let other = product(byLoopsOver: found, triangle)
    found.multiply(byUpperTriangleOf: square, onRight: true)
    #expect(distance(found, other) < 1e-4)
  }

  @Test func rowsAndElementsAreRowMajor() {
    let matrix = Matrix<Double>([[1, 2, 3], [4, 5, 6]])
    #expect(matrix[1, 0] == 4)
    #expect(Array(matrix[row: 1]) == [4, 5, 6])
    #expect(matrix.transposed == Matrix([[1, 4], [2, 5], [3, 6]]))
    #expect(matrix.elements == [1, 2, 3, 4, 5, 6])
  }

  @Test(arguments: [(6, 4), (4, 6), (5, 5), (1, 7), (0, 3)])
  func singularValueDecompositionReconstructs(rows: Int, columns: Int) throws {
    let matrix: Matrix<Double> = sample(rows, columns)
    let svd = try matrix.singularValueDecomposition()
    var scaled = svd.left
    for row in 0..<scaled.rows {
      for column in 0..<scaled.columns { scaled[row, column] *= svd.values[column] }
    }
    #expect(distance(scaled * svd.right, matrix) < 1e-12)
    expectOrthonormal(columnsOf: svd.left)
    expectOrthonormal(columnsOf: svd.right.transposed)
    #expect(svd.values == svd.values.sorted(by: >))
    #expect(try agree(matrix.singularValues(), svd.values, 1e-12))
  }

  private func expectOrthonormal(columnsOf matrix: Matrix<Double>) {
    let gram = matrix.transposed.rowGram()
    for row in 0..<gram.rows {
      for column in 0..<gram.columns {
        #expect(abs(gram[row, column] - (row == column ? 1 : 0)) < 1e-12)
      }
    }
  }

  @Test(arguments: [(9, 4), (4, 4), (50, 1), (9001, 3), (4100, 1030)])
  func qrDecompositionReconstructs(rows: Int, columns: Int) throws {
    let matrix: Matrix<Double> = sample(rows, columns)
    let qr = try matrix.qrDecomposition()
    #expect(distance(qr.q * qr.r, matrix) < 1e-12)
    expectOrthonormal(columnsOf: qr.q)
    for row in 0..<columns {
      for column in 0..<row { #expect(qr.r[row, column] == 0) }
    }
  }

  /// Tall, so that Cholesky is tried first; the last columns are equal, nearly equal or different.
  @Test(arguments: [0.0, 1e-9, 1e-3, 1])
  func qrDecompositionOfNearlyDependentColumnsReconstructs(difference: Double) throws {
    var matrix: Matrix<Double> = sample(9_000, 4)
    for row in 0..<matrix.rows {
      matrix[row, 3] = matrix[row, 2] + difference * matrix[row, 3]
    }
    let qr = try matrix.qrDecomposition()
    #expect(distance(qr.q * qr.r, matrix) < 1e-12)
    expectOrthonormal(columnsOf: qr.q)
  }

  @Test func qrDecompositionOfNoNumbersIsRefused() {
    var matrix: Matrix<Float> = sample(9_000, 3)
    matrix[5, 1] = .nan
    #expect(throws: StatisticsError.self) { _ = try matrix.qrDecomposition() }
  }

  @Test func decompositionsAgainstNumPy() throws {
    let golden = try JSONTree.golden("linear_algebra")
    let (a, b) = try (Matrix(golden["a"].rows), Matrix(golden["b"].rows))
    #expect(try agree((a * b).elements, golden["product"].rows.flatMap(\.self), 1e-12))
    #expect(try agree(a.rowGram().elements, golden["row_gram"].rows.flatMap(\.self), 1e-12))
    #expect(try agree(a.singularValues(), golden["singular_values"].doubles, 1e-12))
    #expect(
      try agree(a.singularValues().reduce(0, +), golden["nuclear_norm"].double, 1e-12))
    let r = try a.qrDecomposition().r.elements.map { abs($0) }
    #expect(try agree(r, golden["absolute_r"].rows.flatMap(\.self), 1e-12))
  }

  @Test func singlePrecisionDecompositions() throws {
    let matrix: Matrix<Float> = sample(12, 7)
    let svd = try matrix.singularValueDecomposition()
    let double = Matrix(rows: 12, columns: 7, elements: matrix.elements.map(Double.init))
    #expect(try agree(svd.values.map(Double.init), double.singularValues(), 1e-5))
    #expect(try agree(matrix.singularValues().map(Double.init), svd.values.map(Double.init), 1e-5))
    let qr = try matrix.qrDecomposition()
    #expect(distance(qr.q * qr.r, matrix) < 1e-5)
  }

  @Test func notANumberIsReportedNotReturned() {
    let matrix = Matrix<Double>([[1, .nan], [0, 1]])
    #expect { try matrix.singularValueDecomposition() } throws: {
      ($0 as? StatisticsError)?.kind == .notFinite
    }
  }
}
