extension Matrix {
  /// This symmetric matrix U-centred (Székely & Rizzo 2014): zeros on the diagonal and, off it,
  ///
  ///     a_ij - r_i / (n-2) - r_j / (n-2) + t / ((n-1)(n-2))
  ///
  /// with r the sums of the rows and t the sum of all elements, the diagonal left out of both. Every
  /// row then sums to zero. The diagonal is not read. Requires at least 3 rows.
  ///
  /// The inner product of two U-centred matrices is n(n-3) times the unbiased estimate of HSIC (Song
  /// et al. 2012).
  public func uCentred() -> Matrix {
    precondition(rows == columns && rows > 2, "U-centring needs a square matrix of 3 rows or more")
    let n = Double(rows)
    let sums = (0..<rows).map { row in
      self[row: row].reduce(0.0) { $0 + Double($1) } - Double(self[row, row])
    }
    let total = sums.reduce(0, +) / ((n - 1) * (n - 2))
    let shares = sums.map { Element($0 / (n - 2)) }
    // The whole shift is rounded once for each row, so that the result stays symmetric.
    var result = self
    result.withUnsafeMutableElements { elements in
      for row in 0..<rows {
        for column in 0..<rows {
          elements[row &* rows &+ column] -= shares[row] + shares[column] - Element(total)
        }
        elements[row &* rows &+ row] = 0
      }
    }
    return result
  }
}
