/// Agglomerative clustering by average linkage (UPGMA; Sokal and Michener 1958).
///
/// Begins with every item by itself and joins, step by step, the two clusters whose items are on
/// average the least apart. Among equally near clusters those of the earliest items are joined.
///
/// Cost: count^3 / 6 comparisons.
public struct AverageLinkage: Sendable, Equatable {
  /// Two clusters joined. Clusters 0 ..< count are the items, cluster count + k is the k-th merge.
  public struct Merge: Sendable, Equatable {
    public let first: Int
    public let second: Int
    /// The mean distance between items of the one and items of the other.
    public let height: Double
    /// Items in the joined cluster.
    public let size: Int
  }

  public let count: Int
  /// Shape: count - 1, of ascending height.
  public let merges: [Merge]

  /// - Parameter distances: a square and symmetric matrix of finite numbers; the diagonal is not read.
  public init(_ distances: [[Double]]) {
    precondition(distances.allSatisfy { $0.count == distances.count }, "a square matrix")
    count = distances.count
    var state = State(distances)
    merges = (0..<max(0, count - 1)).map { _ in state.join() }
  }

  /// The items of every merge, ascending.
  public var clades: [[Int]] {
    var members = (0..<count).map { [$0] }
    for merge in merges { members.append((members[merge.first] + members[merge.second]).sorted()) }
    return Array(members[count...])
  }

  /// The items from one end of the tree to the other, so that no branches cross.
  public var leafOrder: [Int] {
    func leaves(_ cluster: Int) -> [Int] {
      guard cluster >= count else { return [cluster] }
      let merge = merges[cluster - count]
      return leaves(merge.first) + leaves(merge.second)
    }
    return count == 0 ? [] : leaves(count + merges.count - 1)
  }

  /// For every merge the share of other trees, over the same items, that hold the same clade: its
  /// bootstrap support when they come from resampled data (Felsenstein 1985).
  public func support(in others: [AverageLinkage]) -> [Double] {
    precondition(others.allSatisfy { $0.count == count } && !others.isEmpty)
    var held: [[Int]: Int] = [:]
    for other in others { for clade in other.clades { held[clade, default: 0] += 1 } }
    return clades.map { Double(held[$0] ?? 0) / Double(others.count) }
  }
}

/// The clusters not yet joined, each in the slot of its earliest item.
private struct State {
  private let items: Int
  private var distances: [[Double]]
  private var slots: [Int]
  private var cluster: [Int]
  private var size: [Int]
  private var joined = 0

  init(_ distances: [[Double]]) {
    items = distances.count
    self.distances = distances
    slots = Array(distances.indices)
    cluster = slots
    size = [Int](repeating: 1, count: distances.count)
  }

  mutating func join() -> AverageLinkage.Merge {
    let (a, b) = nearest()
    let height = distances[a][b]
    let ends = [cluster[a], cluster[b]].sorted()
    slots.removeAll { $0 == b }
    let (m, n) = (Double(size[a]), Double(size[b]))
    for other in slots where other != a {
      let mean = (m * distances[a][other] + n * distances[b][other]) / (m + n)
      distances[a][other] = mean
      distances[other][a] = mean
    }
    size[a] += size[b]
    cluster[a] = items + joined
    joined += 1
    return AverageLinkage.Merge(first: ends[0], second: ends[1], height: height, size: size[a])
  }

  private func nearest() -> (Int, Int) {
    var best = (slots[0], slots[1])
    for (position, a) in slots.enumerated() {
      let row = distances[a]
      for b in slots[(position + 1)...] where row[b] < distances[best.0][best.1] { best = (a, b) }
    }
    return best
  }
}
