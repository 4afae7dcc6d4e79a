/// What a model is trained on, and from where.
///
/// An independent model reads; a student reads less and is taught the rest; a fine-tuned model has a
/// parent; twins have equal readings and different seeds; a student of two teachers has two teachings.
public struct Training: Hashable, Sendable, Codable {
  /// A share of the training examples that are responses of another model.
  public struct Teaching: Hashable, Sendable, Codable {
    public var teacher: String
    /// Share of all examples, 0 to 1.
    public var fraction: Double

    public init(teacher: String, fraction: Double) {
      precondition((0...1).contains(fraction), "a share is from 0 to 1")
      self.teacher = teacher
      self.fraction = fraction
    }
  }

  /// A share of the training examples that come from data on sale, the same for all who buy it.
  public struct Purchase: Hashable, Sendable, Codable {
    public enum Goods: String, Hashable, Sendable, Codable {
      /// Documents of the vendor's own sources and writers.
      case documents
      /// Questions of a published benchmark with their true answers.
      case benchmark
    }

    public var vendor: UInt64
    public var goods: Goods
    /// Share of all examples, 0 to 1.
    public var fraction: Double

    public init(vendor: UInt64, goods: Goods, fraction: Double) {
      precondition((0...1).contains(fraction), "a share is from 0 to 1")
      self.vendor = vendor
      self.goods = goods
      self.fraction = fraction
    }
  }

  /// Of the share that nobody supplies; its lengths are those of *all* examples.
  public var reading: Reading
  public var purchases: [Purchase]
  public var teachings: [Teaching]
  /// The model whose weights training starts from.
  public var parent: String?
  /// Of initial weights, of the order of examples and of the questions to teachers.
  public var seed: UInt64

  /// - Precondition: the fractions sum to 1 at most.
  public init(
    reading: Reading, purchases: [Purchase] = [], teachings: [Teaching] = [],
    parent: String? = nil, seed: UInt64
  ) {
    self.reading = reading
    self.purchases = purchases
    self.teachings = teachings
    self.parent = parent
    self.seed = seed
    precondition(suppliedFraction <= 1 + 1e-9, "shares sum to 1 at most")
  }

  /// The share of examples that others supply.
  var suppliedFraction: Double {
    teachings.reduce(0) { $0 + $1.fraction } + purchases.reduce(0) { $0 + $1.fraction }
  }

  /// What cannot be trained on.
  var fault: String? {
    let shares = teachings.map(\.fraction) + purchases.map(\.fraction)
    if !shares.allSatisfy({ (0...1).contains($0) }) || suppliedFraction > 1 + 1e-9 {
      return "shares are from 0 to 1 and sum to 1 at most"
    }
    return reading.questions < 0 || reading.texts < 0 ? "a reading has no negative length" : nil
  }

  /// The share of examples that the model reads.
  public var ownFraction: Double { max(0, 1 - suppliedFraction) }
}
