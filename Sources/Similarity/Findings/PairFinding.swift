/// Why a quantity is absent; the codes are stable and stand in `pairs.csv`.
public enum ReasonCode: String, Codable, Sendable, CaseIterable {
  /// Fewer than two reference families remain after exclusions.
  case cohortTooSmall = "cohort-too-small"
  /// No metric could be computed for the pair.
  case noMetric = "no-metric"
  /// The two subjects answered no probe in common.
  case noCommonProbes = "no-common-probes"
  /// Fewer than 10 unrelated or 5 derived lineages to calibrate on.
  case tooFewLineages = "too-few-lineages"
  /// No unrelated control was scored against the same source.
  case noControls = "no-controls"
  /// Suspect and source have a maker, a lineage or base weights in common.
  case sharedWeights = "shared-weights"
  /// The two answered fewer probes in common than the metric needs.
  case tooFewProbes = "too-few-probes"
  /// Probes were asked once, and the metric compares repeated samples.
  case tooFewSamples = "too-few-samples"
  /// Responses have no recorded vector.
  case notEmbedded = "not-embedded"
  /// Recorded vectors are not finite numbers of one length.
  case unusableEmbeddings = "unusable-embeddings"
  /// Several sources were compared and another is nearer: the ratio is calibrated on the nearest.
  case notNearest = "not-nearest"
  /// The metric does not apply to the kind of probes asked.
  case notApplicable = "not-applicable"
  /// The source, or the pair, made too few errors to compare.
  case tooFewErrors = "too-few-errors"
  /// No endpoint returned log probabilities.
  case noLogprobs = "no-logprobs"
  /// Every value is the same, so nothing can be compared.
  case degenerate = "degenerate"
  /// The subject is not among those recorded.
  case unknownSubject = "unknown-subject"
}

/// A rank p-value with the counts it was made from.
public struct RankP: Codable, Sendable, Equatable {
  /// (1 + exceeding) / (1 + lineages).
  public let value: Double
  /// Control lineages whose largest excess against the same source is at least the observed one.
  public let exceeding: Int
  /// Control lineages scored against the same source.
  public let lineages: Int
  /// 1 / (1 + lineages); of the largest of several ranks, what the design allows.
  public let smallestAttainable: Double

  public init(exceeding: Int, lineages: Int) {
    self.init(
      exceeding: exceeding, lineages: lineages, smallestAttainable: 1 / Double(1 + lineages))
  }

  init(exceeding: Int, lineages: Int, smallestAttainable: Double) {
    precondition(exceeding >= 0 && lineages >= exceeding)
    self.exceeding = exceeding
    self.lineages = lineages
    self.value = Double(1 + exceeding) / Double(1 + lineages)
    self.smallestAttainable = smallestAttainable
  }

  enum CodingKeys: String, CodingKey {
    case value, exceeding, lineages
    case smallestAttainable = "smallest_attainable"
  }
}

/// A calibrated likelihood ratio, in log10, after clipping to what the data can support.
///
/// It cannot be made from fewer lineages than are needed for one, nor beyond its limits.
public struct LikelihoodRatio: Codable, Sendable, Equatable {
  public var log10: Double
  /// 95 % interval from the two-way bootstrap.
  public var low: Double
  public var high: Double
  /// The bounds that the controls allow (ELUB over one value per lineage), in log10.
  public var capLow: Double
  public var capHigh: Double
  public var unrelatedLineages: Int
  public var derivedLineages: Int
  /// Share of bootstrap replicates in which the calibration could not be fitted, 0...1.
  public var failedReplicates: Double

  /// Fewest control lineages of each class.
  public static let fewestUnrelated = 10
  public static let fewestDerived = 5

  public init(
    log10: Double, low: Double, high: Double, capLow: Double, capHigh: Double,
    unrelatedLineages: Int, derivedLineages: Int, failedReplicates: Double
  ) {
    precondition(
      unrelatedLineages >= Self.fewestUnrelated && derivedLineages >= Self.fewestDerived,
      "a likelihood ratio needs 10 unrelated and 5 derived lineages")
    self.log10 = log10
    self.low = low
    self.high = high
    self.capLow = capLow
    self.capHigh = capHigh
    self.unrelatedLineages = unrelatedLineages
    self.derivedLineages = derivedLineages
    self.failedReplicates = failedReplicates
  }

  enum CodingKeys: String, CodingKey {
    case log10, low, high
    case capLow = "cap_low"
    case capHigh = "cap_high"
    case unrelatedLineages = "unrelated_lineages"
    case derivedLineages = "derived_lineages"
    case failedReplicates = "failed_replicates"
  }
}

/// One metric's value for one ordered pair.
public struct MetricScore: Codable, Sendable, Equatable {
  public var metric: String
  public var similarity: Double?
  public var excess: Double?
  /// The excess without the length step; absent where length does not enter.
  public var excessWithoutLength: Double?
  public var reason: ReasonCode?

  public init(
    metric: String, similarity: Double? = nil, excess: Double? = nil,
    excessWithoutLength: Double? = nil, reason: ReasonCode? = nil
  ) {
    self.metric = metric
    self.similarity = similarity
    self.excess = excess
    self.excessWithoutLength = excessWithoutLength
    self.reason = reason
  }

  enum CodingKeys: String, CodingKey {
    case metric, similarity, excess, reason
    case excessWithoutLength = "excess_without_length"
  }
}

/// What was found for one ordered pair, suspect first.
public struct PairFinding: Codable, Sendable, Equatable {
  public var suspect: String
  public var source: String
  /// The known relation, in the words of the labels; absent for a pair that is only scored.
  public var label: String?
  /// Fused excess similarity, in standard deviations over the cohort families.
  public var excess: Double?
  public var ratio: LikelihoodRatio?
  /// The largest of `ranks` that count.
  public var rankP: RankP?
  /// By kind of unrelated control, one for each that is there; absent in findings of earlier versions.
  public var ranks: [ClassRank]?
  /// Why the excess is absent.
  public var notMeasurable: ReasonCode?
  /// Why the ratio is absent although the excess is present.
  public var noRatio: ReasonCode?
  public var metrics: [MetricScore]

  public init(
    suspect: String, source: String, label: String? = nil, excess: Double? = nil,
    ratio: LikelihoodRatio? = nil, rankP: RankP? = nil, notMeasurable: ReasonCode? = nil,
    noRatio: ReasonCode? = nil, metrics: [MetricScore] = [], ranks: [ClassRank]? = nil
  ) {
    self.suspect = suspect
    self.source = source
    self.label = label
    self.excess = excess
    self.ratio = ratio
    self.rankP = rankP
    self.ranks = ranks
    self.notMeasurable = notMeasurable
    self.noRatio = noRatio
    self.metrics = metrics
  }

  enum CodingKeys: String, CodingKey {
    case suspect, source, label, excess, ratio, ranks, metrics
    case rankP = "rank_p"
    case notMeasurable = "not_measurable"
    case noRatio = "no_ratio"
  }
}
