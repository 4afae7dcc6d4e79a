import Probing

/// How one model is made.
public struct Recipe: Hashable, Sendable {
  public enum Making: Hashable, Sendable {
    case training(Training)
    /// No training: prompts are passed on.
    case service(Service)
  }

  public var id: String
  public var maker: String
  /// Models with a parent in common, or one the parent of the other, share a lineage.
  public var lineage: String
  public var family: String
  public var making: Making

  public init(
    id: String, maker: String, lineage: String? = nil, family: String? = nil, making: Making
  ) {
    self.id = id
    self.maker = maker
    self.lineage = lineage ?? id
    self.family = family ?? lineage ?? id
    self.making = making
  }

  /// A trained model; the parameters after `family` are those of ``Training``.
  public init(
    id: String, maker: String, lineage: String? = nil, family: String? = nil, reading: Reading,
    purchases: [Training.Purchase] = [], teachings: [Training.Teaching] = [],
    parent: String? = nil, seed: UInt64
  ) {
    self.init(
      id: id, maker: maker, lineage: lineage, family: family,
      making: .training(
        Training(
          reading: reading, purchases: purchases, teachings: teachings, parent: parent, seed: seed))
    )
  }

  /// `nil` for a service.
  public var training: Training? {
    if case .training(let training) = making { training } else { nil }
  }

  /// `nil` for a trained model.
  public var service: Service? {
    if case .service(let service) = making { service } else { nil }
  }

  /// What is wrong with it, in itself.
  var fault: String? {
    switch making {
    case .training(let training): training.fault
    case .service(let service): service.fault
    }
  }

  /// The models that have to be there first.
  var origins: [String] {
    switch making {
    case .training(let training):
      training.teachings.map(\.teacher) + [training.parent].compactMap(\.self)
    case .service(let service): service.routes.map(\.model)
    }
  }

  /// The models that left something in this one.
  var influences: [String] {
    let idle = training?.teachings.filter { $0.fraction == 0 }.map(\.teacher) ?? []
    return origins.filter { !idle.contains($0) }
  }
}
