import Statistics

/// Cosines between subjects on one probe, from counted terms weighted by tf-idf within the probe.
///
/// tf = 1 + ln c; idf = ln((1 + N) / (1 + df)) + 1 with N and df over the reference subjects;
/// vectors of unit length. A subject with several samples is the mean of its unit vectors, so that
/// the product of two subjects is the mean cosine over their samples.
struct TermGram {
  /// One response: its subject and its terms with repetitions.
  struct Document {
    let subject: Int
    let terms: [UInt64]
  }

  /// A term in a document: the dense index of the term, and its count.
  private struct Entry {
    let document: Int32
    let count: Int32
  }

  /// Terms in at least this many documents go through the dense product.
  private static let denseFrom = 16
  private static let blockColumns = 256

  private let subjectCount: Int
  /// Products of rare terms, lower triangle, subjects x subjects.
  private var rare: [Float]
  /// Products of common terms, both triangles.
  private var common: DenseColumns

  /// - Returns: the lower triangle without its diagonal, in the order of `ProbeSimilarity`.
  static func pairs(
    of documents: [Document], subjectCount: Int, isReference: [Bool]
  ) -> [Float] {
    var builder = TermGram(subjectCount: subjectCount)
    builder.accumulate(documents, isReference: isReference)
    return builder.lowerTriangle()
  }

  private init(subjectCount: Int) {
    self.subjectCount = subjectCount
    rare = [Float](repeating: 0, count: subjectCount * subjectCount)
    common = DenseColumns(rows: subjectCount, capacity: Self.blockColumns)
  }

  private mutating func accumulate(_ documents: [Document], isReference: [Bool]) {
    let (starts, entries) = Self.postings(documents)
    let weights = Self.weights(documents, starts, entries, isReference)
    for term in 0..<(starts.count - 1) {
      let range = starts[term]..<starts[term + 1]
      if range.count >= Self.denseFrom {
        for index in range {
          common.add(weights[index], row: documents[Int(entries[index].document)].subject)
        }
        common.closeColumn()
      } else if range.count > 1 {
        addPairs(documents, entries, weights, range)
      }
    }
  }

  /// Adds one rare term's products, pair by pair.
  private mutating func addPairs(
    _ documents: [Document], _ entries: [Entry], _ weights: [Float], _ range: Range<Int>
  ) {
    for first in range {
      let a = documents[Int(entries[first].document)].subject
      for second in range.lowerBound..<first {
        let b = documents[Int(entries[second].document)].subject
        let product = weights[first] * weights[second]
        rare[max(a, b) * subjectCount + min(a, b)] += product
      }
    }
  }

  private mutating func lowerTriangle() -> [Float] {
    let dense = common.gram()
    var pairs: [Float] = []
    pairs.reserveCapacity(ProbeSimilarity.pairCount(subjectCount))
    for row in 0..<subjectCount {
      for index in (row * subjectCount)..<(row * subjectCount + row) {
        pairs.append(rare[index] + dense[index])
      }
    }
    return pairs
  }

  /// Groups all documents' terms by term: `entries[starts[t]..<starts[t + 1]]` belong to term t.
  private static func postings(_ documents: [Document]) -> (starts: [Int], entries: [Entry]) {
    var index = TermIndex(capacity: documents.reduce(0) { $0 + $1.terms.count })
    var occurrences: [(term: Int32, document: Int32)] = []
    occurrences.reserveCapacity(documents.reduce(0) { $0 + $1.terms.count })
    for (document, content) in documents.enumerated() {
      for term in content.terms { occurrences.append((index.number(of: term), Int32(document))) }
    }
    return grouped(occurrences, terms: index.count)
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

  /// Unit-length tf-idf weights, divided by the number of samples of the subject.
  private static func weights(
    _ documents: [Document], _ starts: [Int], _ entries: [Entry], _ isReference: [Bool]
  ) -> [Float] {
    let reference = documents.map { isReference[$0.subject] }
    let total = Double(reference.count { $0 })
    var weights = [Float](repeating: 0, count: entries.count)
    var squares = [Double](repeating: 0, count: documents.count)
    for term in 0..<(starts.count - 1) {
      let range = starts[term]..<starts[term + 1]
      let containing = Double(range.count { reference[Int(entries[$0].document)] })
      let idf = Float(naturalLog((1 + total) / (1 + containing)) + 1)
      for index in range {
        let weight = Float(1 + naturalLog(Double(entries[index].count))) * idf
        weights[index] = weight
        squares[Int(entries[index].document)] += Double(weight * weight)
      }
    }
    let scale = Self.scales(documents, squares)
    for index in entries.indices { weights[index] *= scale[Int(entries[index].document)] }
    return weights
  }

  private static func scales(_ documents: [Document], _ squares: [Double]) -> [Float] {
    var samples: [Int: Int] = [:]
    for document in documents { samples[document.subject, default: 0] += 1 }
    return zip(documents, squares).map { document, square in
      square > 0 ? Float(1 / (square.squareRoot() * Double(samples[document.subject]!))) : 0
    }
  }
}
