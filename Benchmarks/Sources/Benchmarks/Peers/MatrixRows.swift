import Statistics

/// Matrix products, dense and sparse.
enum MatrixRows {
  /// A product of two square matrices: what the library reaches. Values: the first row.
  static func product(_ folder: InputFolder) throws -> () -> [Double] {
    let first = Matrix(try folder.rows("first.f32", columns: 2_048))
    let second = Matrix(try folder.rows("second.f32", columns: 2_048))
    return { (first * second)[row: 0].map(Double.init) }
  }

  /// Inner products of all pairs of vectors that arrive one by one. Values: the last row.
  static func cosines(_ folder: InputFolder) throws -> () -> [Double] {
    let vectors = try folder.rows("vectors.f32", columns: 384)
    return {
      let gram = Matrix(vectors).rowGram()
      return gram[row: vectors.count - 1].map(Double.init)
    }
  }

  /// Truncated SVD of compressed rows. Values: the singular values, then the components, row by row.
  static func truncatedSVD(_ folder: InputFolder) throws -> () throws -> [Double] {
    let starts = try folder.array("starts.i64", of: Int64.self).map(Int.init)
    let columns = try folder.array("columns.i32", of: Int32.self)
    let values = try folder.array("values.f32", of: Float.self)
    var rows = SparseRows(columns: 65_536)
    rows.reserveCapacity(values.count)
    for (start, end) in zip(starts, starts.dropFirst()) {
      rows.append(columns: Array(columns[start..<end]), values: Array(values[start..<end]))
    }
    return { [rows] in
      let svd = try TruncatedSVD(fitting: rows, count: 256, stream: RandomStream(seed: 1))
      return (svd.singularValues + svd.components.elements).map(Double.init)
    }
  }
}
