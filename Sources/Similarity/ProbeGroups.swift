public import Probing
import Statistics

/// Probes that always weigh the same: by themselves where a table is small, in random groups where the
/// similarities of all pairs on every probe would not fit in memory.
///
/// Resampling random groups of like size instead of single probes estimates the same variance with fewer
/// degrees of freedom (Wolter 2007, Introduction to Variance Estimation, chapter 2). Groups do not
/// cross kinds, strata or sets, unless there are too many of these; they depend on the ids of the probes,
/// not on their order, and on the number of subjects.
public struct ProbeGroups: Sendable {
  /// By probe its group, and by group its probes.
  public let group: [Int]
  public let members: [[Int]]

  /// Similarities kept of one metric, about: groups x subjects x subjects.
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
    var cells = Dictionary(grouping: probes.indices) { Cell(probes[$0]) }
    if 2 * cells.count > affordable {
      cells = Dictionary(grouping: probes.indices) { Cell(kind: probes[$0].kind) }
    }
    let share = Double(affordable) / Double(probes.count)
    self.init(
      members: cells.sorted { $0.key < $1.key }.flatMap { cell, members in
        Self.dealt(
          members.sorted { (probes[$0].id, $0) < (probes[$1].id, $1) },
          groups: min(members.count, Int((share * Double(members.count)).rounded(.up))), cell)
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
  private static func dealt(_ probes: [Int], groups count: Int, _ cell: Cell) -> [[Int]] {
    var stream = RandomStream(seed: 0).substream("probe-groups/\(cell.name)")
    let order = stream.permutation(of: probes.count).map { probes[$0] }
    return (0..<count).map { number in
      order[(probes.count * number / count)..<(probes.count * (number + 1) / count)].sorted()
    }
  }

  /// What may be weighted by itself.
  private struct Cell: Hashable, Comparable {
    let name: String

    init(_ probe: Probe) {
      let set = probe.id.firstIndex(of: "/").map { probe.id[..<$0] } ?? ""
      name = [String(set), probe.kind.rawValue, probe.stratum ?? ""].joined(separator: "\u{1f}")
    }

    init(kind: Probe.Kind) { name = kind.rawValue }

    static func < (first: Cell, second: Cell) -> Bool { first.name < second.name }
  }
}
