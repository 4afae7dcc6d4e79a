import Probing
import Similarity

extension Subject {
  /// A subject that, unless said otherwise, is a family, a lineage and a maker of its own.
  static func made(
    _ id: String, family: String? = nil, lineage: String? = nil, maker: String? = nil,
    generation: String? = nil, roots: [String] = [], inCohort: Bool = false
  ) -> Subject {
    Subject(
      id: id, maker: maker ?? family ?? id, family: family ?? id, lineage: lineage ?? family ?? id,
      generation: generation, rootMakers: roots, inCohort: inCohort)
  }

  static func made(count: Int) -> [Subject] { (0..<count).map { .made("s\($0)") } }
}

extension Transcript {
  /// Free text.
  /// - Parameter texts: shape subjects x probes x samples.
  init(texts: [[[String]]], subjects: [Subject]? = nil) {
    self.init(
      subjects: subjects ?? Subject.made(count: texts.count),
      probes: (0..<texts[0].count).map { Probe(id: "t\($0)", kind: .freeText, prompt: []) },
      responses: texts.map { row in row.map { samples in samples.map { Response(text: $0) } } })
  }

  /// Extracted answers.
  /// - Parameters:
  ///   - answers: shape subjects x probes x samples.
  ///   - keys: one for each probe.
  ///   - options: number of options of each probe, `nil` for an open one.
  init(
    answers: [[[Answer]]], keys: [String?], options: [Int?], subjects: [Subject]? = nil
  ) {
    let probes = zip(keys, options).enumerated().map { index, probe in
      Probe(
        id: "a\(index)", kind: probe.1 == nil ? .shortAnswer : .choice, prompt: [],
        choices: probe.1.map { (0..<$0).map { "option \($0)" } }, key: probe.0)
    }
    self.init(
      subjects: subjects ?? Subject.made(count: answers.count), probes: probes,
      responses: answers.map { row in
        row.map { samples in samples.map { Response(text: $0.value ?? "", answer: $0) } }
      })
  }

  /// One answer a probe, `nil` for none.
  init(
    answers: [[String?]], keys: [String?], options: Int?, subjects: [Subject]? = nil
  ) {
    self.init(
      answers: answers.map { row in row.map { [$0.map(Answer.given) ?? .none] } }, keys: keys,
      options: keys.map { _ in options }, subjects: subjects)
  }

  /// The same answers to both transcripts' probes.
  func joined(with other: Transcript) -> Transcript {
    Transcript(
      subjects: subjects, probes: probes + other.probes,
      responses: zip(responses, other.responses).map { $0 + $1 })
  }

  /// With subjects and probes in another order.
  func reordered(subjects order: [Int]? = nil, probes probeOrder: [Int]? = nil) -> Transcript {
    let order = order ?? Array(subjects.indices)
    let probeOrder = probeOrder ?? Array(probes.indices)
    return Transcript(
      subjects: order.map { subjects[$0] }, probes: probeOrder.map { probes[$0] },
      responses: order.map { subject in probeOrder.map { responses[subject][$0] } })
  }
}

extension Metric {
  /// Similarities with every probe counted once.
  func similarities(in table: AnswerTable) async throws -> SimilarityMatrix {
    try await evidence(from: table).similarities(probes: table.probeCount)
  }
}

func builtIn(_ id: String) -> any Metric { BuiltInMetrics.named(id)! }

extension SimilarityMatrix {
  /// The largest difference to a function of ordered pairs of different subjects; infinite where
  /// only one of the two has a value.
  func distance(to value: (_ suspect: Int, _ source: Int) -> Double?) -> Double {
    var largest = 0.0
    for a in 0..<count {
      for b in 0..<count where a != b { largest = max(largest, gap(self[a, b], value(a, b))) }
    }
    return largest
  }

  func distance(to other: SimilarityMatrix) -> Double { distance { other[$0, $1] } }
}

/// The distance of two numbers; infinite where only one of them is there.
func gap(_ a: Double?, _ b: Double?) -> Double {
  switch (a, b) {
  case (nil, nil): 0
  case (let a?, let b?): abs(a - b)
  default: .infinity
  }
}
