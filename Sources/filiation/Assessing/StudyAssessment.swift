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
    let embeddings = try study.embeddings()
    return AssessmentRequest(
      study: StudyRecord(
        name: plan.study, mode: plan.asksRecordedAnswers ? .retrospective : .locked,
        planDigest: study.planDigest.description,
        logDigest: study.logDigest.description,
        embedder: embeddings.map { study.plan.embedder.description(of: $0) },
        notes: plan.notes + study.deviations),
      tool: AssessmentRun.tool(seed: plan.seed), transcript: study.transcript,
      calibration: plan.knownPairs.filter { [.distilled, .independent].contains($0.relation) },
      scored: plan.scoredPairs, headlines: plan.headlines,
      metrics: try AssessmentRun.metrics(plan.metrics),
      probeSets: study.sets.map {
        ProbeSetRecord(
          id: $0.id, digest: $0.digest.description, probes: $0.probes.count,
          samples: $0.sampling.samples)
      },
      modelsReturned: study.modelsReturned, embeddings: embeddings?.vectors,
      alternativeLineages: plan.alternativeLineages)
  }
}

extension RecordedStudy {
  /// The recorded vectors; `nil` for the built-in embedder.
  fileprivate func embeddings() throws -> RecordedEmbeddings? {
    guard case .recorded(let kind, _) = plan.embedder else { return nil }
    return try RecordedEmbeddings(folder, kind: kind)
  }
}

extension PlannedEmbedder {
  /// What embedded the responses, for the report.
  fileprivate func description(of recorded: RecordedEmbeddings) -> String {
    let returned = recorded.modelsReturned.filter { !name.contains($0) }
    let answered = returned.isEmpty ? "" : ", answering as \(returned.joined(separator: ", "))"
    let length = recorded.dimensions.map { ", \($0) dimensions" } ?? ""
    return name + answered + length
  }
}
