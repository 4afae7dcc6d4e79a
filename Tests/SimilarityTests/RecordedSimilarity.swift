import Probing
import Similarity

/// A metric whose similarities are given, the same on every probe.
struct RecordedSimilarity: Metric, PairEvidence {
  let descriptor: MetricDescriptor
  let matrix: SimilarityMatrix

  /// - Parameters:
  ///   - id: the id of a fused metric.
  ///   - usesLength: whether it is adjusted for length differences.
  ///   - value: the similarity of an ordered pair of different subjects.
  init(
    _ id: String = "errors.rare-agreement", usesLength: Bool = false, count: Int,
    _ value: (_ suspect: Int, _ source: Int) -> Double?
  ) {
    descriptor = MetricDescriptor(
      id: id, title: id, family: usesLength ? .lexical : .errors, lowerBound: nil, upperBound: nil,
      isSymmetric: false, assumption: "", citation: "", oracle: "")
    var matrix = SimilarityMatrix(count: count)
    for a in 0..<count { for b in 0..<count where a != b { matrix[a, b] = value(a, b) } }
    self.matrix = matrix
  }

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence { self }

  func similarities(under weights: [[Float]]) -> [SimilarityMatrix] {
    [SimilarityMatrix](repeating: matrix, count: weights.count)
  }
}

extension Assessment {
  /// Findings from recorded similarities of subjects whose responses have the given length.
  static func findings(
    of metrics: [any Metric], subjects: [Subject], lengths: [Int]? = nil,
    calibration: [PairLabel] = [], scored: [PairLabel] = [],
    headlines: [(suspect: String, source: String)] = [], mode: StudyRecord.Mode = .locked,
    probes: Int = 1, replicates: Int = 0
  ) async -> Findings {
    let texts = subjects.indices.map { subject in
      [[String]](
        repeating: [String(repeating: "x", count: lengths?[subject] ?? 10)], count: probes)
    }
    let transcript = Transcript(texts: texts, subjects: subjects)
    return await findings(
      for: AssessmentRequest(
        study: StudyRecord(name: "test", mode: mode),
        tool: ToolRecord(version: "test", blas: "test", seed: 7, replicates: replicates),
        transcript: transcript, calibration: calibration, scored: scored, headlines: headlines,
        metrics: metrics))
  }
}
