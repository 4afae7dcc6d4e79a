/// Whether one endpoint answered the repeated block alike before and after the study.
public struct IdentityRecord: Codable, Sendable, Equatable {
  /// A permutation p-value with its counts.
  public struct PermutationP: Codable, Sendable, Equatable {
    /// (1 + exceeding) / (1 + permutations).
    public var value: Double
    /// Permutations whose discrepancy is at least the observed one.
    public var exceeding: Int
    public var permutations: Int

    public init(exceeding: Int, permutations: Int) {
      precondition(exceeding >= 0 && permutations >= exceeding)
      self.exceeding = exceeding
      self.permutations = permutations
      value = Double(1 + exceeding) / Double(1 + permutations)
    }
  }

  public var subject: String
  /// Probes of the block, and samples answered before and after.
  public var probes: Int
  public var startSamples: Int
  public var endSamples: Int
  /// Squared maximum mean discrepancy of the texts, Hamming kernel; about 0 without a change.
  public var discrepancy: Double?
  public var p: PermutationP?
  /// log10 of the e-value over the answers after the last pair, and of the largest on the way.
  public var log10E: Double?
  public var largestLog10E: Double?
  /// The level of either test for this subject.
  public var level: Double?
  /// Whether either test rejects that nothing changed.
  public var hasDrifted: Bool
  public var notMeasurable: ReasonCode?

  public init(subject: String, probes: Int, startSamples: Int, endSamples: Int) {
    self.subject = subject
    self.probes = probes
    self.startSamples = startSamples
    self.endSamples = endSamples
    hasDrifted = false
  }

  /// The record with its tests judged: rejected at p <= level or e >= 1 / level.
  func judged(at level: Double) -> IdentityRecord {
    guard let p, let largestLog10E else { return self }
    var record = self
    record.level = level
    record.hasDrifted = p.value <= level || largestLog10E >= 0 - naturalLog(level) / naturalLog(10)
    return record
  }

  enum CodingKeys: String, CodingKey {
    case subject, probes, discrepancy, p, level
    case startSamples = "start_samples"
    case endSamples = "end_samples"
    case log10E = "log10_e"
    case largestLog10E = "largest_log10_e"
    case hasDrifted = "has_drifted"
    case notMeasurable = "not_measurable"
  }
}
