/// How a headline's ratio and rank change when it is analysed in another way.
///
/// The rows answer "does the conclusion hang on this choice?", and are no further evidence: they read
/// the same answers. The headline was chosen before any of them was seen.
public struct Sensitivity: Codable, Sendable, Equatable {
  public enum Analysis: String, Codable, Sendable, CaseIterable {
    /// The headline itself, for comparison.
    case headline
    /// The ratio by Gaussian kernel densities instead of logistic regression.
    case kernelDensity = "calibrator.kernel-density"
    /// By isotonic regression with one misleading lineage added to each class.
    case isotonic = "calibrator.isotonic"
    /// By bi-Gaussianised calibration.
    case biGaussian = "calibrator.bi-gaussian"
    /// Bounded by invariance verification instead of the empirical bounds.
    case invarianceBounds = "bounds.invariance"
    case withoutLength = "without-length"
    /// On one fused metric alone, named in `metric`.
    case oneMetric = "one-metric"
    /// Every control on its own reference families instead of common ones.
    case plainCompany = "plain-company"
    /// Every pair with the maker of the source left out of the fit.
    case makerOut = "maker-out"
  }

  public struct Row: Codable, Sendable, Equatable {
    public var analysis: Analysis
    public var metric: String?
    public var excess: Double?
    public var rankP: RankP?
    /// Clipped.
    public var log10LR: Double?
    /// 95 % interval from the two-way bootstrap.
    public var low: Double?
    public var high: Double?
    public var capLow: Double?
    public var capHigh: Double?
    /// Why there is no ratio.
    public var reason: ReasonCode?

    public init(
      analysis: Analysis, metric: String? = nil, excess: Double? = nil, rankP: RankP? = nil,
      log10LR: Double? = nil, capLow: Double? = nil, capHigh: Double? = nil,
      reason: ReasonCode? = nil, low: Double? = nil, high: Double? = nil
    ) {
      self.analysis = analysis
      self.metric = metric
      self.excess = excess
      self.rankP = rankP
      self.log10LR = log10LR
      self.low = low
      self.high = high
      self.capLow = capLow
      self.capHigh = capHigh
      self.reason = reason
    }

    enum CodingKeys: String, CodingKey {
      case analysis, metric, excess, reason, low, high
      case rankP = "rank_p"
      case log10LR = "log10_lr"
      case capLow = "cap_low"
      case capHigh = "cap_high"
    }
  }

  public var rows: [Row]
  /// The smallest and largest log10 LR of any row; absent without one.
  public var lowest: Double?
  public var highest: Double?
  /// The smallest and largest rank p of any row.
  public var lowestP: Double?
  public var highestP: Double?

  public init(rows: [Row]) {
    self.rows = rows
    lowest = rows.compactMap(\.log10LR).min()
    highest = rows.compactMap(\.log10LR).max()
    lowestP = rows.compactMap(\.rankP?.value).min()
    highestP = rows.compactMap(\.rankP?.value).max()
  }

  enum CodingKeys: String, CodingKey {
    case rows, lowest, highest
    case lowestP = "lowest_p"
    case highestP = "highest_p"
  }
}
