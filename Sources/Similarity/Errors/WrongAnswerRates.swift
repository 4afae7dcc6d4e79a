/// How probable each wrong answer is for an unrelated model, from the reference families.
///
/// A family counts once for every wrong answer that any of its members gave. With c supports of an
/// answer and n in all: on a choice item with K options q = (c + 1/(K-1)) / (n + 1). In an open
/// answer space the mass of unseen answers is P0 = (f1 + 1) / (n + 2), spread over the number of
/// unseen answers estimated by bias-corrected Chao1, f1 (f1 - 1) / (2 (f2 + 1)) and at least 1; a
/// seen answer has q = (1 - P0) c / n, and never less than an unseen one
/// (Good 1953; Chao 1984). The probability of being wrong at all moves with the subject's ability:
/// its odds are the item's odds times the ratio of the subject's odds to the mean odds (Rasch).
struct WrongAnswerRates: Sendable {
  private let items: ErrorItems
  private let words: Int
  /// For each item: families supporting each code, `words` words of bits for each code.
  private let supports: [[UInt64]]
  /// By item, with no family left out.
  private let counts: [SupportCounts]
  /// Shape: items x families; the wrong answers that a family supports.
  private let codes: [[[Int]]]
  /// Shape: items x families; share of the family's answered members that were wrong, or `nil`.
  private let wrongShares: [[Float?]]
  /// Over all families of an item: sum and number of the shares.
  private let shareTotals: [(sum: Double, count: Double)]
  /// The items that every supporting family answered, in sum, and the others.
  private let complete: CompleteItems
  private let incomplete: [Int]
  /// Families with a member that counts.
  let supporting: Set<Int>
  private let ability: [Double]

  init(_ table: AnswerTable, _ items: ErrorItems) {
    let words = (table.families.count + 63) / 64
    self.items = items
    self.words = words
    let supports = items.items.map { Self.supports($0, items, table, words: words) }
    self.supports = supports
    counts = items.items.enumerated().map { index, item in
      SupportCounts(item) { code in
        (0..<words).reduce(0) { $0 + supports[index][code * words + $1].nonzeroBitCount }
      }
    }
    codes = items.items.map { Self.codes($0, items, table) }
    wrongShares = items.items.map { Self.wrongShares($0, items, table) }
    shareTotals = wrongShares.map { shares in
      (shares.reduce(0) { $0 + Double($1 ?? 0) }, Double(shares.count { $0 != nil }))
    }
    let supporting = Set(
      table.family.indices.filter { table.isUnrelated[$0] }.map { table.family[$0] })
    self.supporting = supporting
    let isComplete = shareTotals.map { Int($0.count) == supporting.count }
    incomplete = isComplete.indices.filter { !isComplete[$0] }
    complete = CompleteItems(
      families: supporting.count,
      zip(wrongShares, isComplete).filter(\.1).map(\.0))
    ability = (0..<table.subjectCount).map { Self.errorRate($0, items) }
  }

  /// Families to leave out, in the form that the rates need.
  struct Exclusion: Sendable {
    fileprivate let families: [Int]
    /// Bits of the families that stay.
    fileprivate let kept: [UInt64]
  }

  /// - Parameter families: those that support no rates make no difference.
  func exclusion(of families: Set<Int>) -> Exclusion {
    let families = families.intersection(supporting)
    var kept = [UInt64](repeating: .max, count: words)
    for family in families { kept[family / 64] &= ~(1 << UInt64(family % 64)) }
    return Exclusion(families: families.sorted(), kept: kept)
  }

  /// Share of wrong answers on one item: the mean over families, with half an error and half a
  /// success added so that odds exist.
  func errorRate(_ index: Int, without excluded: Exclusion) -> Double {
    var (sum, count) = shareTotals[index]
    for family in excluded.families {
      guard let share = wrongShares[index][family] else { continue }
      sum -= Double(share)
      count -= 1
    }
    return (sum + 0.5) / (count + 1)
  }

  /// Mean of the items' error rates.
  func meanErrorRate(without excluded: Exclusion) -> Double {
    let sum =
      complete.sum(without: excluded.families)
      + incomplete.reduce(0) { $0 + errorRate($1, without: excluded) }
    return sum / Double(max(1, items.items.count))
  }

  /// Probability of one wrong answer, given that the answer is wrong; in (0, 1].
  func rate(of code: Int32, _ index: Int, without excluded: Exclusion) -> Double {
    let support = support(index, Int(code), excluded)
    let counts =
      counts[index].options == nil
      ? counts(index, without: excluded) : choiceCounts(index, excluded)
    return counts.rate(supports: support)
  }

  /// The counts on one item, taken back for the families left out one after the other.
  private func counts(_ index: Int, without excluded: Exclusion) -> SupportCounts {
    var result = counts[index]
    for (position, family) in excluded.families.enumerated() {
      for code in codes[index][family] {
        let taken = excluded.families[..<position].count { codes[index][$0].contains(code) }
        result.remove(oneOf: support(index, code, nil) - taken)
      }
    }
    return result
  }

  /// The same as far as the rates of a choice depend on them.
  private func choiceCounts(_ index: Int, _ excluded: Exclusion) -> SupportCounts {
    var result = counts[index]
    for family in excluded.families { result.total -= codes[index][family].count }
    return result
  }

  /// Probability that two wrong answers, given independently, are the same.
  func meetingRate(_ index: Int, without excluded: Exclusion) -> Double {
    let item = items.items[index]
    let counts = counts(index, without: excluded)
    var sum = counts.unseen * counts.rate(supports: 0) * counts.rate(supports: 0)
    for code in 0..<item.answerCount where Int32(code) != item.right {
      let count = support(index, code, excluded)
      if count > 0 { sum += counts.rate(supports: count) * counts.rate(supports: count) }
    }
    return min(1, sum)
  }

  /// A subject's own share of wrong answers, with half an error and half a success added.
  func errorRate(of subject: Int) -> Double { ability[subject] }

  /// The factor by which a subject's odds of an error differ from those of the families.
  func oddsFactor(of subject: Int, meanRate: Double) -> Double {
    Self.odds(ability[subject]) / Self.odds(meanRate)
  }

  /// An item's error rate for a subject whose odds of an error are `factor` times as large.
  static func errorProbability(itemRate: Double, factor: Double) -> Double {
    let odds = odds(itemRate) * factor
    return min(0.98, max(0.02, odds / (1 + odds)))
  }

  private static func odds(_ rate: Double) -> Double { rate / (1 - rate) }

  private func support(_ index: Int, _ code: Int, _ excluded: Exclusion?) -> Int {
    guard code < items.items[index].answerCount else { return 0 }
    return (0..<words).reduce(0) {
      $0 + (supports[index][code * words + $1] & (excluded?.kept[$1] ?? .max)).nonzeroBitCount
    }
  }

  private static func codes(
    _ item: ErrorItems.Item, _ items: ErrorItems, _ table: AnswerTable
  ) -> [[Int]] {
    var codes = [[Int]](repeating: [], count: table.families.count)
    for subject in 0..<table.subjectCount where table.isUnrelated[subject] {
      guard let code = items.wrong(subject, item).map(Int.init) else { continue }
      if !codes[table.family[subject]].contains(code) { codes[table.family[subject]].append(code) }
    }
    return codes
  }

  private static func supports(
    _ item: ErrorItems.Item, _ items: ErrorItems, _ table: AnswerTable, words: Int
  ) -> [UInt64] {
    var bits = [UInt64](repeating: 0, count: item.answerCount * words)
    for subject in 0..<table.subjectCount where table.isUnrelated[subject] {
      guard let code = items.wrong(subject, item) else { continue }
      let family = table.family[subject]
      bits[Int(code) * words + family / 64] |= 1 << UInt64(family % 64)
    }
    return bits
  }

  private static func wrongShares(
    _ item: ErrorItems.Item, _ items: ErrorItems, _ table: AnswerTable
  ) -> [Float?] {
    var wrong = [Float](repeating: 0, count: table.families.count)
    var answered = wrong
    for subject in 0..<table.subjectCount where table.isUnrelated[subject] {
      guard items.code(subject, item) != nil else { continue }
      answered[table.family[subject]] += 1
      if items.wrong(subject, item) != nil { wrong[table.family[subject]] += 1 }
    }
    return zip(wrong, answered).map { $1 > 0 ? $0 / $1 : nil }
  }

  private static func errorRate(_ subject: Int, _ items: ErrorItems) -> Double {
    let answered = items.items.count { items.code(subject, $0) != nil }
    let wrong = items.items.count { items.wrong(subject, $0) != nil }
    return (Double(wrong) + 0.5) / (Double(answered) + 1)
  }
}

/// Items that every supporting family answered: their error rates have one divisor, so that the sum
/// of the rates without some families takes no pass over the items.
private struct CompleteItems: Sendable {
  private let families: Int
  private let items: Int
  /// By family, the sum of its shares of wrong answers.
  private let sums: [Double]

  /// - Parameter shares: items x families; `nil` for a family that supports no rates.
  init(families: Int, _ shares: [[Float?]]) {
    self.families = families
    items = shares.count
    var sums = [Double](repeating: 0, count: shares.first?.count ?? 0)
    for shares in shares {
      for (family, share) in shares.enumerated() { sums[family] += Double(share ?? 0) }
    }
    self.sums = sums
  }

  /// - Parameter excluded: supporting families.
  func sum(without excluded: [Int]) -> Double {
    guard items > 0 else { return 0 }
    let sum = sums.reduce(0, +) - excluded.reduce(0) { $0 + sums[$1] }
    return (sum + 0.5 * Double(items)) / Double(families - excluded.count + 1)
  }
}

/// How often families support the wrong answers to one item.
private struct SupportCounts {
  let options: Int?
  /// Of supports.
  fileprivate(set) var total = 0
  private var seen = 0
  private var once = 0
  private var twice = 0

  /// - Parameter support: families that gave a code.
  init(_ item: ErrorItems.Item, _ support: (Int) -> Int) {
    options = item.options.flatMap { $0 > 1 ? $0 : nil }
    for code in 0..<item.answerCount where Int32(code) != item.right {
      let count = support(code)
      guard count > 0 else { continue }
      total += count
      note(count, times: 1)
    }
  }

  /// Takes away one of the `count` families that gave an answer.
  mutating func remove(oneOf count: Int) {
    total -= 1
    note(count, times: -1)
    if count > 1 { note(count - 1, times: 1) }
  }

  private mutating func note(_ count: Int, times: Int) {
    seen += times
    if count == 1 { once += times }
    if count == 2 { twice += times }
  }

  /// Number of wrong answers that no family gave: known for a choice, else estimated.
  var unseen: Double {
    if let options { return Double(max(0, options - 1 - seen)) }
    return max(1, Double(once * (once - 1)) / Double(2 * (twice + 1)))
  }

  /// Probability of a wrong answer that some number of families gave.
  func rate(supports count: Int) -> Double {
    if let options {
      return (Double(count) + 1 / Double(options - 1)) / Double(total + 1)
    }
    let unseenMass = Double(once + 1) / Double(total + 2)
    let unseenRate = unseenMass / unseen
    guard count > 0 else { return unseenRate }
    return max(unseenRate, (1 - unseenMass) * Double(count) / Double(total))
  }
}
