public import Probing

/// How a set of models is made, in an order in which each can be made from those before it.
public struct Pedigree: Sendable {
  public let recipes: [Recipe]
  private let index: [String: Int]

  /// - Precondition: ids are distinct, and parents and teachers stand before those made from them.
  public init(_ recipes: [Recipe]) {
    var index: [String: Int] = [:]
    for (place, recipe) in recipes.enumerated() {
      for origin in recipe.teachings.map(\.teacher) + [recipe.parent].compactMap(\.self) {
        precondition(
          index[origin] != nil, "\(recipe.id) is made from \(origin), not made before it")
      }
      precondition(index.updateValue(place, forKey: recipe.id) == nil, "\(recipe.id) appears twice")
    }
    self.recipes = recipes
    self.index = index
  }

  public subscript(id: String) -> Recipe? { index[id].map { recipes[$0] } }

  /// What `suspect` is to `source`; the closest relation when there are several.
  ///
  /// - Precondition: both are in the pedigree.
  public func relation(of suspect: String, to source: String) -> Relation {
    guard let a = self[suspect], let b = self[source] else {
      preconditionFailure("\(suspect) or \(source) is not in the pedigree")
    }
    if base(of: a) == base(of: b) { return .sameBase }
    let (learnt, taught) = (share(of: b, in: a), share(of: a, in: b))
    if learnt > 0 { return .student(fraction: learnt) }
    if taught > 0 { return .teacher(fraction: taught) }
    if !teachers(of: a).isDisjoint(with: teachers(of: b)) { return .sibling }
    if a.reading.seed == b.reading.seed { return .twin }
    return .independent
  }

  /// The subject as a study describes it.
  ///
  /// - Precondition: the model is in the pedigree.
  public func subject(_ id: String, inCohort: Bool = false) -> Subject {
    guard let recipe = self[id] else { preconditionFailure("\(id) is not in the pedigree") }
    return Subject(
      id: id, maker: recipe.maker, family: recipe.family, lineage: recipe.lineage,
      baseFamily: self[base(of: recipe)]?.family, weightsParent: recipe.parent, inCohort: inCohort)
  }

  /// The first ancestor by weights.
  private func base(of recipe: Recipe) -> String {
    recipe.parent.flatMap { self[$0] }.map { base(of: $0) } ?? recipe.id
  }

  /// All models whose responses the model or its ancestors by weights were trained on, and theirs.
  private func teachers(of recipe: Recipe) -> Set<String> {
    let direct = recipe.teachings.filter { $0.fraction > 0 }.map(\.teacher)
    let origins = direct + [recipe.parent].compactMap(\.self)
    let inherited = origins.compactMap { self[$0] }.map { teachers(of: $0) }
    return inherited.reduce(Set(direct)) { $0.union($1) }
  }

  /// Share of `source` in the training of `recipe`, along all ways.
  private func share(of source: Recipe, in recipe: Recipe) -> Double {
    let inherited = recipe.parent.flatMap { self[$0] }.map { share(of: source, in: $0) } ?? 0
    return recipe.teachings.reduce(inherited) { sum, teaching in
      let through = self[teaching.teacher].map { share(of: source, in: $0) } ?? 0
      return sum + teaching.fraction * (teaching.teacher == source.id ? 1 : through)
    }
  }
}
