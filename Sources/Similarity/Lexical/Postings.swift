/// Which documents contain a term, for the terms in a few of them.
struct Postings {
  /// One document that contains a term.
  struct Entry {
    let subject: Int32
    let weight: Float
  }

  /// `entries[starts[t]..<starts[t + 1]]` belong to term t, in order of documents; none where the term
  /// is left out. The first entry belongs to none.
  let starts: [Int]
  let entries: [Entry]

  /// - Parameters:
  ///   - weights: one for each term of each document.
  ///   - frequencies: by term how many documents contain it.
  ///   - range: how many documents contain the terms that are taken.
  init(
    _ documents: CountedTerms, weights: [Float], frequencies: [Int32], inDocuments range: Range<Int>
  ) {
    precondition(weights.count == documents.terms.count, "one weight for each term of a document")
    var starts = [1]
    starts.reserveCapacity(frequencies.count + 1)
    for frequency in frequencies.lazy.map(Int.init) {
      starts.append(starts[starts.count - 1] + (range.contains(frequency) ? frequency : 0))
    }
    self.starts = starts
    entries = Self.entries(documents, weights, starts)
  }

  /// A counting sort by term, stable in documents. What is left out is written over and over to the
  /// first entry, which is quicker than to ask each time.
  private static func entries(
    _ documents: CountedTerms, _ weights: [Float], _ starts: [Int]
  ) -> [Entry] {
    var next = zip(starts, starts.dropFirst()).map { start, end in
      start < end ? Place(start, step: 1) : Place(0, step: 0)
    }
    let none = Entry(subject: 0, weight: 0)
    var entries = [Entry](repeating: none, count: starts[starts.count - 1])
    next.withUnsafeMutableBufferPointer { next in
      entries.withUnsafeMutableBufferPointer { entries in
        documents.forEachTerm { subject, position, term in
          let place = next[term]
          entries[Int(place.index)] = Entry(
            subject: Int32(truncatingIfNeeded: subject), weight: weights[position])
          next[term].index = place.index &+ place.step
        }
      }
    }
    return entries
  }

  /// Where the next entry of a term belongs, and how far it is to the one after.
  private struct Place {
    var index: Int32
    let step: Int32

    init(_ index: Int, step: Int32) {
      self.index = Int32(index)
      self.step = step
    }
  }
}
