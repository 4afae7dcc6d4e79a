/// A fixed list of lower-case phrases, found together in one pass over a text.
struct Phrases: Sendable {
  /// Phrases by their first scalar, the longest first: ASCII ones by value, others by dictionary.
  private var ascii: [[[Unicode.Scalar]]] = Array(repeating: [], count: 128)
  private var others: [Unicode.Scalar: [[Unicode.Scalar]]] = [:]

  init(_ phrases: [String]) {
    for phrase in phrases.map({ Array($0.unicodeScalars) }).sorted(by: { $0.count > $1.count }) {
      if phrase[0].isASCII {
        ascii[Int(phrase[0].value)].append(phrase)
      } else {
        others[phrase[0], default: []].append(phrase)
      }
    }
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
  private func match(in lower: [Unicode.Scalar], at index: Int) -> Int? {
    if joins(lower, index) { return nil }
    let first = lower[index]
    let phrases = first.isASCII ? ascii[Int(first.value)] : others[first] ?? []
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
