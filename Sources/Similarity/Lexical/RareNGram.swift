import Probing

/// Runs of three tokens that two subjects' responses to a probe share, each weighted by how few
/// reference families use it there.
///
/// A run that f of F families use weighs ln((1 + F) / (1 + f)); the value on a probe is the sum of
/// the weights of the shared runs, divided by the geometric mean of the numbers of different runs.
/// The families are those of reference subjects without a known teacher that answered the probe, and
/// those of the two subjects are left out of f and F.
struct RareNGram: Metric {
  static let length = 3

  let descriptor = MetricDescriptor(
    id: "lexical.rare-ngram", title: "Rare runs of three words", family: .lexical, lowerBound: 0,
    upperBound: nil, isSymmetric: true,
    assumption: "Wording that few unrelated families use on a probe is seldom hit on twice.",
    citation: "Lyon, Malcolm and Dickerson 2001 (shared trigrams); Spärck Jones 1972 (weights)",
    oracle: "scikit-learn CountVectorizer and NumPy")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    let probes = table.probes.indices.filter { table.probes[$0].kind == .freeText }
    guard !probes.isEmpty else { throw NotMeasurable(.notApplicable) }
    return await ProbeSimilarity(over: probes, of: table) { Self.row(probe: $0, of: table) }
  }

  private static func row(probe: Int, of table: AnswerTable) -> ProbeSimilarity.Row {
    var documents = CountedTerms(.wordNGrams(length...length))
    for subject in 0..<table.subjectCount {
      for response in table.transcript.responses[subject][probe] {
        _ = documents.append(response.text, subject: subject)
      }
    }
    var shared = SharedRuns(subjects: documents.subjects, table)
    shared.add(documents)
    return ProbeSimilarity.Row(
      values: shared.values, answered: shared.samples.map { $0 > 0 })
  }
}

/// The weights of shared runs on one probe, summed for every pair.
private struct SharedRuns {
  /// Documents of each subject.
  let samples: [Int]
  private let isMember: [Bool]
  /// The reference family of each subject, or -1 where no member of it answered.
  private let family: [Int]
  /// ln n for the numbers of families that occur.
  private let logarithms: [Float]
  private let familyCount: Int
  /// By family the last run it was seen to use.
  private var seen: [Int]
  /// The lower triangle, in the order of `ProbeSimilarity`.
  private(set) var values: [Float]

  /// - Parameter subjects: the subject of each document.
  init(subjects: [Int], _ table: AnswerTable) {
    var samples = [Int](repeating: 0, count: table.subjectCount)
    for subject in subjects { samples[subject] += 1 }
    self.samples = samples
    isMember = table.isUnrelated
    let answering = Set(
      samples.indices.filter { samples[$0] > 0 && table.isUnrelated[$0] }.map { table.family[$0] })
    family = table.family.map { answering.contains($0) ? $0 : -1 }
    familyCount = answering.count
    logarithms = (0...(answering.count + 1)).map { Float(naturalLog(Double(max(1, $0)))) }
    seen = [Int](repeating: -1, count: table.families.count)
    values = [Float](repeating: 0, count: ProbeSimilarity.pairCount(table.subjectCount))
  }

  mutating func add(_ documents: CountedTerms) {
    let postings = Postings(
      documents, weights: scales(documents), frequencies: documents.frequencies { _ in true },
      inDocuments: 2..<Int.max)
    postings.entries.withUnsafeBufferPointer { entries in
      for run in 0..<documents.termCount {
        let range = postings.starts[run]..<postings.starts[run + 1]
        if !range.isEmpty { add(run, UnsafeBufferPointer(rebasing: entries[range])) }
      }
    }
  }

  /// 1 / (samples x root of the number of different runs), for each run of each document: the mean
  /// over pairs of samples of two subjects is then a sum.
  private func scales(_ documents: CountedTerms) -> [Float] {
    documents.subjects.enumerated().flatMap { document, subject in
      let count = documents.starts[document + 1] - documents.starts[document]
      let scale = 1 / (Float(samples[subject]) * Float(count).squareRoot())
      return repeatElement(scale, count: count)
    }
  }

  private mutating func add(_ run: Int, _ entries: UnsafeBufferPointer<Postings.Entry>) {
    let using = countFamilies(using: run, entries)
    for x in entries.indices {
      let a = Int(entries[x].subject)
      for y in 0..<x {
        let b = Int(entries[y].subject)
        guard a != b else { continue }
        values[ProbeSimilarity.pairIndex(a, b)] +=
          weight(run, a, b, using: using) * entries[x].weight * entries[y].weight
      }
    }
  }

  private mutating func countFamilies(
    using run: Int, _ entries: UnsafeBufferPointer<Postings.Entry>
  ) -> Int {
    var count = 0
    for entry in entries {
      let subject = Int(entry.subject)
      guard isMember[subject], seen[family[subject]] != run else { continue }
      seen[family[subject]] = run
      count += 1
    }
    return count
  }

  /// ln((1 + F) / (1 + f)) without the families of both subjects.
  private func weight(_ run: Int, _ a: Int, _ b: Int, using: Int) -> Float {
    var (all, used) = (familyCount, using)
    if family[a] >= 0 {
      all -= 1
      if seen[family[a]] == run { used -= 1 }
    }
    if family[b] >= 0, family[b] != family[a] {
      all -= 1
      if seen[family[b]] == run { used -= 1 }
    }
    return logarithms[1 + all] - logarithms[1 + used]
  }
}
