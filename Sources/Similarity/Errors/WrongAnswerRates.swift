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
  private let familyCount: Int
  private let words: Int
  /// For each item: families supporting each code, `words` words of bits for each code.
  private let supports: [[UInt64]]
  /// Shape: items x families; share of the family's answered members that were wrong, or `nil`.
  private let wrongShares: [[Float?]]
  private let ability: [Double]

  init(_ table: AnswerTable, _ items: ErrorItems) {
    self.items = items
    familyCount = table.families.count
    words = (familyCount + 63) / 64
    supports = items.items.map {
      Self.supports($0, items, table, words: (table.families.count + 63) / 64)
    }
    wrongShares = items.items.map { Self.wrongShares($0, items, table) }
    ability = (0..<table.subjectCount).map { Self.errorRate($0, items) }
  }

  /// Rates on one item with some families left out.
  struct OnItem {
    let errorRate: Double
    private let counts: [Int]
    private let total: Int
    private let options: Int?
    private let unseenRate: Double
    private let unseenMass: Double

    fileprivate init(errorRate: Double, counts: [Int], options: Int?) {
      self.errorRate = errorRate
      self.counts = counts
      self.options = options
      total = counts.reduce(0, +)
      let once = counts.count { $0 == 1 }
      let twice = counts.count { $0 == 2 }
      unseenMass = Double(once + 1) / Double(total + 2)
      let unseen = Double(once * (once - 1)) / Double(2 * (twice + 1))
      unseenRate = unseenMass / max(1, unseen)
    }

    /// Probability of one wrong answer, given that the answer is wrong; in (0, 1].
    func rate(of code: Int32) -> Double {
      let count = Double(Int(code) < counts.count ? counts[Int(code)] : 0)
      if let options, options > 1 {
        return (count + 1 / Double(options - 1)) / Double(total + 1)
      }
      guard count > 0 else { return unseenRate }
      return max(unseenRate, (1 - unseenMass) * count / Double(total))
    }
  }

  /// - Parameter excluded: indices of families left out.
  func onItem(_ index: Int, excluding excluded: Set<Int>) -> OnItem {
    let item = items.items[index]
    let keep = keptWords(excluded)
    let counts = (0..<item.answerCount).map { code in
      Int32(code) == item.right ? 0 : support(index, code, keep)
    }
    return OnItem(
      errorRate: meanError(index, excluded), counts: counts, options: item.options)
  }

  /// Mean error rate over all items.
  func meanErrorRate(excluding excluded: Set<Int>) -> Double {
    let sum = wrongShares.indices.reduce(0) { $0 + meanError($1, excluded) }
    return sum / Double(max(1, wrongShares.count))
  }

  /// Probability that a model of the subject's ability errs on an item of the given error rate.
  func errorProbability(of subject: Int, itemRate: Double, meanRate: Double) -> Double {
    let odds = Self.odds(itemRate) * Self.odds(ability[subject]) / Self.odds(meanRate)
    return min(0.98, max(0.02, odds / (1 + odds)))
  }

  private static func odds(_ rate: Double) -> Double { rate / (1 - rate) }

  private func keptWords(_ excluded: Set<Int>) -> [UInt64] {
    var keep = [UInt64](repeating: .max, count: words)
    for family in excluded { keep[family / 64] &= ~(1 << UInt64(family % 64)) }
    return keep
  }

  private func support(_ index: Int, _ code: Int, _ keep: [UInt64]) -> Int {
    (0..<words).reduce(0) { $0 + (supports[index][code * words + $1] & keep[$1]).nonzeroBitCount }
  }

  /// Mean over families, with half an error and half a success added so that odds exist.
  private func meanError(_ index: Int, _ excluded: Set<Int>) -> Double {
    var sum = 0.5
    var count = 1.0
    for (family, share) in wrongShares[index].enumerated() where !excluded.contains(family) {
      guard let share else { continue }
      sum += Double(share)
      count += 1
    }
    return sum / count
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
