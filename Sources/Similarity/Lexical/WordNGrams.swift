/// The character n-grams of words as numbers, worked out once for each different word: the words of
/// a text have many times more n-grams than its different words.
struct WordNGrams {
  private let range: ClosedRange<Int>
  private var words = TermIndex()
  /// `numbers[starts[w]..<starts[w + 1]]` are those of word w.
  private var starts = [0]
  private var numbers: [Int32] = []
  private var largest: Int32 = 0
  /// How often each word is in the text that is being read.
  private var counter = TermCounter()

  init(_ range: ClosedRange<Int>) { self.range = range }

  /// Adds the n-grams of a text to a counter.
  ///
  /// - Parameter number: the numbers of n-grams, given their hashes.
  mutating func count(
    _ text: UTF8Scalars, in total: inout TermCounter,
    numbering number: (_ hashes: [UInt64]) -> [Int32]
  ) {
    for word in Words(text) {
      let index = words.number(of: word.hash)
      if Int(index) == starts.count - 1 { append(number(hashes(of: word.scalars))) }
      counter.add(index)
    }
    total.makeRoom(for: largest)
    let (words, times) = counter.take()
    numbers.withUnsafeBufferPointer { numbers in
      for (word, times) in zip(words, times) {
        let range = starts[Int(word)]..<starts[Int(word) + 1]
        total.add(UnsafeBufferPointer(rebasing: numbers[range]), times: times)
      }
    }
  }

  private func hashes(of word: UTF8Scalars) -> [UInt64] {
    var hashes: [UInt64] = []
    hashes.reserveCapacity(word.byteCount * range.count)
    TermRule.appendNGrams(of: word, range, to: &hashes)
    return hashes
  }

  private mutating func append(_ nGrams: [Int32]) {
    numbers += nGrams
    largest = max(largest, nGrams.max() ?? 0)
    starts.append(numbers.count)
  }
}
