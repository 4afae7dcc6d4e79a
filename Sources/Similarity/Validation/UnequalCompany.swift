import Statistics

/// Whether unrelated suspects that have fewer reference families than others come out higher or lower
/// for that reason: any two lineages are compared on the families that both can be measured against.
///
/// A suspect has fewer when it is made by a reference family or tuned from its weights.
struct UnequalCompany {
  let plan: ScoringPlan
  let fold: Fold
  let seed: UInt64

  private static let permutations = 1_999
  /// Arrangements of the lineages without which no p can be .05.
  private static let fewestArrangements = 20

  /// One for each maker against whose models lineages of both kinds were scored; not adjusted for their
  /// number.
  func traps(_ innocents: [Int: [Int]]) -> [Trap] {
    let makers = Set(innocents.values.joined().map { plan.items[$0].unit.maker }).sorted()
    return makers.compactMap { maker in
      trap(
        maker, of: makers.count,
        innocents.sorted { $0.key < $1.key }.map { lineage in
          lineage.value.filter { plan.items[$0].unit.maker == maker }
        }.filter { !$0.isEmpty })
    }
  }

  /// `nil` with too few lineages for an adjusted p of .05.
  private func trap(_ maker: String, of makers: Int, _ lineages: [[Int]]) -> Trap? {
    let sizes = lineages.map { $0.map { plan.items[$0].company.count }.min()! }
    let hasFewer = sizes.map { $0 < sizes.max()! }
    let fewer = hasFewer.count { $0 }
    let arrangements = Self.arrangements(of: lineages.count, taking: fewer)
    guard arrangements >= Double(Self.fewestArrangements * makers) else { return nil }
    let wins = lineages.map { one in lineages.map { win(one, over: $0) } }
    guard let observed = Self.area(wins, hasFewer) else { return nil }
    let extreme = (0..<Self.permutations).count { draw in
      var stream = RandomStream(seed: seed).substream("company " + maker, draw)
      let order = stream.permutation(of: hasFewer.count)
      let area = Self.area(wins, order.map { hasFewer[$0] }) ?? 0.5
      return abs(area - 0.5) >= abs(observed - 0.5) - 1e-12
    }
    return Trap(
      kind: .unequalCompany,
      measure:
        "AUC, against \(maker), of \(fewer) unrelated lineages with fewer reference families "
        + "over \(lineages.count - fewer) with more, on equal company",
      observed: observed, expected: 0.5,
      tail: PValue(exceeding: extreme, of: Self.permutations).value, sprung: false)
  }

  private static func arrangements(of count: Int, taking chosen: Int) -> Double {
    (0..<chosen).reduce(1.0) { $0 * Double(count - $1) / Double($1 + 1) }
  }

  /// Share of pairs of members of which the first has the larger excess; `nil` when none compares.
  private func win(_ one: [Int], over other: [Int]) -> Double? {
    let wins = one.flatMap { a in
      other.compactMap { b -> Double? in
        let common = plan.common(a, b)
        guard let ours = fold.excess(a, on: common), let theirs = fold.excess(b, on: common) else {
          return nil
        }
        return ours > theirs ? 1 : ours == theirs ? 0.5 : 0
      }
    }
    return wins.isEmpty ? nil : wins.reduce(0, +) / Double(wins.count)
  }

  /// Mean share over pairs of lineages, the first of the group and the second not.
  private static func area(_ wins: [[Double?]], _ isFirst: [Bool]) -> Double? {
    let places = isFirst.indices
    let values = places.filter { isFirst[$0] }.flatMap { one in
      places.filter { !isFirst[$0] }.compactMap { wins[one][$0] }
    }
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
