/// A model under comparison: the suspect, a source or a control.
public struct Subject: Codable, Hashable, Sendable {
  public enum Role: String, Codable, Sendable { case suspect, source, control }

  public var id: String
  public var role: Role?
  /// Who made it.
  public var maker: String
  /// Its maker for a vendor's model, the base family for the others.
  public var family: String
  /// Models joined by a weights parent, a tuning project or a named successor.
  public var lineage: String
  /// A maker's generation of models, within which versions are averaged.
  public var generation: String?
  /// The family of the base weights, when known.
  public var baseFamily: String?
  /// The model whose weights it was tuned from, when known.
  public var weightsParent: String?
  /// Makers of the weights it was tuned from, when known.
  public var rootMakers: [String]
  /// Whether it belongs to the cohort used for normalisation.
  public var inCohort: Bool

  public init(
    id: String, role: Role? = nil, maker: String, family: String, lineage: String,
    generation: String? = nil, baseFamily: String? = nil, weightsParent: String? = nil,
    rootMakers: [String] = [], inCohort: Bool = false
  ) {
    self.id = id
    self.role = role
    self.maker = maker
    self.family = family
    self.lineage = lineage
    self.generation = generation
    self.baseFamily = baseFamily
    self.weightsParent = weightsParent
    self.rootMakers = rootMakers
    self.inCohort = inCohort
  }
}
