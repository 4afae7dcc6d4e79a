/// What more probes or more lineages would bring, estimated from the controls of one headline.
public struct Design: Codable, Sendable, Equatable {
  /// Standard deviation of the excess between unrelated lineages, beyond what the probes explain.
  public var betweenModels: Double
  /// Standard error of an excess that the choice of probes leaves.
  public var probeError: Double
  public var probes: Int
  /// Probes with which the error is a third of `betweenModels`; absent where that cannot be told.
  public var probesNeeded: Int?
  /// Whether further probes would help; absent where lineages do not differ measurably.
  public var moreProbesHelp: Bool?
  public var lineages: Int
  /// Unrelated lineages without which a rank p of .05 cannot be reached.
  public var lineagesForLevel: Int
  /// Mean of the derived controls above that of the unrelated ones, in standard deviations of these.
  public var typicalShift: Double?
  /// Chance that a suspect like a typical derived control has a rank p of at most .05.
  public var power: Double?
  /// Lineages with which that chance is 80 %; absent above 1,000.
  public var lineagesForPower: Int?

  public init(
    betweenModels: Double, probeError: Double, probes: Int, probesNeeded: Int? = nil,
    moreProbesHelp: Bool? = nil, lineages: Int, lineagesForLevel: Int, typicalShift: Double? = nil,
    power: Double? = nil, lineagesForPower: Int? = nil
  ) {
    self.betweenModels = betweenModels
    self.probeError = probeError
    self.probes = probes
    self.probesNeeded = probesNeeded
    self.moreProbesHelp = moreProbesHelp
    self.lineages = lineages
    self.lineagesForLevel = lineagesForLevel
    self.typicalShift = typicalShift
    self.power = power
    self.lineagesForPower = lineagesForPower
  }

  enum CodingKeys: String, CodingKey {
    case probes, lineages, power
    case betweenModels = "between_models"
    case probeError = "probe_error"
    case probesNeeded = "probes_needed"
    case moreProbesHelp = "more_probes_help"
    case lineagesForLevel = "lineages_for_level"
    case typicalShift = "typical_shift"
    case lineagesForPower = "lineages_for_power"
  }
}
