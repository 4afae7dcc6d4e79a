public import Probing

/// Everything an assessment starts from: recorded answers, what is known, what is asked.
public struct AssessmentRequest: Sendable {
  public var study: StudyRecord
  public var tool: ToolRecord
  public var transcript: Transcript
  /// Pairs of known relation that ratios may be calibrated on (`distilled` or `independent`).
  public var calibration: [PairLabel]
  /// Pairs to report a row for, in this order.
  public var scored: [PairLabel]
  /// Pairs the study was made for; each must be among `scored`.
  public var headlines: [(suspect: String, source: String)]
  public var metrics: [any Metric]
  /// The metrics whose excess is fused, by id; others than the published ones only to measure them.
  public var fused: Set<String> = BuiltInMetrics.fused
  public var probeSets: [ProbeSetRecord]
  /// Model names each subject's endpoint returned, by subject id.
  public var modelsReturned: [String: [String]]
  /// Tokens that asking each subject used, by subject id.
  public var tokens: [String: Int]
  /// Where and when each subject was asked, by subject id.
  public var asked: [String: AskedRecord]
  /// Recorded vectors of responses, by their beginnings; `nil` for the built-in embedder.
  public var embeddings: [String: [Float]]?
  /// The subjects that others are compared with; `nil` for all. What is measured in one direction only
  /// is not measured against the rest, which saves most of its cost.
  public var sources: Set<String>?
  /// A calibration made elsewhere, whose ratios are reported beside those made here.
  public var imported: CalibrationImport?
  /// Answers to the repeated block; empty when it was not asked.
  public var repeatedBlocks: [RepeatedBlock]
  public var progress: AssessmentProgress.Report = { _ in }

  public init(
    study: StudyRecord, tool: ToolRecord, transcript: Transcript, calibration: [PairLabel],
    scored: [PairLabel], headlines: [(suspect: String, source: String)] = [],
    metrics: [any Metric] = BuiltInMetrics.all, probeSets: [ProbeSetRecord] = [],
    modelsReturned: [String: [String]] = [:], tokens: [String: Int] = [:],
    asked: [String: AskedRecord] = [:],
    embeddings: [String: [Float]]? = nil, repeatedBlocks: [RepeatedBlock] = []
  ) {
    self.study = study
    self.tool = tool
    self.transcript = transcript
    self.calibration = calibration
    self.scored = scored
    self.headlines = headlines
    self.metrics = metrics
    self.probeSets = probeSets
    self.modelsReturned = modelsReturned
    self.tokens = tokens
    self.asked = asked
    self.embeddings = embeddings
    self.repeatedBlocks = repeatedBlocks
  }
}
