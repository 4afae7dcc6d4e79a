import Statistics
import Testing

@Suite struct ClusteringTests {
  private let golden = Result { try JSONTree.golden("clustering") }

  /// A square matrix from the distances above its diagonal, row by row.
  private func square(_ condensed: [Double], _ count: Int) -> [[Double]] {
    var rest = condensed[...]
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for i in 0..<count {
      for j in (i + 1)..<max(count, i + 1) {
        matrix[i][j] = rest.removeFirst()
        matrix[j][i] = matrix[i][j]
      }
    }
    return matrix
  }

  @Test func averageLinkageAgainstSciPy() throws {
    for tree in try golden.get()["trees"].items {
      let count = Int(try tree["count"].double)
      let found = AverageLinkage(square(try tree["distances"].doubles, count))
      let expected = try tree["merges"].rows
      #expect(found.merges.count == expected.count)
      for (merge, row) in zip(found.merges, expected) {
        #expect(
          [merge.first, merge.second, merge.size] == [Int(row[0]), Int(row[1]), Int(row[3])])
        #expect(agree(merge.height, row[2], 1e-12))
      }
    }
  }

  @Test func supportOfCladesAgainstSciPy() throws {
    let recorded = try golden.get()["support"]
    let count = Int(try recorded["count"].double)
    let tree = AverageLinkage(square(try recorded["distances"].doubles, count))
    let copies = try recorded["copies"].rows.map { AverageLinkage(square($0, count)) }
    let held = try recorded["held"].ints
    #expect(tree.support(in: copies).map { Int(($0 * Double(copies.count)).rounded()) } == held)
    #expect(Set(held).count > 3, "the case tells trees apart")
  }

  /// A merge's height is the plain mean of the distances between the items of its two clusters.
  @Test func heightsAgainstObviousLoop() {
    var random = RandomStream(seed: 5)
    let count = 17
    let matrix = square((0..<(count * (count - 1) / 2)).map { _ in random.uniform() }, count)
    let tree = AverageLinkage(matrix)
    let members = (0..<count).map { [$0] } + tree.clades
    for merge in tree.merges {
      let pairs = members[merge.first].flatMap { a in members[merge.second].map { matrix[a][$0] } }
      #expect(abs(pairs.reduce(0, +) / Double(pairs.count) - merge.height) < 1e-12)
    }
    #expect(tree.merges.map(\.height) == tree.merges.map(\.height).sorted())
  }

  @Test func cladesAreContiguousInTheOrderOfTheLeaves() {
    var random = RandomStream(seed: 9)
    let count = 23
    let matrix = square((0..<(count * (count - 1) / 2)).map { _ in random.uniform() }, count)
    let tree = AverageLinkage(matrix)
    let order = tree.leafOrder
    #expect(order.sorted() == Array(0..<count))
    for clade in tree.clades {
      let places = clade.map { order.firstIndex(of: $0)! }.sorted()
      #expect(places.last! - places.first! == clade.count - 1)
    }
  }

  @Test func theSmallestTrees() {
    #expect(AverageLinkage([]).leafOrder.isEmpty)
    #expect(AverageLinkage([[0]]).leafOrder == [0])
    let pair = AverageLinkage([[0, 0.5], [0.5, 0]])
    #expect(pair.clades == [[0, 1]])
    #expect(pair.support(in: [pair]) == [1])
    let equal = AverageLinkage([[Double]](repeating: [0, 0, 0], count: 3))
    #expect(equal.clades == [[0, 1], [0, 1, 2]])
  }
}
