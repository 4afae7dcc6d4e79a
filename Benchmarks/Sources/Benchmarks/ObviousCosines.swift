import Probing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The obvious loop that the panel Gram matrices are measured against: a dictionary of counts for
/// each response, and every pair of responses compared term by term.
enum ObviousCosines {
  /// Mean over probes of the tf-idf cosine of word unigrams and bigrams, for every pair.
  static func similarities(_ transcript: Transcript) -> [[Double]] {
    let count = transcript.subjects.count
    var sums = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for probe in transcript.probes.indices {
      let vectors = weighted(transcript.responses.map { counts($0[probe][0].text) })
      for a in 0..<count {
        for b in 0..<a { sums[a][b] += cosine(vectors[a], vectors[b]) }
      }
    }
    return sums.map { $0.map { $0 / Double(transcript.probes.count) } }
  }

  private static func counts(_ text: String) -> [String: Double] {
    let words = text.lowercased().split(separator: " ").map(String.init)
    var counts: [String: Double] = [:]
    for word in words { counts[word, default: 0] += 1 }
    for (first, second) in zip(words, words.dropFirst()) {
      counts["\(first) \(second)", default: 0] += 1
    }
    return counts
  }

  private static func weighted(_ documents: [[String: Double]]) -> [[String: Double]] {
    var containing: [String: Double] = [:]
    for document in documents { for term in document.keys { containing[term, default: 0] += 1 } }
    let total = Double(documents.count)
    return documents.map { document in
      var weights: [String: Double] = [:]
      for (term, count) in document {
        weights[term] = (1 + log(count)) * (log((1 + total) / (1 + containing[term]!)) + 1)
      }
      let norm = weights.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return weights.mapValues { $0 / norm }
    }
  }

  private static func cosine(_ a: [String: Double], _ b: [String: Double]) -> Double {
    a.reduce(0) { $0 + $1.value * (b[$1.key] ?? 0) }
  }
}
