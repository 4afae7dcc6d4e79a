import Probing

/// A similarity of two subjects' distributions of answers to repeated probes, divided by the
/// similarity that each has with itself: the within-model ceiling.
///
/// Value = B / sqrt(C_a C_b), where B is the mean over probes of the similarity of a with b, and C
/// that of a subject with itself on the same probes. 1 is what two samples of one model reach on
/// average; a pair may exceed it.
struct AnswerSimilarity: Metric {
  let descriptor: MetricDescriptor
  /// Of one subject's samples with another's, at least two of each.
  let between: @Sendable ([Int], [Int]) -> Double
  /// Of one subject with itself, free of the bias that comparing a sample with itself has.
  let within: @Sendable ([Int]) -> Double

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    let repeated = try RepeatedAnswers.all(in: table)
    let rows = repeated.map { Row($0.codes, self) }
    func part(_ values: (Row) -> [Float]) -> ProbeSimilarity {
      ProbeSimilarity(
        subjectCount: table.subjectCount, probes: repeated.map(\.probe),
        values: rows.map(values), answered: rows.map(\.answered))
    }
    return CombinedMeans(parts: [part(\.between), part(\.first), part(\.second)]) { means in
      means[1] > 0 && means[2] > 0 ? means[0] / (means[1] * means[2]).squareRoot() : nil
    }
  }

  /// One probe: the similarity of every pair, and the ceilings of its first and second subject.
  private struct Row {
    let answered: [Bool]
    let between: [Float]
    let first: [Float]
    let second: [Float]

    init(_ codes: [[Int]], _ metric: AnswerSimilarity) {
      let answered = codes.map { $0.count > 1 }
      let ceilings = codes.map { $0.count > 1 ? Float(metric.within($0)) : 0 }
      self.answered = answered
      between = ProbeSimilarity.row(codes.count) { i, j in
        answered[i] && answered[j] ? Float(metric.between(codes[i], codes[j])) : 0
      }
      first = ProbeSimilarity.row(codes.count) { i, j in answered[j] ? ceilings[i] : 0 }
      second = ProbeSimilarity.row(codes.count) { i, j in answered[i] ? ceilings[j] : 0 }
    }
  }
}

extension AnswerSimilarity {
  /// A similarity of shares that depends on the size of the samples, and is therefore computed
  /// between halves of them, of like size within a subject and between subjects.
  ///
  /// - Parameter term: of both shares of an answer, summed over the answers in both.
  init(
    _ name: String, title: String, citation: String,
    term: @escaping @Sendable (_ p: Double, _ q: Double) -> Double
  ) {
    descriptor = Self.descriptor(name, title: title, citation: citation)
    between = { first, second in
      let (a, b) = (Self.halves(first), Self.halves(second))
      let pairs = a.flatMap { half in b.map { half.sum(with: $0, term) } }
      return pairs.reduce(0, +) / 4
    }
    within = { samples in
      let halves = Self.halves(samples)
      return halves[0].sum(with: halves[1], term)
    }
  }

  static func descriptor(_ name: String, title: String, citation: String) -> MetricDescriptor {
    MetricDescriptor(
      id: "answers." + name, title: title, family: .answers, lowerBound: 0, upperBound: nil,
      isSymmetric: true, assumption: "Samples of one subject are independent draws.",
      citation: citation, oracle: "SciPy; obvious loop")
  }

  /// Every other sample, and the rest.
  private static func halves(_ samples: [Int]) -> [AnswerShares] {
    [0, 1].map { start in
      AnswerShares(stride(from: start, to: samples.count, by: 2).map { samples[$0] })
    }
  }
}
