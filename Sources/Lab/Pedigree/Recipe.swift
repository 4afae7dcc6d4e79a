import Probing

/// How one model is made.
///
/// An independent model reads; a student reads less and is taught the rest; a fine-tuned model has a
/// parent; twins have equal readings and different seeds; a student of two teachers has two teachings.
public struct Recipe: Hashable, Sendable {
  /// A share of the training examples that are responses of another model.
  public struct Teaching: Hashable, Sendable {
    public var teacher: String
    /// Share of all examples, 0 to 1.
    public var fraction: Double

    public init(teacher: String, fraction: Double) {
      precondition((0...1).contains(fraction), "a share is from 0 to 1")
      self.teacher = teacher
      self.fraction = fraction
    }
  }

  public var id: String
  public var maker: String
  /// Models with a parent in common, or one the parent of the other, share a lineage.
  public var lineage: String
  public var family: String
  public var reading: Reading
  public var teachings: [Teaching]
  /// The model whose weights training starts from.
  public var parent: String?
  /// Of initial weights, of the order of examples and of the questions to teachers.
  public var seed: UInt64

  /// - Parameters:
  ///   - reading: of the share that no teacher supplies; its lengths are those of *all* examples.
  ///   - teachings: their fractions sum to 1 at most.
  public init(
    id: String, maker: String, lineage: String? = nil, family: String? = nil, reading: Reading,
    teachings: [Teaching] = [], parent: String? = nil, seed: UInt64
  ) {
    precondition(teachings.reduce(0) { $0 + $1.fraction } <= 1 + 1e-9, "shares sum to 1 at most")
    self.id = id
    self.maker = maker
    self.lineage = lineage ?? id
    self.family = family ?? lineage ?? id
    self.reading = reading
    self.teachings = teachings
    self.parent = parent
    self.seed = seed
  }

  /// The share of examples that the model reads.
  public var ownFraction: Double { max(0, 1 - teachings.reduce(0) { $0 + $1.fraction }) }
}
