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
    let scored = try score.map { try PairsTable.read($0, subjects: subjects) } ?? panel.labels
    var request = AssessmentRequest(
      study: StudyRecord(name: panel.name, mode: .retrospective),
      tool: AssessmentRun.tool(seed: 1), transcript: panel.transcript,
      calibration: panel.calibration, scored: scored,
      probeSets: [
        ProbeSetRecord(
          id: panel.name, probes: panel.transcript.probes.count,
          samples: panel.transcript.mostSamples)
      ])
    request.imported = try calibration.map {
      try CalibrationReading.imported(
        $0, for: panel.transcript.probes, temperatures: [], panel.modelClass)
    }
    return (request, panel)
  }
}

extension Transcript {
  /// The largest number of samples of one probe by one subject.
  fileprivate var mostSamples: Int {
    responses.map { row in row.map(\.count).max() ?? 0 }.max() ?? 0
  }
}
