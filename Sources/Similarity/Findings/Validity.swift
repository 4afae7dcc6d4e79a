/// How well the instrument separates pairs of known relation, leave-one-lineage-out.
public struct Validity: Codable, Sendable, Equatable {
  /// A value with its 95 % interval from the two-way bootstrap.
  public struct Estimate: Codable, Sendable, Equatable {
    public var value: Double
    public var low: Double?
    public var high: Double?

    public init(value: Double, low: Double? = nil, high: Double? = nil) {
      self.value = value
      self.low = low
      self.high = high
    }
  }

  /// One way of scoring, evaluated on all units.
  public struct Method: Codable, Sendable, Equatable {
    /// For instance `fused, normalised`.
    public var title: String
    public var metrics: [String]
    /// Area under the ROC curve over all units.
    public var auc: Estimate?
    /// True-positive rate at 5 % and 1 % false-positive rate.
    public var truePositiveRate5: Estimate?
    public var truePositiveRate1: Estimate?
    /// AUC with the source fixed: derived suspects of a maker against unrelated ones.
    public var sourceFixed: Estimate?
    /// AUC with the suspect fixed: its teacher against other makers.
    public var suspectFixed: Estimate?
    public var cllr: Estimate?
    public var cllrMin: Estimate?
    /// Of the ratios before their limits, and of every unit at the end of its limits that is right:
    /// what the limits alone cost.
    public var cllrUnclipped: Estimate?
    public var cllrAtLimits: Estimate?

    public init(
      title: String, metrics: [String], auc: Estimate? = nil, truePositiveRate5: Estimate? = nil,
      truePositiveRate1: Estimate? = nil, sourceFixed: Estimate? = nil,
      suspectFixed: Estimate? = nil, cllr: Estimate? = nil, cllrMin: Estimate? = nil,
      cllrUnclipped: Estimate? = nil, cllrAtLimits: Estimate? = nil
    ) {
      self.title = title
      self.metrics = metrics
      self.auc = auc
      self.truePositiveRate5 = truePositiveRate5
      self.truePositiveRate1 = truePositiveRate1
      self.sourceFixed = sourceFixed
      self.suspectFixed = suspectFixed
      self.cllr = cllr
      self.cllrMin = cllrMin
      self.cllrUnclipped = cllrUnclipped
      self.cllrAtLimits = cllrAtLimits
    }

    enum CodingKeys: String, CodingKey {
      case title, metrics, auc, cllr
      case cllrUnclipped = "cllr_unclipped"
      case cllrAtLimits = "cllr_at_limits"
      case truePositiveRate5 = "tpr_at_5"
      case truePositiveRate1 = "tpr_at_1"
      case sourceFixed = "source_fixed"
      case suspectFixed = "suspect_fixed"
      case cllrMin = "cllr_min"
    }
  }

  /// One metric by itself, leave-one-lineage-out.
  public struct ByMetric: Codable, Sendable, Equatable {
    /// 95 % interval from the two-way bootstrap; from lineages alone of metrics on pooled responses and
    /// of tail probabilities.
    public struct Interval: Codable, Sendable, Equatable {
      public var low: Double
      public var high: Double

      public init(low: Double, high: Double) {
        self.low = low
        self.high = high
      }
    }

    public struct Intervals: Codable, Sendable, Equatable {
      public var auc: Interval?
      public var sourceFixed: Interval?
      public var suspectFixed: Interval?
      public var truePositiveRate5: Interval?

      public init(
        auc: Interval?, sourceFixed: Interval?, suspectFixed: Interval?,
        truePositiveRate5: Interval?
      ) {
        self.auc = auc
        self.sourceFixed = sourceFixed
        self.suspectFixed = suspectFixed
        self.truePositiveRate5 = truePositiveRate5
      }

      enum CodingKeys: String, CodingKey {
        case auc
        case sourceFixed = "source_fixed"
        case suspectFixed = "suspect_fixed"
        case truePositiveRate5 = "tpr_at_5"
      }
    }

    /// Over the units that the metric has a value for.
    public struct Figures: Codable, Sendable, Equatable {
      public var units: Int
      public var auc: Double?
      public var sourceFixed: Double?
      public var suspectFixed: Double?
      public var truePositiveRate5: Double?
      /// Of panels.
      public var intervals: Intervals?

      public init(
        units: Int, auc: Double?, sourceFixed: Double?, suspectFixed: Double?,
        truePositiveRate5: Double?, intervals: Intervals? = nil
      ) {
        self.units = units
        self.auc = auc
        self.sourceFixed = sourceFixed
        self.suspectFixed = suspectFixed
        self.truePositiveRate5 = truePositiveRate5
        self.intervals = intervals
      }

      enum CodingKeys: String, CodingKey {
        case units, auc, intervals
        case sourceFixed = "source_fixed"
        case suspectFixed = "suspect_fixed"
        case truePositiveRate5 = "tpr_at_5"
      }
    }

    public var metric: String
    /// By length-adjusted similarity, not normalised.
    public var similarity: Figures
    /// By excess, in plain company.
    public var excess: Figures

    public init(metric: String, similarity: Figures, excess: Figures) {
      self.metric = metric
      self.similarity = similarity
      self.excess = excess
    }
  }

  /// The unit of evaluation: a suspect with one maker of sources.
  public struct Unit: Codable, Sendable, Equatable {
    public var suspect: String
    public var sourceMaker: String
    public var lineage: String
    public var isDerived: Bool
    public var excess: Double
    /// Out of fold, after clipping; absent below the minimum number of lineages.
    public var log10LR: Double?
    public var rankP: RankP?

    public init(
      suspect: String, sourceMaker: String, lineage: String, isDerived: Bool, excess: Double,
      log10LR: Double?, rankP: RankP?
    ) {
      self.suspect = suspect
      self.sourceMaker = sourceMaker
      self.lineage = lineage
      self.isDerived = isDerived
      self.excess = excess
      self.log10LR = log10LR
      self.rankP = rankP
    }

    enum CodingKeys: String, CodingKey {
      case suspect, lineage, excess
      case sourceMaker = "source_maker"
      case isDerived = "is_derived"
      case log10LR = "log10_lr"
      case rankP = "rank_p"
    }
  }

  /// How often unrelated units were accused at a nominal level.
  public struct FalseAlarms: Codable, Sendable, Equatable {
    /// For instance `rank p <= 0.05` or `LR > 10`.
    public var criterion: String
    public var accused: Int
    public var trials: Int
    /// Clopper-Pearson 95 % interval of the rate; trials of one lineage are not independent.
    public var low: Double
    public var high: Double

    public init(criterion: String, accused: Int, trials: Int, low: Double, high: Double) {
      self.criterion = criterion
      self.accused = accused
      self.trials = trials
      self.low = low
      self.high = high
    }
  }

  public var derivedSuspects: Int
  public var derivedLineages: Int
  public var unrelatedUnits: Int
  public var unrelatedLineages: Int
  /// AUC of the rule "the source is of the most frequent teacher's maker".
  public var sourceOnlyAUC: Double?
  public var methods: [Method]
  public var byMetric: [ByMetric]?
  public var units: [Unit]
  public var falseAlarms: [FalseAlarms]
  /// Why no likelihood ratio is given, when none is.
  public var noRatio: ReasonCode?
  /// Leave-one-maker-out, the second split: fitted without the suspect's lineage and without every
  /// pair with the source's maker. Point values; absent where no ratio is calibrated.
  public var makerOut: Method?
  public var curves: Curves?

  public init(
    derivedSuspects: Int, derivedLineages: Int, unrelatedUnits: Int, unrelatedLineages: Int,
    sourceOnlyAUC: Double?, methods: [Method],
    byMetric: [ByMetric]? = nil, units: [Unit], falseAlarms: [FalseAlarms],
    noRatio: ReasonCode?, makerOut: Method? = nil, curves: Curves? = nil
  ) {
    self.derivedSuspects = derivedSuspects
    self.derivedLineages = derivedLineages
    self.unrelatedUnits = unrelatedUnits
    self.unrelatedLineages = unrelatedLineages
    self.sourceOnlyAUC = sourceOnlyAUC
    self.methods = methods
    self.byMetric = byMetric
    self.units = units
    self.falseAlarms = falseAlarms
    self.noRatio = noRatio
    self.makerOut = makerOut
    self.curves = curves
  }

  enum CodingKeys: String, CodingKey {
    case methods, units, curves
    case byMetric = "by_metric"
    case derivedSuspects = "derived_suspects"
    case derivedLineages = "derived_lineages"
    case unrelatedUnits = "unrelated_units"
    case unrelatedLineages = "unrelated_lineages"
    case sourceOnlyAUC = "source_only_auc"
    case falseAlarms = "false_alarms"
    case noRatio = "no_ratio"
    case makerOut = "maker_out"
  }
}
