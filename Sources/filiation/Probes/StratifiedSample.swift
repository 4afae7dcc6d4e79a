import Probing
import Statistics

/// Some of the probes of a set, drawn without replacement so that every stratum keeps its share.
enum StratifiedSample {
  /// The set of what was drawn, in the order of the set.
  ///
  /// - Parameter count: how many, from 1 to the number of probes.
  static func draw(_ count: Int, from set: ProbeSet, seed: UInt64) -> ProbeSet {
    let members = Dictionary(grouping: set.probes.indices) { set.probes[$0].stratum ?? "" }
    let strata = members.keys.sorted { members[$0]![0] < members[$1]![0] }
    let shares = shares(of: count, among: strata.map { members[$0]!.count })
    let drawn = zip(strata, shares).flatMap { stratum, share -> [Int] in
      var random = RandomStream(seed: seed).substream(stratum)
      return random.permutation(of: members[stratum]!.count).prefix(share).map {
        members[stratum]![$0]
      }
    }
    return set.keeping(
      Set(drawn), id: "\(set.header.id)-sample",
      summary:
        "\(count) of \(set.probes.count) probes of \(set.header.name), drawn by stratum with "
        + "seed \(seed). \(set.header.summary)")
  }

  /// A number divided in proportion to sizes, by largest remainders; the earlier of equal ones wins.
  static func shares(of count: Int, among sizes: [Int]) -> [Int] {
    let total = sizes.reduce(0, +)
    var shares = sizes.map { count * $0 / total }
    let order = sizes.indices.sorted {
      (count * sizes[$1] % total, $0) < (count * sizes[$0] % total, $1)
    }
    for index in order.prefix(count - shares.reduce(0, +)) { shares[index] += 1 }
    return shares
  }
}

extension ProbeSet {
  /// The set of some of its probes, by index, and of the strata that these are of.
  func keeping(_ kept: Set<Int>, id: String, summary: String) -> ProbeSet {
    var copy = self
    copy.probes = probes.indices.filter(kept.contains).map { probes[$0] }
    let used = Set(copy.probes.compactMap(\.stratum))
    copy.header.id = id
    copy.header.summary = summary
    copy.header.strata = header.strata.filter { used.contains($0.id) }
    return copy
  }
}
