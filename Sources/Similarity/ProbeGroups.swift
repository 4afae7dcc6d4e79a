public import Probing
import Statistics

/// Probes that always weigh the same: by themselves where a table is small, in random groups where the
/// similarities of all pairs on every probe would not fit in memory.
///
/// Resampling equal random groups instead of single probes estimates the same variance with fewer
/// degrees of freedom (Wolter 2007, Introduction to Variance Estimation, chapter 2). Groups do not
/// cross kinds, strata or sets, whose probes are also weighted by themselves; they depend on the ids of
/// the probes and not on their order.
public struct ProbeGroups: Sendable {
  /// By probe its group, and by group its probes.
  public let group: [Int]
  public let members: [[Int]]

  /// Similarities kept of one metric at most: groups x subjects x subjects.
  public static let limit = 1 << 27
  /// Groups are not made fewer than this for it.
  public static let fewest = 100

  /// Whether every probe is a group of its own.
  public var areSingle: Bool { members.count == group.count }
  public var count: Int { members.count }

  /// - Parameter limit: of similarities kept, instead of the program's.
  public init(_ probes: [Probe], subjects: Int, limit: Int = ProbeGroups.limit) {
    let affordable = max(Self.fewest, limit / max(1, subjects * subjects))
    guard probes.count > affordable else {
      self.init(members: probes.indices.map { [$0] })
      return
    }
    let size = (probes.count + affordable - 1) / affordable
    let cells = Dictionary(grouping: probes.indices) { Cell(probes[$0]) }
    self.init(
      members: cells.sorted { $0.key < $1.key }.flatMap { cell, members in
        Self.dealt(members.sorted { probes[$0].id < probes[$1].id }, size, cell)
      })
  }

  /// The groups of some probes, ascending within each; empty ones left out.
  func members(among probes: [Int]) -> [[Int]] {
    let kept = Set(probes)
    return members.map { $0.filter(kept.contains) }.filter { !$0.isEmpty }
  }

  private init(members: [[Int]]) {
    self.members = members
    var group = [Int](repeating: 0, count: members.reduce(0) { $0 + $1.count })
    for (number, members) in members.enumerated() { for probe in members { group[probe] = number } }
    self.group = group
  }

  /// In a random order cut into groups whose sizes differ by one at most, ascending within each.
  private static func dealt(_ probes: [Int], _ size: Int, _ cell: Cell) -> [[Int]] {
    var stream = RandomStream(seed: 0).substream("probe-groups/\(cell.name)")
    let order = stream.permutation(of: probes.count).map { probes[$0] }
    let count = (probes.count + size - 1) / size
    return (0..<count).map { number in
      order[(probes.count * number / count)..<(probes.count * (number + 1) / count)].sorted()
    }
  }

  /// What may be weighted by itself.
  private struct Cell: Hashable, Comparable {
    let name: String

    init(_ probe: Probe) {
      let set = probe.id.split(separator: "/").dropLast().joined(separator: "/")
      name = [set, probe.kind.rawValue, probe.stratum ?? ""].joined(separator: "\u{1f}")
    }

    static func < (first: Cell, second: Cell) -> Bool { first.name < second.name }
  }
}
