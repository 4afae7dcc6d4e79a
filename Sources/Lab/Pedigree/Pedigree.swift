public import Probing

/// How a set of models is made, in an order in which each can be made from those before it.
public struct Pedigree: Sendable {
  public let recipes: [Recipe]
  private let index: [String: Int]

  /// - Throws: `malformed` unless ids are distinct, shares are shares, the models that others are made
  ///   from stand before them, and services answer through trained models.
  public init(_ recipes: [Recipe]) throws(LabError) {
    var index: [String: Int] = [:]
    for (place, recipe) in recipes.enumerated() {
      if let fault = recipe.fault { throw LabError(.malformed, "\(recipe.id): \(fault)") }
      for origin in recipe.origins {
        guard let known = index[origin] else {
          throw LabError(.malformed, "\(recipe.id) is made from \(origin), not made before it")
        }
        guard recipes[known].service == nil else {
          throw LabError(.malformed, "\(recipe.id) is made from \(origin), which has no weights")
        }
      }
      guard index.updateValue(place, forKey: recipe.id) == nil else {
        throw LabError(.malformed, "the model \(recipe.id) appears twice")
      }
    }
    self.recipes = recipes
    self.index = index
  }

  public subscript(id: String) -> Recipe? { index[id].map { recipes[$0] } }

  /// A model and all that it is made from, directly or not.
  public func ancestry(of ids: [String]) -> Pedigree {
    var wanted = Set(ids)
    for recipe in recipes.reversed() where wanted.contains(recipe.id) {
      wanted.formUnion(recipe.origins)
    }
    return Pedigree(checked: recipes.filter { wanted.contains($0.id) })
  }

  /// Recipes of which the rules of ``init(_:)`` are known to hold.
  init(checked recipes: [Recipe]) {
    self.recipes = recipes
    index = Dictionary(uniqueKeysWithValues: recipes.enumerated().map { ($1.id, $0) })
  }

  /// Recipes that can be made at the same time, one group after the other.
  var generations: [[Recipe]] {
    var depth: [String: Int] = [:]
    for recipe in recipes {
      depth[recipe.id] = 1 + (recipe.origins.compactMap { depth[$0] }.max() ?? 0)
    }
    return Dictionary(grouping: recipes) { depth[$0.id]! }.sorted { $0.key < $1.key }.map(\.value)
  }

  /// What `suspect` is to `source`; the closest relation when there are several.
  ///
  /// - Precondition: both are in the pedigree.
  public func relation(of suspect: String, to source: String) -> Relation {
    guard let a = self[suspect], let b = self[source] else {
      preconditionFailure("\(suspect) or \(source) is not in the pedigree")
    }
    if let share = passedOn(a, b) { return .wrapper(share: share) }
    // What a service says comes from the models behind it.
    if let service = a.service { return relation(of: service.routes[0].model, to: source) }
    if let service = b.service { return relation(of: suspect, to: service.routes[0].model) }
    if base(of: a) == base(of: b) { return .sameBase }
    let (learnt, taught) = (share(of: b, in: a), share(of: a, in: b))
    if learnt > 0 { return .student(fraction: learnt) }
    if taught > 0 { return .teacher(fraction: taught) }
    if !teachers(of: a).isDisjoint(with: teachers(of: b)) { return .sibling }
    if a.training?.reading.seed == b.training?.reading.seed { return .twin }
    if !kin(of: a).isDisjoint(with: kin(of: b)) { return .remote }
    return vendors(of: a).isDisjoint(with: vendors(of: b)) ? .independent : .sharedVendor
  }

  /// What joins a model to others: lineages and readings, its own and those of all it is made from.
  private func kin(of recipe: Recipe) -> Set<String> {
    var own: Set = ["lineage \(recipe.lineage)"]
    if let training = recipe.training { own.insert("reading \(training.reading.seed)") }
    return recipe.influences.compactMap { self[$0] }.reduce(own) { $0.union(kin(of: $1)) }
  }

  /// The subject as a study describes it.
  ///
  /// - Precondition: the model is in the pedigree.
  public func subject(_ id: String, inCohort: Bool = false) -> Subject {
    guard let recipe = self[id] else { preconditionFailure("\(id) is not in the pedigree") }
    return Subject(
      id: id, maker: recipe.maker, family: recipe.family, lineage: recipe.lineage,
      baseFamily: self[base(of: recipe)]?.family, weightsParent: recipe.training?.parent,
      inCohort: inCohort)
  }

  /// Share of prompts that go from one to the other, or from both to a third.
  private func passedOn(_ a: Recipe, _ b: Recipe) -> Double? {
    let ways = [(a.service, b), (b.service, a)].compactMap { $0?.share(of: $1.id) }
    let common = a.service?.routes.reduce(0) { sum, route in
      sum + min(route.share, b.service?.share(of: route.model) ?? 0)
    }
    let share = (ways + [common ?? 0]).max() ?? 0
    return share > 0 ? share : nil
  }

  /// The first ancestor by weights.
  private func base(of recipe: Recipe) -> String {
    recipe.training?.parent.flatMap { self[$0] }.map { base(of: $0) } ?? recipe.id
  }

  /// All models whose responses the model or its ancestors by weights were trained on, and theirs.
  private func teachers(of recipe: Recipe) -> Set<String> {
    guard let training = recipe.training else { return [] }
    let direct = Set(training.teachings.filter { $0.fraction > 0 }.map(\.teacher))
    let inherited = recipe.influences.compactMap { self[$0] }.map { teachers(of: $0) }
    return inherited.reduce(direct) { $0.union($1) }
  }

  /// Share of `source` in the training of `recipe`, along all ways.
  private func share(of source: Recipe, in recipe: Recipe) -> Double {
    guard let training = recipe.training else { return 0 }
    let inherited = training.parent.flatMap { self[$0] }.map { share(of: source, in: $0) } ?? 0
    return training.teachings.reduce(inherited) { sum, teaching in
      let through = self[teaching.teacher].map { share(of: source, in: $0) } ?? 0
      return sum + teaching.fraction * (teaching.teacher == source.id ? 1 : through)
    }
  }

  /// Vendors of the model and of its ancestors by weights.
  private func vendors(of recipe: Recipe) -> Set<UInt64> {
    guard let training = recipe.training else { return [] }
    let inherited = training.parent.flatMap { self[$0] }.map { vendors(of: $0) } ?? []
    return inherited.union(training.purchases.filter { $0.fraction > 0 }.map(\.vendor))
  }
}
