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
  /// The comparison to report on; without one the panel itself is.
  var headline: (suspect: String, source: String)?

  func write(to target: StudyFolder) async throws -> Findings {
    let findings = await AssessmentRun.findings(try await request().request)
    try AssessmentRun.write(findings, to: target)
    return findings
  }

  /// What is to be assessed, and the panel it comes from.
  func request() async throws -> (request: AssessmentRequest, panel: Panel) {
    var panel = try await Panel.read(panels)
    let subjects = Set(panel.transcript.subjects.map(\.id))
    if let labels { panel.labels = try PairsTable.read(labels, subjects: subjects) }
    var scored = try score.map { try PairsTable.read($0, subjects: subjects) } ?? panel.labels
    try addHeadline(to: &scored, subjects)
    let request = AssessmentRequest(
      study: StudyRecord(name: panel.name, mode: .retrospective),
      tool: AssessmentRun.tool(seed: 1), transcript: panel.transcript,
      calibration: panel.calibration.filter { $0.suspect != headline?.suspect }, scored: scored,
      headlines: headline.map { [$0] } ?? [],
      probeSets: [
        ProbeSetRecord(
          id: panel.name, probes: panel.transcript.probes.count,
          samples: panel.transcript.mostSamples)
      ])
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

extension Transcript {
  /// The largest number of samples of one probe by one subject.
  fileprivate var mostSamples: Int {
    responses.map { row in row.map(\.count).max() ?? 0 }.max() ?? 0
  }
}
