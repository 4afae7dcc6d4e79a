import Evidence
import Foundation
import Panels
import Probing
import Similarity

/// Validation on recorded panels.
struct PanelValidationRun {
  var panels: [String]
  var labels: String?
  var calibration: String?

  func write(to folder: StudyFolder) async throws {
    let imported = try calibration.map { try CalibrationReading.file($0).file }
    var (request, panel) = try await PanelAssessment(panels: panels, labels: labels).request()
    let meter = WorkMeter("preparing the comparison")
    defer { meter.finish() }
    request.progress = meter.show
    let (findings, validation, calibration) = await Assessment.validation(
      of: request, questions: QuestionsDigest.of(panel.transcript.probes), temperatures: [],
      modelClass: panel.modelClass, imported: imported)
    meter.finish()
    try AssessmentRun.write(findings, to: folder)
    try ReportCommand.write(findings, to: folder)
    let target = folder.findings.deletingLastPathComponent()
    try ValidationOutput.write(validation, to: target)
    if let calibration { try ValidationOutput.write(calibration, "calibration.json", target) }
  }
}

/// A digest over the questions themselves, whatever their ids, order and file.
enum QuestionsDigest {
  /// `nil` where a panel does not record its prompts.
  static func of(_ probes: [Probe]) -> String? {
    guard !probes.isEmpty, probes.allSatisfy({ !$0.prompt.isEmpty }) else { return nil }
    let lines = probes.map { probe in
      var bytes: [UInt8] = []
      JSONValue.array(
        probe.prompt.map(\.json) + (probe.choices ?? []).map { .string($0) }
      ).append(to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
    return Digest256(of: Data(lines.sorted().joined(separator: "\n").utf8)).description
  }
}
