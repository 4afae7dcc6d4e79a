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
    let samples = Dictionary(uniqueKeysWithValues: repeated.map { ($0.probe, Samples($0, self)) })
    func part(
      _ value: @escaping @Sendable (Samples, Int, Int) -> Float
    ) async -> ProbeSimilarity {
      await ProbeSimilarity(over: repeated.map(\.probe), of: table) { probe in
        let samples = samples[probe]!
        return ProbeSimilarity.Row(answered: samples.answered) { value(samples, $0, $1) }
      }
    }
    return CombinedMeans(
      parts: [
        await part { Float(between($0.codes[$1], $0.codes[$2])) },
        await part { samples, i, _ in samples.ceilings[i] },
        await part { samples, _, j in samples.ceilings[j] },
      ]
    ) { means in
      means[1] > 0 && means[2] > 0 ? means[0] / (means[1] * means[2]).squareRoot() : nil
    }
  }

  /// One probe: the answers, and the ceiling of every subject that answered repeatedly.
  private struct Samples: Sendable {
    let codes: [[Int]]
    let answered: [Bool]
    let ceilings: [Float]

    init(_ repeated: RepeatedAnswers, _ metric: AnswerSimilarity) {
      codes = repeated.codes
      answered = codes.map { $0.count > 1 }
      ceilings = codes.map { $0.count > 1 ? Float(metric.within($0)) : 0 }
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
