/// The errors of a source, how many unrelated lineages make each of them, and which the suspect makes.
///
/// The *surplus* of a subject is the share of the errors that it makes, less the share that unrelated
/// lineages make: an error that all of them make adds nothing, one that none makes adds most.
public struct SourceErrors: Codable, Sendable, Equatable {
  /// One sample of one probe with the source's wrong answer.
  public struct Item: Codable, Sendable, Equatable {
    public var probe: String
    /// 0-based index among repeated samples.
    public var sample: Int
    /// What the source answered.
    public var answer: String
    /// Share of the unrelated lineages that gave the same answer, 0...1.
    public var share: Double
    /// Whether the suspect answered the same; absent when it did not answer.
    public var agrees: Bool?

    public init(probe: String, sample: Int, answer: String, share: Double, agrees: Bool?) {
      self.probe = probe
      self.sample = sample
      self.answer = answer
      self.share = share
      self.agrees = agrees
    }
  }

  /// An unrelated lineage among the others.
  public struct Control: Codable, Sendable, Equatable {
    public var lineage: String
    /// The largest of its members, over the other lineages; -1...1.
    public var surplus: Double

    public init(lineage: String, surplus: Double) {
      self.lineage = lineage
      self.surplus = surplus
    }
  }

  /// Fewest unrelated lineages that must have answered an item.
  public static let fewestLineages = 10
  /// Share of the unrelated lineages whose surplus is not above the limit.
  public static let limitShare = 0.95

  public var items: [Item]
  public var controls: [Control]

  public init(_ items: [Item], controls: [Control]) {
    self.items = items
    self.controls = controls
  }

  /// Of the suspect, over the items that it answered; `nil` without any.
  public var surplus: Double? {
    let differences = items.compactMap { item in
      item.agrees.map { ($0 ? 1 : 0) - item.share }
    }
    return differences.isEmpty ? nil : differences.reduce(0, +) / Double(differences.count)
  }

  /// The smallest surplus that 95 % of the unrelated lineages do not exceed, and not below 0; `nil`
  /// with too few lineages.
  public var limit: Double? {
    guard controls.count >= Self.fewestLineages else { return nil }
    let place = Int((Self.limitShare * Double(controls.count)).rounded(.up))
    return max(0, controls.map(\.surplus).sorted()[place - 1])
  }
}
