/// What a calibration made elsewhere says here, and whether it was validated for such data.
///
/// Outside its conditions it is transfer, and descriptive.
public struct ImportedRatios: Codable, Sendable, Equatable {
  /// A condition that the calibration was validated under and that does not hold here.
  public struct Departure: Codable, Sendable, Equatable {
    public var condition: String
    public var validated: String
    public var here: String

    public init(condition: String, validated: String, here: String) {
      self.condition = condition
      self.validated = validated
      self.here = here
    }
  }

  /// log10 LR of a scored pair, never above 1.
  public struct Ratio: Codable, Sendable, Equatable {
    public var suspect: String
    public var source: String
    public var log10: Double
    /// 95 % interval over the bootstrap of the calibration; the excess counts as known.
    public var low: Double
    public var high: Double

    public init(suspect: String, source: String, log10: Double, low: Double, high: Double) {
      self.suspect = suspect
      self.source = source
      self.log10 = log10
      self.low = low
      self.high = high
    }
  }

  /// SHA-256 of the calibration file.
  public var digest: String
  /// The panel it was made on, and the version of the program that made it.
  public var origin: String
  public var version: String
  public var conditions: ValidityConditions
  /// Share of the replicates of its bootstrap that could not be fitted and count as a ratio of 1;
  /// older findings lack it.
  public var failedReplicates: Double?
  public var departures: [Departure]
  /// Empty where other metrics are fused here, so that it does not apply.
  public var ratios: [Ratio]
  /// On pairs of known relation here, where there are both kinds.
  public var transfer: Transfer

  /// Whether all conditions hold.
  public var isValidated: Bool { departures.isEmpty }

  public init(
    digest: String, origin: String, version: String, conditions: ValidityConditions,
    failedReplicates: Double? = nil, departures: [Departure], ratios: [Ratio], transfer: Transfer
  ) {
    self.digest = digest
    self.origin = origin
    self.version = version
    self.conditions = conditions
    self.failedReplicates = failedReplicates
    self.departures = departures
    self.ratios = ratios
    self.transfer = transfer
  }

  enum CodingKeys: String, CodingKey {
    case digest, origin, version, conditions, departures, ratios, transfer
    case failedReplicates = "failed_replicates"
  }
}
