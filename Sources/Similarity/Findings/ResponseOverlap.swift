/// How the embedded responses of a suspect and a source lie as two clouds of points: description,
/// which says nothing about descent.
public struct ResponseOverlap: Codable, Sendable, Equatable {
  /// How often relabelling responses at random makes two subjects as unlike as they are.
  ///
  /// Two unrelated models differ, and so do most related ones: a small value only says that the two
  /// are not the same endpoint.
  public struct Permutation: Codable, Sendable, Equatable {
    /// (1 + exceeding) / (1 + permutations).
    public var value: Double
    public var exceeding: Int
    public var permutations: Int
    /// Whether labels were drawn among the samples of a probe, not among all responses.
    public var isWithinProbes: Bool

    public init(exceeding: Int, permutations: Int, isWithinProbes: Bool = false) {
      precondition(exceeding >= 0 && permutations >= exceeding)
      self.exceeding = exceeding
      self.permutations = permutations
      self.isWithinProbes = isWithinProbes
      value = Double(1 + exceeding) / Double(1 + permutations)
    }

    enum CodingKeys: String, CodingKey {
      case value, exceeding, permutations
      case isWithinProbes = "is_within_probes"
    }
  }

  /// The share of the suspect's responses in reach of a response of the source, 0...1.
  public var precision: Double?
  /// The share of the source's responses in reach of a response of the suspect, as the suspect's
  /// own lie apart, 0...1.
  public var recall: Double?
  /// In how many of the source's neighbourhoods a response of the suspect lies, divided by the
  /// number expected of the source's own.
  public var density: Double?
  /// The share of the source's responses that have one of the suspect in reach, 0...1.
  public var coverage: Double?
  public var permutation: Permutation?

  public init(
    precision: Double? = nil, recall: Double? = nil, density: Double? = nil,
    coverage: Double? = nil, permutation: Permutation? = nil
  ) {
    self.precision = precision
    self.recall = recall
    self.density = density
    self.coverage = coverage
    self.permutation = permutation
  }
}
