/// A fixed list of lower-case phrases, found together in one pass over a text.
struct Phrases: Sendable {
  /// All phrases one after the other, ordered by first scalar and then the longest first.
  private let letters: [Unicode.Scalar]
  /// Where each phrase begins in `letters`, and where the last one ends.
  private let bounds: [Int]
  /// The phrases that begin with an ASCII scalar are those from its entry to the next one.
  private let ascii: [Int]
  /// The phrases that begin with another scalar.
  private let others: [Unicode.Scalar: Range<Int>]
  /// Whether any phrase begins with a scalar of this low byte: a quick look before `others`.
  private let lowBytes: [Bool]

  init(_ phrases: some Sequence<String>) {
    let sorted = phrases.map { Array($0.unicodeScalars) }.sorted(by: Self.precedes)
    letters = sorted.flatMap { $0 }
    bounds = sorted.reduce(into: [0]) { $0.append($0.last! + $1.count) }
    ascii = (0...128).map { value in
      sorted.firstIndex { $0[0].value >= UInt32(value) } ?? sorted.count
    }
    var others: [Unicode.Scalar: Range<Int>] = [:]
    var lowBytes = [Bool](repeating: false, count: 256)
    for (index, phrase) in sorted.enumerated() where !phrase[0].isASCII {
      others[phrase[0]] = (others[phrase[0]]?.lowerBound ?? index)..<(index + 1)
      lowBytes[Int(phrase[0].value & 0xFF)] = true
    }
    self.others = others
    self.lowBytes = lowBytes
  }

  private static func precedes(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
    a[0] == b[0] ? a.count > b.count : a[0] < b[0]
  }

  /// Where phrases stand as whole words, in order, the longest at each place.
  func ranges(in lower: [Unicode.Scalar]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while let range = next(in: lower, from: index) {
      found.append(range)
      index = range.upperBound
    }
    return found
  }

  /// The length of the longest phrase that a text begins with, in whatever case.
  func length(atStartOf text: ArraySlice<Unicode.Scalar>) -> Int? {
    let start = next(in: text.prefix(40).map(\.lowercase), from: 0)
    return start?.lowerBound == 0 ? start?.upperBound : nil
  }

  func occurs(in lower: [Unicode.Scalar]) -> Bool { next(in: lower, from: 0) != nil }

  /// The first phrase at or after a position. Buffers instead of arrays: this is the inner loop of
  /// all reading.
  private func next(in lower: [Unicode.Scalar], from start: Int) -> Range<Int>? {
    lower.withUnsafeBufferPointer { text in
      letters.withUnsafeBufferPointer { letters in
        bounds.withUnsafeBufferPointer { bounds in
          ascii.withUnsafeBufferPointer { ascii in
            var index = start
            var follows = start > 0 && text[start - 1].isWordLetter
            while index < text.count {
              let isLetter = text[index].isWordLetter
              if !(follows && isLetter) {
                let phrases = phrases(text[index], ascii)
                if let length = Self.length(of: phrases, letters, bounds, in: text, at: index) {
                  return index..<(index + length)
                }
              }
              follows = isLetter
              index &+= 1
            }
            return nil
          }
        }
      }
    }
  }

  private func phrases(
    _ first: Unicode.Scalar, _ ascii: UnsafeBufferPointer<Int>
  ) -> Range<Int> {
    let value = Int(first.value)
    if value < 128 { return ascii[value]..<ascii[value &+ 1] }
    return lowBytes[value & 0xFF] ? others[first] ?? 0..<0 : 0..<0
  }

  /// The length of the first of these phrases that stands here as a whole word.
  private static func length(
    of phrases: Range<Int>, _ letters: UnsafeBufferPointer<Unicode.Scalar>,
    _ bounds: UnsafeBufferPointer<Int>, in text: UnsafeBufferPointer<Unicode.Scalar>,
    at index: Int
  ) -> Int? {
    for phrase in phrases {
      let start = bounds[phrase]
      let count = bounds[phrase &+ 1] &- start
      guard index &+ count <= text.count else { continue }
      var same = 1
      while same < count, text[index &+ same] == letters[start &+ same] { same &+= 1 }
      if same == count, !joins(text, index &+ count) { return count }
    }
    return nil
  }

  /// Whether the scalars on both sides of a position belong to one word.
  private static func joins(_ text: UnsafeBufferPointer<Unicode.Scalar>, _ position: Int) -> Bool {
    guard position > 0, position < text.count else { return false }
    return text[position &- 1].isWordLetter && text[position].isWordLetter
  }
}
