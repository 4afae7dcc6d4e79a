/// The different terms of documents, each with its count, as compressed rows: the terms of document d
/// are `terms[starts[d]..<starts[d + 1]]`.
///
/// Terms are numbered in order of first appearance.
struct CountedTerms {
  private let rule: TermRule
  private var index = TermIndex()
  private var counter = TermCounter()
  private var nGrams: WordNGrams?

  /// The subject of each document, ascending.
  private(set) var subjects: [Int] = []
  private(set) var starts = [0]
  private(set) var terms: [Int32] = []
  private(set) var counts: [Int32] = []

  init(_ rule: TermRule) {
    self.rule = rule
    if case .characterNGrams(let range) = rule { nGrams = WordNGrams(range) }
  }

  /// How many different terms there are.
  var termCount: Int { index.count }

  /// Appends a document, unless it has no terms.
  ///
  /// - Returns: whether it has any.
  mutating func append(_ text: String, subject: Int) -> Bool {
    precondition(subject >= subjects.last ?? 0, "documents come in order of subjects")
    text.withScalars { count($0) }
    let taken = counter.take()
    guard !taken.numbers.isEmpty else { return false }
    terms += taken.numbers
    counts += taken.counts
    starts.append(terms.count)
    subjects.append(subject)
    return true
  }

  private mutating func count(_ text: UTF8Scalars) {
    if nGrams != nil {
      nGrams!.count(text, in: &counter) { index.numbers(of: $0) }
    } else {
      counter.add(index.numbers(of: rule.terms(of: text)))
    }
  }

  /// By term how many documents contain it, of those that count.
  func frequencies(counting isCounted: (_ subject: Int) -> Bool) -> [Int32] {
    var frequencies = [Int32](repeating: 0, count: termCount)
    frequencies.withUnsafeMutableBufferPointer { frequencies in
      forEachTerm(of: isCounted) { _, _, term in frequencies[term] &+= 1 }
    }
    return frequencies
  }

  /// Calls `body` with each term of each document, and its position in `terms`.
  @inline(__always)
  func forEachTerm(
    of isWanted: (_ subject: Int) -> Bool = { _ in true },
    _ body: (_ subject: Int, _ position: Int, _ term: Int) -> Void
  ) {
    terms.withUnsafeBufferPointer { terms in
      for (document, subject) in subjects.enumerated() where isWanted(subject) {
        for position in starts[document]..<starts[document + 1] {
          body(subject, position, Int(terms[position]))
        }
      }
    }
  }
}
