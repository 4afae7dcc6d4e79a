/// A dense matrix stored row after row.
///
/// Shapes that do not fit are programmer errors and stop the program. Products run in BLAS; each
/// dimension must fit in 32 bits.
public struct Matrix<Element: LinearScalar>: Equatable, Sendable {
  public let rows: Int
  public let columns: Int
  @usableFromInline var storage: [Element]

  /// A matrix with every element equal to `value`.
  @inlinable public init(rows: Int, columns: Int, repeating value: Element = 0) {
    precondition(rows >= 0 && columns >= 0, "a matrix has no negative dimension")
    precondition(max(rows, columns) <= Int(Int32.max), "a dimension must fit in 32 bits")
    self.init(rows: rows, columns: columns) { $0.initialize(repeating: value) }
  }

  /// A matrix whose elements, row after row, `body` must all initialise.
  @inlinable init(
    rows: Int, columns: Int, initializing body: (UnsafeMutableBufferPointer<Element>) -> Void
  ) {
    self.rows = rows
    self.columns = columns
    storage = [Element](unsafeUninitializedCapacity: rows * columns) { elements, count in
      count = rows * columns
      let memory = UnsafeMutableBufferPointer(rebasing: elements[..<count])
      LargeMemory.prepare(UnsafeMutableRawBufferPointer(memory))
      body(memory)
    }
  }

  /// A matrix from its elements, row after row. `elements.count` must be `rows * columns`.
  @inlinable public init(rows: Int, columns: Int, elements: [Element]) {
    precondition(rows >= 0 && columns >= 0, "a matrix has no negative dimension")
    precondition(max(rows, columns) <= Int(Int32.max), "a dimension must fit in 32 bits")
    precondition(elements.count == rows * columns, "elements must fill rows x columns")
    self.rows = rows
    self.columns = columns
    storage = elements
  }

  /// A matrix from rows of equal length.
  @inlinable public init(_ rows: [[Element]]) {
    let columns = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == columns }, "rows must have equal length")
    self.init(rows: rows.count, columns: columns, elements: rows.flatMap(\.self))
  }

  /// All elements, row after row.
  @inlinable public var elements: [Element] { storage }

  @inlinable public subscript(row: Int, column: Int) -> Element {
    get {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns)
      return storage[row &* columns &+ column]
    }
    set {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns)
      storage[row &* columns &+ column] = newValue
    }
  }

  /// One row, without copying it.
  @inlinable public subscript(row row: Int) -> ArraySlice<Element> {
    storage[row &* columns..<(row &+ 1) &* columns]
  }

  /// Overwrites one row.
  public mutating func replaceRow(_ row: Int, with elements: [Element]) {
    precondition(elements.count == columns)
    storage.replaceSubrange(row * columns..<(row + 1) * columns, with: elements)
  }

  /// The elements, row after row, for a hot loop to read.
  @inlinable public func withUnsafeElements<Result>(
    _ body: (UnsafeBufferPointer<Element>) throws -> Result
  ) rethrows -> Result {
    try storage.withUnsafeBufferPointer(body)
  }

  /// The elements, row after row, for a hot loop to write.
  @inlinable public mutating func withUnsafeMutableElements<Result>(
    _ body: (UnsafeMutableBufferPointer<Element>) throws -> Result
  ) rethrows -> Result {
    try storage.withUnsafeMutableBufferPointer { try body($0) }
  }

  /// The matrix with rows and columns exchanged.
  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for row in 0..<rows {
      for column in 0..<columns { result[column, row] = self[row, column] }
    }
    return result
  }
}
