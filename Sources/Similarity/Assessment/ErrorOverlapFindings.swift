import Probing
import Statistics

/// The matrix of shared wrong answers and its tree, over suspects, sources and other subjects.
///
/// At most `ErrorOverlap.longest` subjects enter, by a rule that does not look at the shares: the
/// suspects and sources, then the others family by family in turn, in the order of the study.
package struct ErrorOverlapFindings {
  let table: AnswerTable
  let headlines: [(suspect: String, source: String)]
  let seed: UInt64

  static let replicates = 1_000

  init(_ assessment: Assessment) {
    self.init(
      table: assessment.table, headlines: assessment.request.headlines,
      seed: assessment.request.tool.seed)
  }

  package init(table: AnswerTable, headlines: [(suspect: String, source: String)], seed: UInt64) {
    self.table = table
    self.headlines = headlines
    self.seed = seed
  }

  package func findings() -> ErrorOverlap {
    let items = ErrorItems(table)
    guard !items.items.isEmpty else {
      return ErrorOverlap(
        notMeasurable: table.codes.items.isEmpty ? .notApplicable : .tooFewErrors)
    }
    let able = candidates(items)
    let chosen = Array(able.prefix(ErrorOverlap.longest))
    var shared = SharedErrors(chosen, items)
    let dropped = shared.dropUncomparable()
    let names = dropped.map { table.subjects[$0].id }
    guard shared.subjects.count >= 3 else {
      return ErrorOverlap(tooFewErrors: names, notMeasurable: .tooFewErrors)
    }
    return overlap(shared, notShown: able.count - chosen.count, dropped: names)
  }

  /// Subjects that erred on enough items, in the order in which they enter.
  private func candidates(_ items: ErrorItems) -> [Int] {
    let able = table.subjects.indices.filter { subject in
      items.items.count { items.wrong(subject, $0) != nil } >= ErrorOverlap.fewestItems
    }
    let named = Set(headlines.flatMap { [$0.suspect, $0.source] })
    let first = able.filter { named.contains(table.subjects[$0].id) }
    var turn: [Int: Int] = [:]
    let others = able.filter { !named.contains(table.subjects[$0].id) }.map { subject in
      let family = table.family[subject]
      defer { turn[family, default: 0] += 1 }
      return (turn: turn[family, default: 0], subject: subject)
    }
    return first + others.sorted { ($0.turn, $0.subject) < ($1.turn, $1.subject) }.map(\.subject)
  }

  private func overlap(
    _ shared: SharedErrors, notShown: Int, dropped: [String]
  ) -> ErrorOverlap {
    let observed = shared.shares()
    let tree = Self.tree(observed)
    let order = tree.leafOrder
    let support = tree.support(in: resampled(shared, observed))
    var place = [Int](repeating: 0, count: order.count)
    for (position, item) in order.enumerated() { place[item] = position }
    func cluster(_ index: Int) -> Int { index < order.count ? place[index] : index }
    return ErrorOverlap(
      subjects: order.map { table.subjects[shared.subjects[$0]].id },
      shares: order.indices.map { row in (0..<row).map { observed[order[row]][order[$0]] } },
      bothWrong: order.indices.map { row in
        (0..<row).map { shared.items(order[row], order[$0]).count }
      },
      merges: zip(tree.merges, support).map { merge, support in
        ErrorOverlap.Merge(
          first: cluster(merge.first), second: cluster(merge.second), share: 1 - merge.height,
          support: support)
      },
      replicates: Self.replicates, notShown: notShown, tooFewErrors: dropped)
  }

  private static func tree(_ shares: [[Double]]) -> AverageLinkage {
    AverageLinkage(shares.map { row in row.map { 1 - $0 } })
  }

  /// Trees over the same subjects with the probes drawn anew.
  private func resampled(_ shared: SharedErrors, _ observed: [[Double]]) -> [AverageLinkage] {
    let stream = RandomStream(seed: seed)
    return (0..<Self.replicates).map { replicate in
      var draws = stream.substream("error-overlap", replicate)
      let times = draws.multiplicities(of: table.probeCount)
      return Self.tree(shared.shares(times: times, otherwise: observed))
    }
  }
}

/// For every pair of some subjects the items that both got wrong.
struct SharedErrors {
  struct Item {
    let probe: Int
    let isSame: Bool
  }

  private(set) var subjects: [Int]
  /// Shape: subjects x subjects, filled below the diagonal.
  private var pairs: [[[Item]]]

  init(_ subjects: [Int], _ items: ErrorItems) {
    self.subjects = subjects
    pairs = subjects.enumerated().map { row, a in
      subjects[..<row].map { b in
        items.items.compactMap { item in
          guard let one = items.wrong(a, item), let other = items.wrong(b, item) else { return nil }
          return Item(probe: item.probe, isSame: one == other)
        }
      }
    }
  }

  func items(_ a: Int, _ b: Int) -> [Item] { pairs[max(a, b)][min(a, b)] }

  /// Leaves out, one by one, the subject that cannot be compared with most of the others; the latest
  /// of several.
  mutating func dropUncomparable() -> [Int] {
    var dropped: [Int] = []
    while true {
      let lacking = subjects.indices.map { a in
        subjects.indices.count { $0 != a && items(a, $0).count < ErrorOverlap.fewestItems }
      }
      guard let most = lacking.max(), most > 0 else { return dropped }
      let worst = lacking.lastIndex(of: most)!
      dropped.append(subjects[worst])
      subjects.remove(at: worst)
      pairs.remove(at: worst)
      for row in worst..<pairs.count { pairs[row].remove(at: worst) }
    }
  }

  /// The share of same answers for every pair; shape: subjects x subjects, 1 on the diagonal.
  ///
  /// - Parameters:
  ///   - times: how often each probe counts; once each when `nil`.
  ///   - observed: the value of a pair whose items were not drawn at all.
  func shares(times: [Int]? = nil, otherwise observed: [[Double]] = []) -> [[Double]] {
    var matrix = [[Double]](
      repeating: [Double](repeating: 1, count: subjects.count), count: subjects.count)
    for a in subjects.indices {
      for b in 0..<a {
        var (same, all) = (0, 0)
        for item in pairs[a][b] {
          let count = times?[item.probe] ?? 1
          all += count
          if item.isSame { same += count }
        }
        matrix[a][b] = all > 0 ? Double(same) / Double(all) : observed[a][b]
        matrix[b][a] = matrix[a][b]
      }
    }
    return matrix
  }
}
