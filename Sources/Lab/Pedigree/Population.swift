/// Models in which every relation occurs: controls of known relation, and suspects to try them on.
public struct Population: Sendable, Equatable {
  /// What a model is there for.
  public enum Part: String, Codable, Sendable {
    /// A reference family's version. Those that are tuned from no other are candidate sources.
    case cohort
    /// A lineage of its own, known to be unrelated.
    case unrelated
    /// A known student.
    case derived
    /// Somebody's student and itself a candidate source.
    case house
    /// A teacher of houses that is no candidate.
    case master
    /// Somebody whose relation is to be found out.
    case suspect
    /// Teacher or student of a known pair, a candidate source and a control for other pairs.
    case pair
    /// Taught others and cannot be asked.
    case hidden
  }

  public struct Member: Sendable, Equatable {
    public var recipe: Recipe
    public var part: Part

    public init(_ recipe: Recipe, _ part: Part) {
      self.recipe = recipe
      self.part = part
    }
  }

  public var world: World.Plan
  public var members: [Member]
  /// How they are made.
  public let pedigree: Pedigree

  /// - Throws: as ``Pedigree/init(_:)``.
  public init(world: World.Plan, members: [Member]) throws(LabError) {
    self.world = world
    self.members = members
    pedigree = try Pedigree(members.map(\.recipe))
  }

  public static func == (left: Population, right: Population) -> Bool {
    left.world == right.world && left.members == right.members
  }

  /// What a model is there for.
  ///
  /// - Precondition: the model is a member.
  public func part(of id: String) -> Part { members.first { $0.recipe.id == id }!.part }

  /// The ids of the models with one of these parts, in the order of the pedigree.
  public func ids(_ parts: Part...) -> [String] {
    members.filter { parts.contains($0.part) }.map(\.recipe.id)
  }

  /// The models that can be asked.
  public var asked: [String] { members.filter { $0.part != .hidden }.map(\.recipe.id) }

  /// The candidate sources: first versions of the families, houses, and both of every known pair.
  public var sources: [String] { bases + ids(.house, .pair) }

  /// The first versions of the families.
  public var bases: [String] {
    members.filter { $0.part == .cohort && $0.recipe.training?.parent == nil }.map(\.recipe.id)
  }
}
