import Probing

/// What subjects answered to one probe that was asked several times.
struct RepeatedAnswers: Sendable {
  let probe: Int
  /// Shape: subjects x answers given, in the order of the samples, as integers that stand for the
  /// same answer with every subject. Refused and missing answers are left out.
  let codes: [[Int]]

  /// All choice and short-answer probes that some subject answered at least twice.
  static func all(in table: AnswerTable) throws(NotMeasurable) -> [RepeatedAnswers] {
    let probes = table.probes.indices.filter { table.probes[$0].kind != .freeText }
    guard !probes.isEmpty else { throw NotMeasurable(.notApplicable) }
    let repeated = probes.map { RepeatedAnswers($0, table) }.filter {
      $0.codes.contains { $0.count > 1 }
    }
    guard !repeated.isEmpty else { throw NotMeasurable(.tooFewSamples) }
    return repeated
  }

  private init(_ probe: Int, _ table: AnswerTable) {
    var known: [String: Int] = [:]
    self.probe = probe
    codes = table.transcript.responses.map { row in
      row[probe].compactMap(\.answer.value).map { answer in
        let code = known[answer, default: known.count]
        known[answer] = code
        return code
      }
    }
  }
}

/// Shares of the answers among some samples, by ascending code.
struct AnswerShares: Sendable {
  private let entries: [(code: Int, share: Double)]

  init(_ codes: some Collection<Int>) {
    var counts: [Int: Int] = [:]
    for code in codes { counts[code, default: 0] += 1 }
    entries = counts.sorted { $0.key < $1.key }
      .map { (code: $0.key, share: Double($0.value) / Double(codes.count)) }
  }

  /// The sum of a function of both shares over the answers in both.
  func sum(
    with other: AnswerShares, _ term: (_ p: Double, _ q: Double) -> Double
  ) -> Double {
    var (sum, i, j) = (0.0, 0, 0)
    while i < entries.count, j < other.entries.count {
      let (a, b) = (entries[i], other.entries[j])
      if a.code == b.code { sum += term(a.share, b.share) }
      if a.code <= b.code { i += 1 }
      if b.code <= a.code { j += 1 }
    }
    return sum
  }
}
