import Evidence
import Foundation
import Similarity

/// One check: ask or replay, assess, compare with the baseline.
struct CheckRun {
  let study: Study
  let file: String
  let baselinePath: String
  var isOffline = false
  var updatesBaseline = false
  var stopsEarly = false
  var leniency: CheckResult.Leniency?
  /// Where findings and report are written besides.
  var target: StudyFolder?

  func result() async throws -> CheckResult {
    guard !study.check.gates.isEmpty else {
      throw CommandFailure(
        .configuration,
        "\(file) declares no gates; add, for instance,\ncheck:\n  gates:\n"
          + "    - {gate: excess, percentile: 95}\n    - {gate: rare-errors, margin: 0.02}")
    }
    if let target { try OutputFile.prepare(target.url) }
    let sets = try study.plannedSets()
    // As it is read back, so that equal plans compare equal.
    let plan = try AnalysisPlan(AnalysisPlan(study, sets: sets).bytes, from: file)
    if updatesBaseline { return try await update(plan, sets) }
    let baseline = try Baseline.read(baselinePath)
    try refuse(baseline.changes(to: study, plan))
    if stopsEarly, let early = try await decidedEarly(baseline, sets) { return early }
    let findings = try await findings(plan, sets)
    try refuse(baseline.modelChanges(in: findings))
    var result = CheckResult(
      study,
      gates: BuiltInGates.outcomes(of: study.check.gates, on: findings, baseline: baseline),
      leniency: leniency)
    result.baseline = "\(baseline.digest)"
    result.notes = notes(baseline, plan)
    return result
  }

  /// Nothing is compared silently with something else.
  private func refuse(_ changes: [String]) throws {
    guard !changes.isEmpty else { return }
    throw CommandFailure(
      .badData,
      "what is checked is not what \(baselinePath) was made from:\n"
        + changes.map { "  \($0)" }.joined(separator: "\n")
        + "\nundo the change, or make a new baseline with '--update-baseline'"
        + (study.check.suspectModelMayChange
          ? ""
          : "; where every checkpoint has a name of its own, write check: {suspect_model: any}"))
  }

  private func notes(_ baseline: Baseline, _ plan: AnalysisPlan) -> [String] {
    var notes: [String] = []
    if baseline.tool != toolVersion {
      notes.append("the baseline was made by version \(baseline.tool), this is \(toolVersion)")
    }
    if baseline.plan.suspect.endpoint != plan.suspect.endpoint {
      notes.append("the suspect is not asked as it was at the baseline (suspect_model: any)")
    }
    return notes
  }

  // MARK: Findings

  /// Bootstrap replicates when nobody reads the intervals: no gate depends on them.
  private static let fewReplicates = 100

  private func findings(_ plan: AnalysisPlan, _ sets: [PlannedSet]) async throws -> Findings {
    let findings = try await StudyAssessment.findings(
      of: try await isOffline ? replayed(plan, sets) : asked(sets),
      replicates: target == nil ? Self.fewReplicates : AssessmentRun.replicates)
    if let target {
      try AssessmentRun.write(findings, to: target)
      try ReportCommand.writeFiles(findings, to: target)
    }
    return findings
  }

  private func replayed(_ plan: AnalysisPlan, _ sets: [PlannedSet]) async throws -> RecordedStudy {
    try await Replay(study: study, sets: sets, plan: plan, file: file).recorded()
  }

  private func asked(_ sets: [PlannedSet]) async throws -> RecordedStudy {
    try await AskCommand.ask(study, sets, file: file)
    try await EmbedCommand.embed(study, sets, file: file)
    let folder = StudyFolder(study.out)
    return try RecordedStudy(folder, under: PlanInForce(in: folder, asWritten: nil))
  }

  // MARK: Other endings

  private func update(_ plan: AnalysisPlan, _ sets: [PlannedSet]) async throws -> CheckResult {
    guard Baseline.mayReplace(baselinePath) else {
      throw CommandFailure(
        .cannotCreate,
        "\(baselinePath) is not a baseline and is not overwritten; choose another name")
    }
    let findings = try await findings(plan, sets)
    let baseline = Baseline(study, plan, findings)
    let old = try? Baseline.read(baselinePath)
    try OutputFile.write(baseline.bytes, to: URL(fileURLWithPath: baselinePath))
    var result = CheckResult(
      verdict: .updated, status: ExitStatus.success.rawValue, study: study.name,
      suspect: study.suspect.id)
    result.baseline = "\(baseline.digest)"
    let changes = (old?.changes(to: study, plan) ?? []) + (old?.modelChanges(in: findings) ?? [])
    result.notes =
      ["the baseline is \(baselinePath), SHA-256 \(baseline.digest)"] + changes
      + cautions(baseline, findings)
    return result
  }

  /// The gates that this study cannot decide, whatever the checkpoint, and those that the baseline's
  /// own checkpoint fails.
  private func cautions(_ baseline: Baseline, _ findings: Findings) -> [String] {
    BuiltInGates.outcomes(of: study.check.gates, on: findings, baseline: baseline).compactMap {
      switch $0.verdict {
      case .inconclusive: "warning: this study cannot decide the gate \($0.name): \($0.message)"
      case .failed: "warning: this checkpoint fails the gate \($0.name): \($0.message)"
      case .passed, .skipped: nil
      }
    }
  }

  private func decidedEarly(
    _ baseline: Baseline, _ sets: [PlannedSet]
  ) async throws -> CheckResult? {
    let study = study
    let file = file
    let stopping = EarlyStopping(study: study, sets: sets, baseline: baseline, file: file)
    guard let ending = try await cancelledBySignals({ try await stopping.run() }) else {
      return nil
    }
    var result = CheckResult(study, gates: ending.outcomes, leniency: leniency)
    result.requests = ending.requests
    result.baseline = "\(baseline.digest)"
    result.notes = [EarlyStopping.note(ending.requests)]
    return result
  }
}
