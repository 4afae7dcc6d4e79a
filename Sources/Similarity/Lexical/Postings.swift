/// Which documents contain each term, and how often.
struct Postings {
  /// One document that contains a term.
  struct Entry {
    let document: Int32
    let count: Int32
  }

  /// `entries[starts[t]..<starts[t + 1]]` belong to term t, in order of documents.
  let starts: [Int]
  let entries: [Entry]

  /// - Parameter documents: the terms of each with repetitions.
  init(_ documents: [[UInt64]]) {
    let total = documents.reduce(0) { $0 + $1.count }
    var index = TermIndex(capacity: total)
    var occurrences: [(term: Int32, document: Int32)] = []
    occurrences.reserveCapacity(total)
    for (document, terms) in documents.enumerated() {
      for term in terms { occurrences.append((index.number(of: term), Int32(document))) }
    }
    (starts, entries) = Self.grouped(occurrences, terms: index.count)
  }

  /// Counting sort by term, stable in documents, then runs of one document merged to a count.
  private static func grouped(
    _ occurrences: [(term: Int32, document: Int32)], terms: Int
  ) -> (starts: [Int], entries: [Entry]) {
    var offsets = [Int](repeating: 0, count: terms + 1)
    for occurrence in occurrences { offsets[Int(occurrence.term) + 1] += 1 }
    for term in 0..<terms { offsets[term + 1] += offsets[term] }
    var next = offsets
    var sorted = [Int32](repeating: 0, count: occurrences.count)
    for occurrence in occurrences {
      sorted[next[Int(occurrence.term)]] = occurrence.document
      next[Int(occurrence.term)] += 1
    }
    return merged(sorted, offsets)
  }

  private static func merged(
    _ documents: [Int32], _ offsets: [Int]
  ) -> (starts: [Int], entries: [Entry]) {
    var starts = [0]
    var entries: [Entry] = []
    entries.reserveCapacity(documents.count)
    for term in 0..<(offsets.count - 1) {
      var position = offsets[term]
      while position < offsets[term + 1] {
        var end = position + 1
        while end < offsets[term + 1], documents[end] == documents[position] { end += 1 }
        entries.append(Entry(document: documents[position], count: Int32(end - position)))
        position = end
      }
      starts.append(entries.count)
    }
    return (starts, entries)
  }
}
