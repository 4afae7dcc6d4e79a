import Foundation
import Probing
import Similarity
import Statistics
import Testing

/// The numbers beneath the metrics on embeddings.
@Suite struct EmbeddingStatisticsTests {
  init() { BLAS.useOneThread() }

  private func golden() throws -> EmbeddingGolden {
    try SimilarityTests.golden("embedding", as: EmbeddingGolden.self)
  }

  private func points(_ count: Int, _ dimensions: Int, seed: UInt64) -> [[Float]] {
    var stream = RandomStream(seed: seed)
    return (0..<count).map { _ in (0..<dimensions).map { _ in Float(stream.normal()) } }
  }

  private func distance(_ x: [Float], _ y: [Float]) -> Double {
    zip(x, y).reduce(0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) }.squareRoot()
  }

  // MARK: Distances of clouds

  /// Counts below, at and above the sixteen that are taken at a time.
  @Test(arguments: [(1, 1), (5, 16), (16, 5), (17, 33)])
  func sumsOverCloudsAgainstObviousLoop(first: Int, second: Int) {
    let (x, y) = (points(first, 7, seed: 1), points(second, 7, seed: 2))
    let found = CloudDistances(PointCloud(x), PointCloud(y), widest: 24)
    let all = x.map { a in y.map { distance(a, $0) } }
    #expect(abs(found.distances - all.joined().reduce(0, +)) < 1e-4)
    for (k, sum) in found.kernels.enumerated() {
      let width = 24 / pow(2, Double(CloudDistances.bandwidths - 1 - k))
      let expected = all.joined().reduce(0) { $0 + exp(-$1 * $1 / width) }
      #expect(abs(sum - expected) < 1e-4)
    }
    #expect(
      zip(found.nearestToFirst, all).allSatisfy { abs(Double($0) - $1.min()! * $1.min()!) < 1e-4 })
    for (column, nearest) in found.nearestToSecond.enumerated() {
      let least = all.map { $0[column] }.min()!
      #expect(abs(Double(nearest) - least * least) < 1e-4)
    }
    #expect(found.nearestToFirst.count == first && found.nearestToSecond.count == second)
  }

  @Test func pointIsAtNoDistanceFromItself() {
    let x = points(20, 300, seed: 3)
    let squared = CloudDistances.squared(PointCloud(x), PointCloud(x))
    for point in x.indices { #expect(squared[point, point] == 0) }
    let found = CloudDistances(PointCloud(x), PointCloud(x), widest: 1)
    #expect(found.nearestToFirst.allSatisfy { $0 == 0 })
    #expect(found.kernels.allSatisfy { abs($0 - 20) < 1e-4 })
  }

  @Test(arguments: [(3, 5), (7, 16)])
  func kernelsAgainstObviousLoop(first: Int, second: Int) {
    let (x, y) = (points(first, 4, seed: 10), points(second, 4, seed: 11))
    let found = CloudDistances.kernel(PointCloud(x), PointCloud(y), bandwidth: 3)
    for a in x.indices {
      for b in y.indices {
        #expect(abs(Double(found[a, b]) - exp(-pow(distance(x[a], y[b]), 2) / 3)) < 1e-5)
      }
    }
    let far = CloudDistances.kernel(PointCloud([[0]]), PointCloud([[1e3]]), bandwidth: 1)
    #expect(far[0, 0] >= 0 && far[0, 0] < 1e-30)
  }

  @Test func noPointsAddUpToNothing() {
    let found = CloudDistances(PointCloud([]), PointCloud(points(3, 2, seed: 1)), widest: 1)
    #expect(found.distances == 0 && found.nearestToFirst.isEmpty)
  }

  @Test func energyInOneDimensionAgainstSciPy() throws {
    let golden = try golden().oneDimension
    let (x, y) = (PointCloud(golden.x.map { [$0] }), PointCloud(golden.y.map { [$0] }))
    func mean(_ a: PointCloud, _ b: PointCloud) -> Double {
      CloudDistances(a, b, widest: 1).distances / Double(a.count * b.count)
    }
    #expect(abs(2 * mean(x, y) - mean(x, x) - mean(y, y) - golden.energy) < 1e-5)
  }

  // MARK: Discrepancy and relabelling

  private func kernel(_ points: [[Float]]) -> Matrix<Float> {
    Matrix(
      points.map { a in
        points.map { b in Float(exp(-pow(distance(a, b), 2) / 6)) }
      })
  }

  /// The U-statistic of a group and the rest, pair by pair.
  private func obvious(_ kernel: Matrix<Float>, _ group: Set<Int>) -> Double {
    var sums = [0.0, 0, 0]
    for a in 0..<kernel.rows {
      for b in 0..<kernel.rows where a != b {
        let kind = (group.contains(a) ? 1 : 0) + (group.contains(b) ? 1 : 0)
        sums[kind] += Double(kernel[a, b])
      }
    }
    let (n, m) = (Double(group.count), Double(kernel.rows - group.count))
    return sums[2] / (n * (n - 1)) + sums[0] / (m * (m - 1)) - sums[1] / (n * m)
  }

  /// Within one band of the product, and over several with a rest.
  @Test(arguments: [(2, 2), (3, 9), (100, 60), (40, 271)])
  func observedDiscrepancyAgainstObviousLoop(first: Int, second: Int) {
    let kernel = kernel(points(first + second, 3, seed: 4))
    let found = RelabelledDiscrepancy(kernel: kernel, first: first)
    #expect(abs(found.observed - obvious(kernel, Set(0..<first))) < 1e-5)
  }

  /// Every relabelling of seven points occurs, about equally often, with its own value.
  @Test func relabellingAgainstExactEnumeration() {
    let kernel = kernel(points(7, 3, seed: 5))
    let exact = (0..<7).flatMap { a in
      (0..<a).flatMap { b in (0..<b).map { c in obvious(kernel, [a, b, c]) } }
    }
    let values = RelabelledDiscrepancy(kernel: kernel, first: 3)
      .relabelled(7_000, stream: RandomStream(seed: 6))
    #expect(values.count == 7_000)
    var counts = [Int](repeating: 0, count: exact.count)
    for value in values {
      let nearest = exact.indices.min { abs(exact[$0] - value) < abs(exact[$1] - value) }!
      #expect(abs(exact[nearest] - value) < 1e-5)
      counts[nearest] += 1
    }
    // 200 expected of each of 35; the standard deviation is 14.
    #expect(counts.allSatisfy { (140...260).contains($0) })
  }

  @Test func relabellingIsTheSameForEveryKernelAndBatch() {
    let (one, two) = (kernel(points(30, 3, seed: 7)), kernel(points(30, 3, seed: 7)))
    let stream = RandomStream(seed: 8)
    let all = RelabelledDiscrepancy(kernel: one, first: 12).relabelled(1_200, stream: stream)
    let some = RelabelledDiscrepancy(kernel: two, first: 12).relabelled(600, stream: stream)
    #expect(Array(all.prefix(512)) == Array(some.prefix(512)))
    #expect(Set(all).count > 1_000)
  }

  @Test func uCentredRowsSumToZero() {
    let matrix = kernel(points(9, 2, seed: 9))
    let centred = matrix.uCentred()
    for row in 0..<9 {
      #expect(abs(centred[row: row].reduce(0, +)) < 1e-5)
      #expect(centred[row, row] == 0)
      for column in 0..<9 { #expect(centred[row, column] == centred[column, row]) }
    }
  }

  // MARK: Decompositions

  @Test func truncatedDecompositionAgainstScikitLearn() throws {
    let golden = try golden().truncatedSvd
    var rows = SparseRows(columns: 25)
    for row in golden.matrix {
      let columns = row.indices.filter { row[$0] != 0 }
      rows.append(columns: columns.map(Int32.init), values: columns.map { row[$0] })
    }
    let found = try TruncatedSVD(
      fitting: rows, count: 5, powerIterations: 8, stream: RandomStream(seed: 1))
    let coordinates = found.transform(rows)
    for k in 0..<5 {
      #expect(abs(Double(found.singularValues[k]) - golden.singularValues[k]) < 1e-4)
      let expected = golden.components[k]
      let component = (0..<25).map { Double(found.components[$0, k]) }
      let agreement = zip(component, expected).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(abs(agreement) - 1) < 1e-3)
      for row in 0..<40 {
        let value = (agreement < 0 ? -1 : 1) * Double(coordinates[row, k])
        #expect(abs(value - golden.coordinates[row][k]) < 2e-2)
      }
    }
  }

  // MARK: Neighbours

  /// Four points at one place and two elsewhere: ties share the places that are left.
  @Test func tiedNeighboursShareTheirPlaces() {
    let points = Matrix<Float>([[1, 0], [1, 0], [1, 0], [1, 0], [0, 1], [0, 1]])
    let degrees = NeighbourOverlap.memberships(of: points, neighbours: 2)
    let third: Float = 2 / 3
    #expect(Array(degrees[0..<6]) == [0, third, third, third, 0, 0])
    #expect(Array(degrees[24..<30]) == [0.25, 0.25, 0.25, 0.25, 0, 1])
    #expect(abs(NeighbourOverlap.value(degrees, degrees, points: 6, neighbours: 2) - 1) < 1e-6)
  }
}
