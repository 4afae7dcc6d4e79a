/// Counts the hashed terms of the beginnings of responses by column, one response after another.
struct ColumnCounter {
  private var counter = TermCounter()
  private var nGrams = WordNGrams(3...4)

  /// Columns and counts in order of first appearance.
  mutating func counts(_ response: String) -> [(column: Int32, count: Int32)] {
    response.withScalars { add($0.beginning(ResponseBeginning.length)) }
    let (columns, counts) = counter.take()
    return zip(columns, counts).map { ($0, $1) }
  }

  private mutating func add(_ text: UTF8Scalars) {
    counter.add(TermRule.wordNGrams(1...2).terms(of: text).map(Self.column))
    nGrams.count(text, in: &counter) { $0.map(Self.column) }
  }

  private static func column(of term: UInt64) -> Int32 {
    Int32(truncatingIfNeeded: term) & Int32(HashedTermEmbedder.columns - 1)
  }
}
