import Evidence
import Foundation
import Panels
import Probing
import Similarity

/// The assessment of recorded panels.
struct PanelAssessment {
  var panels: [String]
  var labels: String?
  var score: String?
  /// The path of a calibration made elsewhere.
  var calibration: String?
  /// The comparison to report on; without one the panel itself is.
  var headline: (suspect: String, source: String)?
  /// The folder of a sentence encoder; the built-in embedder when `nil`.
  var encoder: String?
  /// Metrics by id, all of them fused, to measure them; all metrics, fused as published, when `nil`.
  var metrics: [String]?

  func write(to target: StudyFolder) async throws -> Findings {
    var request = try await request().request
    if headline == nil { request.sources = request.comparedSubjects }
    if let encoder {
      let embeddings = try PanelEmbeddings(encoder: encoder, in: target)
      request.embeddings = try await embeddings.vectors(of: request.transcript.textsToEmbed)
      request.study.embedder = embeddings.description
      request.study.embedderDigests = embeddings.digests
    }
    let findings = await AssessmentRun.findings(request)
    try AssessmentRun.write(findings, to: target)
    return findings
  }

  /// What is to be assessed, and the panel it comes from.
  func request() async throws -> (request: AssessmentRequest, panel: Panel) {
    let meter = WorkMeter("reading the panel")
    defer { meter.finish() }
    var panel = try await Panel.read(panels)
    let subjects = Set(panel.transcript.subjects.map(\.id))
    if let labels { panel.labels = try PairsTable.read(labels, subjects: subjects) }
    var scored = try score.map { try PairsTable.read($0, subjects: subjects) } ?? panel.labels
    try addHeadline(to: &scored, subjects)
    var request = AssessmentRequest(
      study: StudyRecord(name: panel.name, mode: .retrospective),
      tool: AssessmentRun.tool(seed: 1), transcript: panel.transcript,
      calibration: panel.calibration.filter { $0.suspect != headline?.suspect }, scored: scored,
      headlines: headline.map { [$0] } ?? [], metrics: try AssessmentRun.metrics(metrics),
      probeSets: [
        ProbeSetRecord(
          id: panel.name, probes: panel.transcript.probes.count,
          samples: panel.transcript.mostSamples)
      ])
    request.imported = try calibration.map {
      try CalibrationReading.imported(
        $0, for: panel.transcript.probes, temperatures: [], panel.modelClass)
    }
    if let metrics { request.fused = Set(metrics) }
    return (request, panel)
  }

  /// The pair asked about comes first; what the labels say of its suspect is not used.
  private func addHeadline(to scored: inout [PairLabel], _ subjects: Set<String>) throws {
    guard let headline else { return }
    for name in [headline.suspect, headline.source] where !subjects.contains(name) {
      throw CommandFailure(
        .configuration,
        "the panel has no subject '\(name)'; subjects.csv lists those it has")
    }
    scored.removeAll { $0.suspect == headline.suspect }
    scored.insert(
      PairLabel(suspect: headline.suspect, source: headline.source, relation: nil), at: 0)
  }
}

extension AssessmentRequest {
  /// The subjects that any pair of a panel is compared with: sources and the cohort.
  fileprivate var comparedSubjects: Set<String> {
    Set((scored + calibration).map(\.source))
      .union(transcript.subjects.filter(\.inCohort).map(\.id))
  }
}

extension Transcript {
  /// The largest number of samples of one probe by one subject.
  fileprivate var mostSamples: Int {
    responses.map { row in row.map(\.count).max() ?? 0 }.max() ?? 0
  }
}
