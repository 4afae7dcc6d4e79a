import Statistics

/// The trained models of a pedigree.
public struct Zoo: Sendable {
  public let pedigree: Pedigree
  /// In the order of the pedigree.
  public let models: [LabModel]
  private let index: [String: Int]

  /// Trains every model. The result depends on the arguments alone, given one BLAS thread on one kind
  /// of processor.
  ///
  /// - Parameter progress: told the id of each model when it is done.
  public init(
    training pedigree: Pedigree, in world: World, progress: (String) -> Void = { _ in }
  ) {
    var models: [String: LabModel] = [:]
    for recipe in pedigree.recipes {
      models[recipe.id] = LabModel.trained(
        id: recipe.id, from: recipe.parent.map { models[$0]! },
        on: Self.reading(for: recipe, in: world)
          + Self.teaching(for: recipe, by: models, in: world),
        seed: recipe.seed)
      progress(recipe.id)
    }
    self.pedigree = pedigree
    self.models = pedigree.recipes.map { models[$0.id]! }
    index = .init(uniqueKeysWithValues: pedigree.recipes.enumerated().map { ($1.id, $0) })
  }

  public subscript(id: String) -> LabModel? { index[id].map { models[$0] } }

  /// What a model is trained on beside its reading: what its teachers say.
  ///
  /// - Precondition: the teachers are among `models`.
  package static func teaching(
    for recipe: Recipe, by models: [String: LabModel], in world: World
  ) -> [Dialogue] {
    let root = RandomStream(seed: recipe.seed).substream("school")
    return recipe.teachings.enumerated().flatMap { place, teaching in
      School(world: world, teacher: models[teaching.teacher]!).dialogues(
        questions: part(teaching.fraction, of: recipe.reading.questions),
        texts: part(teaching.fraction, of: recipe.reading.texts),
        stream: root.substream("teaching", place))
    }
  }

  /// The part of its reading that no teacher replaces.
  package static func reading(for recipe: Recipe, in world: World) -> [Dialogue] {
    var reading = recipe.reading
    reading.questions = part(recipe.ownFraction, of: reading.questions)
    reading.texts = part(recipe.ownFraction, of: reading.texts)
    let corpus = Corpus(reading, in: world)
    return corpus.questions + corpus.texts
  }

  private static func part(_ fraction: Double, of count: Int) -> Int {
    Int((fraction * Double(count)).rounded())
  }
}
