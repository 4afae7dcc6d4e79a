/// What a metric is, as printed by `filiation list metrics` and stored with the findings.
public struct MetricDescriptor: Codable, Sendable, Equatable {
  public enum Family: String, Codable, Sendable, CaseIterable {
    case errors, lexical, embedding, answers, logprobs, identity
  }

  /// Stable; a changed formula is a new id.
  public var id: String
  public var title: String
  public var family: Family
  /// The smallest and largest value it can take; `nil` is unbounded.
  public var lowerBound: Double?
  public var upperBound: Double?
  public var isSymmetric: Bool
  public var assumption: String
  public var citation: String
  /// What its values are checked against.
  public var oracle: String

  public init(
    id: String, title: String, family: Family, lowerBound: Double?, upperBound: Double?,
    isSymmetric: Bool, assumption: String, citation: String, oracle: String
  ) {
    self.id = id
    self.title = title
    self.family = family
    self.lowerBound = lowerBound
    self.upperBound = upperBound
    self.isSymmetric = isSymmetric
    self.assumption = assumption
    self.citation = citation
    self.oracle = oracle
  }

  enum CodingKeys: String, CodingKey {
    case id, title, family, assumption, citation, oracle
    case lowerBound = "lower_bound"
    case upperBound = "upper_bound"
    case isSymmetric = "is_symmetric"
  }
}

/// A metric as used in one assessment.
public struct MetricRecord: Codable, Sendable, Equatable {
  public var descriptor: MetricDescriptor
  /// Whether its excess enters the fused excess.
  public var isFused: Bool
  /// Slope of similarity on length difference that was removed, per unit of |ln chars ratio|.
  public var lengthSlope: Double?
  /// Why it was not measured, when it was not.
  public var notMeasurable: ReasonCode?

  public init(
    descriptor: MetricDescriptor, isFused: Bool, lengthSlope: Double? = nil,
    notMeasurable: ReasonCode? = nil
  ) {
    self.descriptor = descriptor
    self.isFused = isFused
    self.lengthSlope = lengthSlope
    self.notMeasurable = notMeasurable
  }

  enum CodingKeys: String, CodingKey {
    case descriptor
    case isFused = "is_fused"
    case lengthSlope = "length_slope"
    case notMeasurable = "not_measurable"
  }
}
