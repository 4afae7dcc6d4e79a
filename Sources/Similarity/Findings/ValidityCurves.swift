extension Validity {
  /// The out-of-fold results of the calibration units as curves, and what follows from them.
  ///
  /// All of it is conditional on the models of known relation that the study or panel holds. The
  /// curves over ratios are those of the ratios as reported, after clipping; ranking uses them before.
  public struct Curves: Codable, Sendable, Equatable {
    /// Shares of units whose log10 LR is at least a value; one for every value that occurs, ascending.
    public struct Tippett: Codable, Sendable, Equatable {
      public var log10LR: Double
      public var derived: Double
      public var unrelated: Double

      public init(log10LR: Double, derived: Double, unrelated: Double) {
        self.log10LR = log10LR
        self.derived = derived
        self.unrelated = unrelated
      }

      enum CodingKeys: String, CodingKey {
        case log10LR = "log10_lr"
        case derived, unrelated
      }
    }

    /// The log10 LR that isotonic regression (PAV) on these same units gives in place of one stated.
    public struct Isotonic: Codable, Sendable, Equatable {
      public var stated: Double
      /// Absent where only one class occurs from here to the end, so that it would be infinite.
      public var isotonic: Double?

      public init(stated: Double, isotonic: Double? = nil) {
        self.stated = stated
        self.isotonic = isotonic
      }
    }

    /// Empirical cross-entropy in bits at one prior.
    public struct CrossEntropy: Codable, Sendable, Equatable {
      public var priorLog10Odds: Double
      public var stated: Double
      public var isotonic: Double
      /// Of a ratio of 1 always.
      public var neutral: Double

      public init(priorLog10Odds: Double, stated: Double, isotonic: Double, neutral: Double) {
        self.priorLog10Odds = priorLog10Odds
        self.stated = stated
        self.isotonic = isotonic
        self.neutral = neutral
      }

      enum CodingKeys: String, CodingKey {
        case priorLog10Odds = "prior_log10_odds"
        case stated, isotonic, neutral
      }
    }

    /// Both error rates at one threshold, with their normal deviates.
    public struct ErrorTradeOff: Codable, Sendable, Equatable {
      public var falsePositiveRate: Double
      public var falseNegativeRate: Double
      public var falsePositiveDeviate: Double
      public var falseNegativeDeviate: Double

      public init(
        falsePositiveRate: Double, falseNegativeRate: Double, falsePositiveDeviate: Double,
        falseNegativeDeviate: Double
      ) {
        self.falsePositiveRate = falsePositiveRate
        self.falseNegativeRate = falseNegativeRate
        self.falsePositiveDeviate = falsePositiveDeviate
        self.falseNegativeDeviate = falseNegativeDeviate
      }

      enum CodingKeys: String, CodingKey {
        case falsePositiveRate = "false_positive_rate"
        case falseNegativeRate = "false_negative_rate"
        case falsePositiveDeviate = "false_positive_deviate"
        case falseNegativeDeviate = "false_negative_deviate"
      }
    }

    /// How many derived units lie above the score that a share of the unrelated units exceeds.
    public struct Detection: Codable, Sendable, Equatable {
      /// k of n with its Clopper-Pearson 95 % interval.
      public struct Count: Codable, Sendable, Equatable {
        public var count: Int
        public var of: Int
        public var low: Double
        public var high: Double

        public init(count: Int, of: Int, low: Double, high: Double) {
          self.count = count
          self.of = of
          self.low = low
          self.high = high
        }
      }

      /// The share of unrelated units that may lie above: .05 or .01.
      public var limit: Double
      /// Unrelated units above, counted, not interpolated.
      public var flagged: Count
      /// Derived units above. Units of one lineage are not independent.
      public var found: Count
      /// Derived lineages with every unit above.
      public var foundLineages: Count

      public init(limit: Double, flagged: Count, found: Count, foundLineages: Count) {
        self.limit = limit
        self.flagged = flagged
        self.found = found
        self.foundLineages = foundLineages
      }

      enum CodingKeys: String, CodingKey {
        case limit, flagged, found
        case foundLineages = "found_lineages"
      }
    }

    public var tippett: [Tippett]
    public var isotonic: [Isotonic]
    public var crossEntropy: [CrossEntropy]
    public var errorTradeOff: [ErrorTradeOff]
    public var equalErrorRate: Double
    public var detections: [Detection]
    /// devPAV: mean distance of stated from isotonic log10 LRs; absent where none is finite.
    public var calibrationDeviation: Double?
    /// Cllr - Cllr_min of the stated ratios.
    public var cllrCal: Double?
    /// Bounds of log10 LR by invariance verification, one ratio per lineage: beside those of the fits.
    public var invarianceLow: Double?
    public var invarianceHigh: Double?

    public init(
      tippett: [Tippett], isotonic: [Isotonic], crossEntropy: [CrossEntropy],
      errorTradeOff: [ErrorTradeOff], equalErrorRate: Double, detections: [Detection],
      calibrationDeviation: Double? = nil, cllrCal: Double? = nil, invarianceLow: Double? = nil,
      invarianceHigh: Double? = nil
    ) {
      self.tippett = tippett
      self.isotonic = isotonic
      self.crossEntropy = crossEntropy
      self.errorTradeOff = errorTradeOff
      self.equalErrorRate = equalErrorRate
      self.detections = detections
      self.calibrationDeviation = calibrationDeviation
      self.cllrCal = cllrCal
      self.invarianceLow = invarianceLow
      self.invarianceHigh = invarianceHigh
    }

    enum CodingKeys: String, CodingKey {
      case tippett, isotonic, detections
      case crossEntropy = "cross_entropy"
      case errorTradeOff = "error_trade_off"
      case equalErrorRate = "equal_error_rate"
      case calibrationDeviation = "calibration_deviation"
      case cllrCal = "cllr_cal"
      case invarianceLow = "invariance_low"
      case invarianceHigh = "invariance_high"
    }
  }
}
