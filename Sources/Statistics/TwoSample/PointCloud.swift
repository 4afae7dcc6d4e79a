/// Points of one sample with their squared lengths, ready to be compared with other samples.
public struct PointCloud: Sendable {
  /// Rows are points; zero rows fill up to a multiple of 16.
  let points: Matrix<Float>
  /// Beyond the points: too far from everything to count.
  let squares: [Float]
  public let count: Int

  static let farAway: Float = 1e30

  /// - Parameter points: one row for each, of equal length.
  public init(_ points: [[Float]]) {
    count = points.count
    let width = points.first?.count ?? 0
    let padding = (16 - count % 16) % 16
    self.points = Matrix(
      rows: count + padding, columns: width,
      elements: points.flatMap { $0 } + [Float](repeating: 0, count: padding * width))
    squares =
      points.map { VectorSum.products($0, $0) } + [Float](repeating: Self.farAway, count: padding)
  }
}

/// What the distances between the points of two samples add up to.
public struct CloudDistances: Sendable {
  /// How many bandwidths there are, each half the next.
  public static let bandwidths = 6

  /// The sum of |x - y| over all pairs.
  public private(set) var distances = 0.0
  /// For each bandwidth b the sum of exp(-|x - y|^2 / b) over all pairs, the widest last.
  public private(set) var kernels = [Double](repeating: 0, count: Self.bandwidths)
  /// For each point of the first sample the smallest squared distance to the second; and reversed.
  public private(set) var nearestToFirst: [Float] = []
  public private(set) var nearestToSecond: [Float] = []

  /// - Parameter widest: the widest bandwidth, a squared distance.
  public init(_ first: PointCloud, _ second: PointCloud, widest: Float) {
    precondition(widest > 0, "a bandwidth is positive")
    guard first.count > 0, second.count > 0 else { return }
    let products = Matrix.product(
      first.points, transposed: false, times: second.points, transposed: true)
    let chunks = second.points.rows / 16
    var columnMinima = [SIMD16<Float>](repeating: .init(repeating: .infinity), count: chunks)
    products.withUnsafeElements { products in
      second.squares.withUnsafeBytes { squares in
        for row in 0..<first.count {
          var sums = Sums()
          for chunk in 0..<chunks {
            let product = UnsafeRawPointer(products.baseAddress! + row &* chunks &* 16)
              .loadUnaligned(fromByteOffset: chunk &* 64, as: SIMD16<Float>.self)
            let length =
              first.squares[row]
              + squares.loadUnaligned(fromByteOffset: chunk &* 64, as: SIMD16<Float>.self)
            sums.add(Self.squaredDistances(length, product), widest, &columnMinima[chunk])
          }
          add(sums)
        }
      }
    }
    nearestToSecond = Array(
      columnMinima.flatMap { lanes in (0..<16).map { lanes[$0] } }
        .prefix(second.count))
  }

  /// The squared distances themselves: points of the first x points of the second.
  public static func squared(_ first: PointCloud, _ second: PointCloud) -> Matrix<Float> {
    precondition(first.count > 0 && second.count > 0, "distances need points")
    let products = Matrix.product(
      first.points, transposed: false, times: second.points, transposed: true)
    var result = Matrix<Float>(rows: first.count, columns: second.count)
    for row in 0..<first.count {
      for column in 0..<second.count {
        let length = first.squares[row] + second.squares[column]
        let squared = length - 2 * products[row, column]
        result[row, column] = squared < length * 1e-6 ? 0 : squared
      }
    }
    return result
  }

  /// |x|^2 + |y|^2 - 2x'y; differences at the level of rounding are none.
  @inline(__always)
  static func squaredDistances(_ length: SIMD16<Float>, _ product: SIMD16<Float>) -> SIMD16<Float> {
    let squared = length - 2 * product
    return squared.replacing(with: 0, where: squared .< length * 1e-6)
  }

  private mutating func add(_ sums: Sums) {
    distances += Double(sums.distances.sum())
    for bandwidth in kernels.indices { kernels[bandwidth] += Double(sums.kernels[bandwidth].sum()) }
    nearestToFirst.append(sums.nearest.min())
  }

  /// Over one row, lane by lane.
  private struct Sums {
    var distances = SIMD16<Float>()
    var kernels = InlineSums()
    var nearest = SIMD16<Float>(repeating: .infinity)

    @inline(__always)
    mutating func add(
      _ squared: SIMD16<Float>, _ widest: Float, _ columnMinimum: inout SIMD16<Float>
    ) {
      nearest.replace(with: squared, where: squared .< nearest)
      columnMinimum.replace(with: squared, where: squared .< columnMinimum)
      distances += squared.squareRoot().replacing(
        with: 0, where: squared .> PointCloud.farAway * 0.5)
      kernels.add((squared * (-1 / widest)).exponential)
    }
  }

  /// Sums of a kernel value and its powers 2, 4, ..., 32: the same kernel at halved bandwidths.
  private struct InlineSums {
    var a = SIMD16<Float>()
    var b = SIMD16<Float>()
    var c = SIMD16<Float>()
    var d = SIMD16<Float>()
    var e = SIMD16<Float>()
    var f = SIMD16<Float>()

    @inline(__always)
    mutating func add(_ widest: SIMD16<Float>) {
      var value = widest
      f += value
      value *= value
      e += value
      value *= value
      d += value
      value *= value
      c += value
      value *= value
      b += value
      value *= value
      a += value
    }

    subscript(bandwidth: Int) -> SIMD16<Float> { [a, b, c, d, e, f][bandwidth] }
  }
}
