/// The numbers of a batch while it is computed.
///
/// Sentences lie one after another without padding: row r of every array is the r-th token of them
/// all.
final class Workspace {
  /// First row and number of tokens of each sentence.
  let sentences: [Range<Int>]
  let rows: Int
  let hidden: UnsafeMutablePointer<Float>
  let query: UnsafeMutablePointer<Float>
  let key: UnsafeMutablePointer<Float>
  let value: UnsafeMutablePointer<Float>
  let context: UnsafeMutablePointer<Float>
  let inner: UnsafeMutablePointer<Float>
  let scores: UnsafeMutablePointer<Float>
  private let memory: UnsafeMutablePointer<Float>

  /// - Parameter lengths: tokens of each sentence.
  init(_ lengths: [Int], width: Int, innerWidth: Int) {
    var sentences: [Range<Int>] = []
    for length in lengths {
      let start = sentences.last?.upperBound ?? 0
      sentences.append(start..<start + length)
    }
    let rows = sentences.last?.upperBound ?? 0
    let longest = lengths.max() ?? 0
    (self.sentences, self.rows) = (sentences, rows)
    memory = .allocate(capacity: rows * (5 * width + innerWidth) + longest * longest)
    hidden = memory
    query = hidden + rows * width
    key = query + rows * width
    value = key + rows * width
    context = value + rows * width
    inner = context + rows * width
    scores = inner + rows * innerWidth
  }

  deinit { memory.deallocate() }
}
