import Evidence
import Foundation
import Probing
import Similarity

/// The assessment of a study folder.
enum StudyAssessment {
  /// Reads the record, assesses it and writes findings.json and pairs.csv.
  static func write(from folder: StudyFolder, to target: StudyFolder) async throws -> Findings {
    let findings = await AssessmentRun.findings(try request(try RecordedStudy(folder)))
    try AssessmentRun.write(findings, to: target)
    return findings
  }

  static func write(to folder: StudyFolder) async throws -> Findings {
    try await write(from: folder, to: folder)
  }

  private static func request(_ study: RecordedStudy) throws -> AssessmentRequest {
    let plan = study.plan
    return AssessmentRequest(
      study: StudyRecord(
        name: plan.study, mode: plan.asksRecordedAnswers ? .retrospective : .locked,
        planDigest: study.planDigest.description,
        logDigest: study.logDigest.description, notes: plan.notes + study.deviations),
      tool: AssessmentRun.tool(seed: plan.seed), transcript: study.transcript,
      calibration: plan.knownPairs.filter { [.distilled, .independent].contains($0.relation) },
      scored: plan.scoredPairs, headlines: plan.headlines,
      metrics: try AssessmentRun.metrics(plan.metrics),
      probeSets: study.sets.map {
        ProbeSetRecord(
          id: $0.id, digest: $0.digest.description, probes: $0.probes.count,
          samples: $0.sampling.samples)
      },
      modelsReturned: study.modelsReturned)
  }
}
