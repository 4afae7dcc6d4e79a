/// The errors of a source that hardly any unrelated lineage makes, and which of them the suspect made
/// too.
public struct RareErrors: Codable, Sendable, Equatable {
  /// One sample of one probe with the source's wrong answer.
  public struct Item: Codable, Sendable, Equatable {
    public var probe: String
    /// 0-based index among repeated samples.
    public var sample: Int
    /// What the source answered.
    public var answer: String
    /// Whether the suspect answered the same; absent when it did not answer.
    public var agrees: Bool?

    public init(probe: String, sample: Int, answer: String, agrees: Bool?) {
      self.probe = probe
      self.sample = sample
      self.answer = answer
      self.agrees = agrees
    }
  }

  /// The largest share of unrelated lineages that may give an answer which counts as rare.
  public static let largestShare = 0.1
  /// Fewest unrelated lineages that must have answered an item.
  public static let fewestLineages = 10

  public var items: [Item]

  public init(_ items: [Item]) { self.items = items }

  /// Share of the items the suspect answered on which it gave the source's answer, 0...1.
  public var agreement: Double? {
    let answered = items.compactMap(\.agrees)
    return answered.isEmpty ? nil : Double(answered.count { $0 }) / Double(answered.count)
  }
}
