/// Everything one assessment found: the content of `findings.json`.
///
/// A plain value: a report is rendered from it alone, and nothing in it needs recomputing. Numbers
/// are finite; what could not be measured is absent and carries a reason.
public struct Findings: Codable, Sendable, Equatable {
  public static let currentSchemaVersion = 1

  public var schemaVersion: Int
  public var tool: ToolRecord
  public var study: StudyRecord
  public var subjects: [SubjectRecord]
  public var probeSets: [ProbeSetRecord]
  public var metrics: [MetricRecord]
  public var cohort: CohortRecord
  /// One row per scored ordered pair, in the order of the labels given.
  public var pairs: [PairFinding]
  /// The comparisons the study was made for: its suspect with each of its sources.
  public var headlines: [Headline]
  /// How the instrument did on pairs of known relation, leave-one-lineage-out.
  public var validity: Validity?
  /// Whether endpoints answered a repeated block alike before and after the study; absent when it
  /// was not asked.
  public var identity: [IdentityRecord]?
  /// What a calibration made elsewhere says; absent when none was given.
  public var imported: ImportedRatios?
  /// Who shares wrong answers with whom; absent for recorded panels without a suspect.
  public var errorOverlap: ErrorOverlap?
  /// How far every probe told unrelated controls apart; absent where fewer than two families of them
  /// answered.
  public var probeInformation: ProbeInformation?
  /// Random groups in which the probes are resampled (``ProbeGroups``); absent where each is resampled
  /// by itself.
  public var probeGroups: Int?

  public init(
    tool: ToolRecord, study: StudyRecord, subjects: [SubjectRecord], probeSets: [ProbeSetRecord],
    metrics: [MetricRecord], cohort: CohortRecord, pairs: [PairFinding], headlines: [Headline],
    validity: Validity?, identity: [IdentityRecord]? = nil, errorOverlap: ErrorOverlap? = nil,
    probeInformation: ProbeInformation? = nil
  ) {
    self.schemaVersion = Self.currentSchemaVersion
    self.tool = tool
    self.study = study
    self.subjects = subjects
    self.probeSets = probeSets
    self.metrics = metrics
    self.cohort = cohort
    self.pairs = pairs
    self.headlines = headlines
    self.validity = validity
    self.identity = identity
    self.errorOverlap = errorOverlap
    self.probeInformation = probeInformation
  }

  enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case tool, study, subjects
    case probeSets = "probe_sets"
    case metrics, cohort, pairs, headlines, validity, identity, imported
    case errorOverlap = "error_overlap"
    case probeInformation = "probe_information"
    case probeGroups = "probe_groups"
  }
}
