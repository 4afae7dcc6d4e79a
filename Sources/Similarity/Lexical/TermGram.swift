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
    let postings = Postings(documents.map(\.terms))
    let (starts, entries) = (postings.starts, postings.entries)
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
    _ documents: [Document], _ entries: [Postings.Entry], _ weights: [Float], _ range: Range<Int>
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

  /// Unit-length tf-idf weights, divided by the number of samples of the subject.
  private static func weights(
    _ documents: [Document], _ starts: [Int], _ entries: [Postings.Entry], _ isReference: [Bool]
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
