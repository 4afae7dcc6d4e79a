/// How far every probe told unrelated models apart: a description of the questions, from the controls
/// alone, that no conclusion rests on.
public struct ProbeInformation: Codable, Sendable, Equatable {
  /// What a probe, or the probes of a stratum on average, told.
  public struct Measures: Codable, Sendable, Equatable {
    /// Probability that models of two different families answer differently, 0...1: extracted answers
    /// where there are any, else 1 less the mean similarity of openings and line starts.
    public var disagreement: Double?
    /// Share of wrong answers, families weighing the same, 0...1; absent where no answer is
    /// known to be right.
    public var wrong: Double?
    /// Probability that two families that both err give the same wrong answer, 0...1; small is rare.
    public var sameWrong: Double?
    /// Mean log10 of 1 / rate over the wrong answers of a family, right ones counting 0: what one
    /// shared answer would weigh.
    public var weight: Double?
    /// How much further it set derived controls above unrelated ones, in log10 LR; absent without a
    /// calibration, and for recorded panels.
    public var contribution: Double?

    public init(
      disagreement: Double? = nil, wrong: Double? = nil, sameWrong: Double? = nil,
      weight: Double? = nil, contribution: Double? = nil
    ) {
      self.disagreement = disagreement
      self.wrong = wrong
      self.sameWrong = sameWrong
      self.weight = weight
      self.contribution = contribution
    }

    /// By which a probe is preferred to another of its set: the weight, for free text the
    /// disagreement.
    public var rank: Double? { weight ?? disagreement }

    enum CodingKeys: String, CodingKey {
      case disagreement, wrong, weight, contribution
      case sameWrong = "same_wrong"
    }
  }

  public struct Row: Codable, Sendable, Equatable {
    /// Of a probe; absent for a stratum.
    public var probe: String?
    public var set: String
    public var stratum: String
    /// Probes that could be measured.
    public var probes: Int
    public var measures: Measures

    public init(
      probe: String? = nil, set: String, stratum: String, probes: Int, measures: Measures
    ) {
      self.probe = probe
      self.set = set
      self.stratum = stratum
      self.probes = probes
      self.measures = measures
    }
  }

  /// Unrelated controls that were read; neither suspect nor source is among them.
  public var controls: Int
  public var families: Int
  /// In the order of the probes. The contribution is the sum over its probes.
  public var strata: [Row]
  public var probes: [Row]

  public init(controls: Int, families: Int, strata: [Row], probes: [Row]) {
    self.controls = controls
    self.families = families
    self.strata = strata
    self.probes = probes
  }
}
