import Evidence
import Foundation
import Probing
import Similarity

/// The assessment of a study folder.
enum StudyAssessment {
  /// Reads the record, assesses it and writes findings.json and pairs.csv.
  ///
  /// - Parameter study: the study file as it is now; where it departs from the locked plan, the
  ///   departure is recorded and the findings are exploratory.
  /// - Parameter calibration: the path of a calibration made elsewhere.
  static func write(
    from folder: StudyFolder, asWritten study: Study? = nil, calibration: String? = nil,
    to target: StudyFolder
  ) async throws -> Findings {
    let inForce = try PlanInForce(in: folder, asWritten: study)
    try await inForce.record(in: folder)
    let findings = try await findings(
      of: RecordedStudy(folder, under: inForce), calibration: calibration)
    try AssessmentRun.write(findings, to: target)
    return findings
  }

  /// - Parameters:
  ///   - calibration: the path of a calibration made elsewhere.
  ///   - replicates: of the bootstrap, on which intervals alone depend.
  /// - Throws: when the plan says that a study ends with an endpoint that changed, and one did.
  static func findings(
    of recorded: RecordedStudy, calibration: String? = nil,
    replicates: Int = AssessmentRun.replicates
  ) async throws -> Findings {
    var request = try request(recorded)
    request.tool.replicates = replicates
    request.imported = try calibration.map {
      try CalibrationReading.imported(
        $0, for: recorded.transcript.probes, temperatures: recorded.temperatures, .recorded)
    }
    let findings = await AssessmentRun.findings(request)
    if let failure = DriftReport(findings.identity ?? [], recorded.plan.onDrift).failure {
      throw failure
    }
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
        name: plan.study, mode: study.mode, planDigest: study.inForce.digest.description,
        logDigest: study.record.end.description,
        embedder: embeddings.map { study.plan.embedder.description(of: $0) },
        embedderDigests: embeddings.flatMap { $0.digests.isEmpty ? nil : $0.digests },
        notes: plan.notes + study.selectionNotes + study.record.deviations,
        custody: study.record.custody(in: study.folder), plan: PlanItems(plan).items),
      tool: AssessmentRun.tool(seed: plan.seed), transcript: study.transcript,
      calibration: plan.knownPairs.filter { [.distilled, .independent].contains($0.relation) },
      scored: plan.scoredPairs, headlines: plan.headlines,
      metrics: try AssessmentRun.metrics(plan.metrics),
      probeSets: study.sets.map {
        ProbeSetRecord(
          id: $0.id, digest: $0.digest.description, probes: $0.probes.count,
          samples: $0.sampling.samples)
      },
      modelsReturned: study.modelsReturned, tokens: study.tokens, asked: study.asked,
      embeddings: embeddings?.vectors, repeatedBlocks: study.repeatedBlocks)
  }
}

extension RecordedStudy {
  /// What was asked for, ascending; the served one is not known.
  fileprivate var temperatures: [Double] { Set(sets.compactMap(\.sampling.temperature)).sorted() }

  /// What may be said: all of it only under a plan older than every answer.
  fileprivate var mode: StudyRecord.Mode {
    if inForce.isAmended { return .exploratory }
    return plan.asksRecordedAnswers || hasKeptAnswers ? .retrospective : .locked
  }

  /// What a reader has to know of probes that were chosen by their answers.
  fileprivate var selectionNotes: [String] {
    sets.compactMap { set in
      set.selection.map {
        "the probes of \(set.id) were chosen from \($0.from) by what "
          + "\(counted($0.controls, "unrelated control")) answered (\($0.criterion)); on probes chosen so "
          + "these controls look less alike than new ones, so that controls which took no part in the "
          + "choice should be among those compared"
      }
    }
  }

  /// Where and when each subject was asked; empty for one that was not yet.
  fileprivate var asked: [String: AskedRecord] {
    Dictionary(
      uniqueKeysWithValues: plan.participants.map { ($0.id, record.asked[$0.id] ?? AskedRecord()) })
  }

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
