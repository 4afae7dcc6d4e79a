import Statistics

/// Cosines between subjects on one probe, from counted terms weighted by tf-idf within the probe.
///
/// tf = 1 + ln c; idf = ln((1 + N) / (1 + df)) + 1 with N and df over the reference subjects;
/// vectors of unit length. A subject with several samples is the mean of its unit vectors, so that
/// the product of two subjects is the mean cosine over their samples.
struct TermGram {
  /// 1 + ln c for counts below 256.
  private static let logarithms = (0..<256).map { Float(1 + naturalLog(Double(max(1, $0)))) }

  private let documents: CountedTerms
  private let subjectCount: Int
  /// Terms in at least this many documents go through a dense product: below, all pairs of the
  /// documents that contain a term are fewer operations than one for every pair of subjects, which
  /// the product does many times faster.
  private let denseFrom: Int
  /// By term how many documents contain it.
  private let frequencies: [Int32]
  /// Unit-length tf-idf weights, divided by the number of samples of the subject, one for each term
  /// of each document.
  private let weights: [Float]

  /// - Returns: the lower triangle without its diagonal, in the order of `ProbeSimilarity`.
  static func pairs(
    of documents: CountedTerms, subjectCount: Int, isReference: [Bool]
  ) -> [Float] {
    let gram = TermGram(documents, subjectCount, isReference)
    var products = gram.rareProducts()
    products.accumulateGram(ofRowsOf: gram.commonTerms())
    return (1..<max(1, subjectCount)).flatMap { products[row: $0].prefix($0) }
  }

  private init(_ documents: CountedTerms, _ subjectCount: Int, _ isReference: [Bool]) {
    self.documents = documents
    self.subjectCount = subjectCount
    denseFrom = max(4, documents.subjects.count / 8)
    frequencies = documents.frequencies { _ in true }
    weights = Self.weights(documents, subjectCount, isReference)
  }

  /// Products of the terms in few documents, added pair by pair to the upper triangle.
  private func rareProducts() -> Matrix<Float> {
    let postings = Postings(
      documents, weights: weights, frequencies: frequencies, inDocuments: 2..<denseFrom)
    var products = Matrix<Float>(rows: subjectCount, columns: subjectCount)
    products.withUnsafeMutableElements { products in
      postings.entries.withUnsafeBufferPointer { entries in
        for term in frequencies.indices {
          for first in postings.starts[term]..<postings.starts[term + 1] {
            let row = Int(entries[first].subject) &* subjectCount
            for second in first &+ 1..<postings.starts[term + 1] {
              products[row &+ Int(entries[second].subject)] +=
                entries[first].weight * entries[second].weight
            }
          }
        }
      }
    }
    return products
  }

  /// Shape: subjects x terms in many documents. The other terms are added to the first column, which
  /// is quicker than leaving them out one by one, and cleared with it.
  private func commonTerms() -> Matrix<Float> {
    var width = 1
    let columns = frequencies.map { frequency in
      if frequency < denseFrom { return 0 }
      width += 1
      return width - 1
    }
    var result = Matrix<Float>(rows: subjectCount, columns: width)
    result.withUnsafeMutableElements { result in
      columns.withUnsafeBufferPointer { columns in
        documents.forEachTerm { subject, position, term in
          result[subject &* width &+ columns[term]] += weights[position]
        }
      }
      for subject in 0..<subjectCount { result[subject &* width] = 0 }
    }
    return result
  }

  private static func weights(
    _ documents: CountedTerms, _ subjectCount: Int, _ isReference: [Bool]
  ) -> [Float] {
    let inverse = inverseFrequencies(documents, isReference)
    var weights = documents.counts.map(logarithm)
    weights.withUnsafeMutableBufferPointer { weights in
      inverse.withUnsafeBufferPointer { inverse in
        documents.forEachTerm { _, position, term in weights[position] *= inverse[term] }
      }
    }
    var samples = [Float](repeating: 0, count: subjectCount)
    for subject in documents.subjects { samples[subject] += 1 }
    for (document, subject) in documents.subjects.enumerated() {
      let range = documents.starts[document]..<documents.starts[document + 1]
      let row = Array(weights[range])
      let scale = 1 / (VectorSum.products(row, row).squareRoot() * samples[subject])
      for position in range { weights[position] *= scale }
    }
    return weights
  }

  private static func logarithm(_ count: Int32) -> Float {
    count < logarithms.count
      ? logarithms[Int(count)] : Float(1 + naturalLog(Double(count)))
  }

  /// idf by term.
  private static func inverseFrequencies(
    _ documents: CountedTerms, _ isReference: [Bool]
  ) -> [Float] {
    let total = documents.subjects.count { isReference[$0] }
    let byFrequency = (0...total).map {
      Float(naturalLog(Double(1 + total) / Double(1 + $0)) + 1)
    }
    return documents.frequencies { isReference[$0] }.map { byFrequency[Int($0)] }
  }
}
