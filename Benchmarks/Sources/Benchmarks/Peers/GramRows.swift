import Panels
import Similarity

/// Cosines of all pairs of a recorded panel, the terms weighted within every probe.
enum GramRows {
  static func prepare(
    _ metric: String, _ folder: InputFolder
  ) async throws -> () async throws -> [Double] {
    let panel = try await Panel.read(try folder.panel("alpaca-eval"))
    let everyone = panel.transcript.subjects.map { _ in true }
    let table = AnswerTable(panel.transcript, isReference: everyone)
    return {
      let evidence = try await BuiltInMetrics.named(metric)!.evidence(from: table)
      return evidence.similarities(probes: table.probeCount).lowerTriangle
    }
  }
}

extension SimilarityMatrix {
  /// Row by row without the diagonal; NaN where there is no value.
  var lowerTriangle: [Double] {
    (0..<count).flatMap { a in (0..<a).map { b in self[a, b] ?? .nan } }
  }
}
