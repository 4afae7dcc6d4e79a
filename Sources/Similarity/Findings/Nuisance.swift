/// What can make answers alike or unlike without any relation: length, layout and refusals.
public struct Nuisance: Codable, Sendable, Equatable {
  /// A value for the suspect with the source, and its mean over the unrelated controls with it.
  public struct Comparison: Codable, Sendable, Equatable {
    public var suspect: Double?
    public var controls: Double?

    public init(suspect: Double?, controls: Double?) {
      self.suspect = suspect
      self.controls = controls
    }
  }

  /// Mean over probes of the absolute difference of ln(1 + characters).
  public var lengthDifference: Comparison
  /// The similarity of layout, `lexical.format`.
  public var layout: Comparison
  /// Share of responses that were refused, 0...1.
  public var refused: Comparison
  /// The same of the source.
  public var refusedBySource: Double?

  public init(
    lengthDifference: Comparison, layout: Comparison, refused: Comparison, refusedBySource: Double?
  ) {
    self.lengthDifference = lengthDifference
    self.layout = layout
    self.refused = refused
    self.refusedBySource = refusedBySource
  }

  enum CodingKeys: String, CodingKey {
    case layout, refused
    case lengthDifference = "length_difference"
    case refusedBySource = "refused_by_source"
  }
}
