import Statistics

/// The trained models of a pedigree.
public struct Zoo: Sendable {
  public let pedigree: Pedigree
  /// In the order of the pedigree.
  public let models: [LabModel]
  private let index: [String: Int]

  /// Makes every model, as many at a time as there are processors. The result depends on the arguments
  /// alone, given one BLAS thread on one kind of processor.
  ///
  /// - Parameter progress: told the id of each model when it is done.
  public init(
    training pedigree: Pedigree, in world: World, progress: (String) -> Void = { _ in }
  ) async {
    var models: [String: LabModel] = [:]
    for generation in pedigree.generations {
      let origins = models
      await withTaskGroup(of: LabModel.self) { group in
        for recipe in generation {
          group.addTask { Self.made(recipe, from: origins, in: world) }
        }
        for await model in group {
          models[model.id] = model
          progress(model.id)
        }
      }
    }
    self.pedigree = pedigree
    self.models = pedigree.recipes.map { models[$0.id]! }
    index = .init(uniqueKeysWithValues: pedigree.recipes.enumerated().map { ($1.id, $0) })
  }

  public subscript(id: String) -> LabModel? { index[id].map { models[$0] } }

  private static func made(
    _ recipe: Recipe, from models: [String: LabModel], in world: World
  ) -> LabModel {
    switch recipe.making {
    case .service(let service): .serving(service, id: recipe.id) { models[$0] }
    case .training(let training):
      .trained(
        id: recipe.id, from: training.parent.map { models[$0]! },
        on: reading(for: training, in: world) + teaching(for: training, by: models, in: world),
        seed: training.seed)
    }
  }

  /// What a model is trained on beside its reading: what its teachers say.
  ///
  /// - Precondition: the teachers are among `models`.
  package static func teaching(
    for training: Training, by models: [String: LabModel], in world: World
  ) -> [Dialogue] {
    let root = RandomStream(seed: training.seed).substream("school")
    return training.teachings.enumerated().flatMap { place, teaching in
      School(world: world, teacher: models[teaching.teacher]!).dialogues(
        questions: part(teaching.fraction, of: training.reading.questions),
        texts: part(teaching.fraction, of: training.reading.texts),
        stream: root.substream("teaching", place))
    }
  }

  /// The part of its reading that nobody replaces, and what it bought.
  package static func reading(for training: Training, in world: World) -> [Dialogue] {
    let own = Corpus(part(training.ownFraction, of: training.reading), in: world)
    return training.purchases.reduce(own.questions + own.texts) { read, purchase in
      let amount = part(purchase.fraction, of: training.reading)
      return read + Market(world: world).goods(purchase, amount: amount)
    }
  }

  private static func part(_ fraction: Double, of reading: Reading) -> Reading {
    Reading(
      seed: reading.seed, questions: part(fraction, of: reading.questions),
      texts: part(fraction, of: reading.texts))
  }

  private static func part(_ fraction: Double, of count: Int) -> Int {
    Int((fraction * Double(count)).rounded())
  }
}
