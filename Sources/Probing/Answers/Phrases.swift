/// A fixed list of lower-case phrases, found together in one pass over a text.
struct Phrases: Sendable {
  private let byFirst: [Unicode.Scalar: [[Unicode.Scalar]]]

  init(_ phrases: [String]) {
    let arrays = phrases.map { Array($0.unicodeScalars) }.sorted { $0.count > $1.count }
    byFirst = Dictionary(grouping: arrays, by: { $0[0] })
  }

  /// Where phrases stand as whole words, in order, the longest at each place.
  func ranges(in lower: [Unicode.Scalar]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < lower.count {
      if let length = match(in: lower, at: index) {
        found.append(index..<(index + length))
        index += length
      } else {
        index += 1
      }
    }
    return found
  }

  func occurs(in lower: [Unicode.Scalar]) -> Bool {
    lower.indices.contains { match(in: lower, at: $0) != nil }
  }

  /// The length of the phrase that starts here as a whole word, or `nil`.
  func match(in lower: [Unicode.Scalar], at index: Int) -> Int? {
    guard let phrases = byFirst[lower[index]], !joins(lower, index) else { return nil }
    return phrases.first { phrase in
      lower[index...].starts(with: phrase) && !joins(lower, index + phrase.count)
    }?.count
  }

  /// Whether the scalars on both sides of a position belong to one word.
  private func joins(_ lower: [Unicode.Scalar], _ position: Int) -> Bool {
    guard position > 0, position < lower.count else { return false }
    return lower[position - 1].isWordLetter && lower[position].isWordLetter
  }
}
