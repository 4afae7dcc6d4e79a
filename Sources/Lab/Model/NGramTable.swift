/// Counts of what follows every run of one to three tokens.
package struct NGramTable: Sendable {
  package static let longestContext = 3
  /// Stand before the first and after the last token of a text.
  package static let start: Int32 = 0
  package static let end: Int32 = 1

  private struct Record {
    var context: UInt64
    var token: Int32
    var count: Float
  }

  /// Distinct contexts, ascending; context i owns the successors from starts[i] to starts[i + 1].
  private var contexts: [UInt64] = []
  private var starts: [Int] = [0]
  private var tokens: [Int32] = []
  private var counts: [Float] = []
  /// By context: sum of the counts of its successors.
  private var totals: [Float] = []

  package init() {}

  /// The counts of `base`, each times `weight`, and those of further texts.
  package init(_ base: NGramTable, weight: Float, adding texts: [(tokens: [Int32], count: Float)]) {
    var records = base.records(scaledBy: weight)
    for (text, count) in texts { Self.append(text, count, to: &records) }
    records.sort { ($0.context, $0.token) < ($1.context, $1.token) }
    for record in records { insert(record) }
    starts.append(tokens.count)
    starts.removeFirst()
    totals = contexts.indices.map { counts[starts[$0]..<starts[$0 + 1]].reduce(0, +) }
  }

  private mutating func insert(_ record: Record) {
    if contexts.last != record.context {
      contexts.append(record.context)
      starts.append(tokens.count)
    } else if tokens.last == record.token {
      counts[counts.count - 1] += record.count
      return
    }
    tokens.append(record.token)
    counts.append(record.count)
  }

  private func records(scaledBy weight: Float) -> [Record] {
    contexts.indices.flatMap { index in
      (starts[index]..<starts[index + 1]).map {
        Record(context: contexts[index], token: tokens[$0], count: counts[$0] * weight)
      }
    }
  }

  private static func append(_ text: [Int32], _ count: Float, to records: inout [Record]) {
    let padded = [Int32](repeating: start, count: longestContext) + text + [end]
    for place in longestContext..<padded.count {
      for length in 1...longestContext {
        let context = key(padded[place - length..<place])
        records.append(Record(context: context, token: padded[place], count: count))
      }
    }
  }

  private static func key(_ context: ArraySlice<Int32>) -> UInt64 {
    var hash = UInt64(context.count) &* 0xD1B5_4A32_D192_ED03
    for token in context {
      hash = (hash ^ UInt64(UInt32(bitPattern: token))) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return hash
  }

  /// Probability of each token that may follow, by Witten-Bell interpolation from the longest known
  /// context to the shortest; empty when the last token was never met.
  package func continuations(of text: [Int32]) -> [(token: Int32, probability: Float)] {
    var result: [(token: Int32, probability: Float)] = []
    var rest: Float = 1
    for length in stride(from: Self.longestContext, through: 1, by: -1) {
      guard let context = place(of: text.suffix(length)) else { continue }
      let range = starts[context]..<starts[context + 1]
      let total = totals[context]
      let share = length == 1 ? 1 : total / (total + Self.novelty * Float(range.count))
      append(range, scaledBy: rest * share / total, to: &result)
      rest *= 1 - share
    }
    return result
  }

  /// Weight of one kind of successor as evidence that a shorter context should be consulted.
  private static let novelty: Float = 0.15

  /// Tokens of one context are distinct and ascend, so only those that a longer one gave can recur, and
  /// each is found by bisection.
  private func append(
    _ range: Range<Int>, scaledBy factor: Float,
    to result: inout [(token: Int32, probability: Float)]
  ) {
    var recurring: [Int] = []
    for known in result.indices {
      guard let index = place(of: result[known].token, in: range) else { continue }
      result[known].probability += factor * counts[index]
      recurring.append(index)
    }
    recurring.sort()
    var next = recurring[...]
    result.reserveCapacity(result.count + range.count)
    for index in range {
      if next.first == index {
        next.removeFirst()
      } else {
        result.append((tokens[index], factor * counts[index]))
      }
    }
  }

  private func place(of token: Int32, in range: Range<Int>) -> Int? {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle] < token { low = middle + 1 } else { high = middle }
    }
    return low < range.upperBound && tokens[low] == token ? low : nil
  }

  private func place(of context: ArraySlice<Int32>) -> Int? {
    let key = Self.key(context)
    var (low, high) = (0, contexts.count)
    while low < high {
      let middle = (low + high) / 2
      if contexts[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < contexts.count && contexts[low] == key ? low : nil
  }
}
