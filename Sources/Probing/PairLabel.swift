/// What is known, or asked, about one ordered pair of subjects.
public struct PairLabel: Codable, Hashable, Sendable {
  /// The relation of suspect to source; the names are those of a panel's `pairs.csv`.
  public enum Relation: String, Codable, CaseIterable, Sendable {
    case distilled
    case sameBase = "same_base"
    case sameOrganisation = "same_org"
    case siblings = "same_teacher_siblings"
    case independent
    case wrapper
    /// No outputs, but a data vendor or benchmark tuning in common.
    case sharedVendor = "shared_vendor"
  }
  public enum Confidence: String, Codable, CaseIterable, Sendable { case high, med, low }

  public var suspect: String
  public var source: String
  /// `nil` for a pair that is to be scored and has no known relation.
  public var relation: Relation?
  public var confidence: Confidence

  public init(
    suspect: String, source: String, relation: Relation?, confidence: Confidence = .high
  ) {
    self.suspect = suspect
    self.source = source
    self.relation = relation
    self.confidence = confidence
  }
}
