/// Numbers words in the order in which they are first met.
struct Vocabulary<Word: Hashable & Sendable>: Sendable {
  private var indices: [Word: Int32] = [:]
  private(set) var words: [Word] = []

  var count: Int { words.count }

  /// The number of a word, a new one if it was never met.
  mutating func learn(_ word: Word) -> Int32 {
    if let index = indices[word] { return index }
    let index = Int32(words.count)
    indices[word] = index
    words.append(word)
    return index
  }

  /// The number of a known word.
  subscript(word: Word) -> Int32? { indices[word] }
}
