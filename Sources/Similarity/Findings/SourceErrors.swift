/// The errors of a source, how many unrelated lineages make each of them, and which the suspect makes.
///
/// The *surplus* of a subject is the share of the errors that it makes, less the share that unrelated
/// lineages make: an error that all of them make adds nothing, one that none makes adds most. Of
/// repeated samples of a probe the mean counts.
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
  /// The chance that one more lineage, exchangeable with the others, is not above the limit.
  public static let limitShare = 0.95
  /// Fewest unrelated lineages that give such a limit: 1 / (1 - 0.95) - 1.
  public static let fewestForLimit = 19

  public var items: [Item]
  public var controls: [Control]

  public init(_ items: [Item], controls: [Control]) {
    self.items = items
    self.controls = controls
  }

  /// Of the suspect, over the probes that it answered; `nil` without any.
  public var surplus: Double? {
    Self.mean(
      items.compactMap { item -> (probe: String, value: Double)? in
        item.agrees.map { (item.probe, ($0 ? 1 : 0) - item.share) }
      })
  }

  /// Mean over the probes of the mean over each one's samples; `nil` without any.
  static func mean<Probe: Hashable>(_ samples: [(probe: Probe, value: Double)]) -> Double? {
    guard !samples.isEmpty else { return nil }
    let counts = samples.reduce(into: [Probe: Double]()) { $0[$1.probe, default: 0] += 1 }
    return samples.reduce(0) { $0 + $1.value / counts[$1.probe]! } / Double(counts.count)
  }

  /// The surplus that a further lineage, exchangeable with the unrelated ones, exceeds with a chance
  /// of at most 5 %, and not below 0: of n values in order that at place 0.95 (n + 1), rounded up, as
  /// a rank p has it. `nil` with too few lineages.
  public var limit: Double? {
    guard controls.count >= Self.fewestForLimit else { return nil }
    let place = Int((Self.limitShare * Double(controls.count + 1)).rounded(.up))
    return max(0, controls.map(\.surplus).sorted()[place - 1])
  }
}
