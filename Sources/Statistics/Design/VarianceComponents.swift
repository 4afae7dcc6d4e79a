/// How far models differ beyond what the choice of probes explains (one-way random effects by
/// moments; Hedges & Olkin 1985).
///
/// The observed variance of scores over models is the between-model variance plus the mean of the
/// squared standard errors that the probes leave.
public struct VarianceComponents: Equatable, Sendable {
  /// Standard deviation between models; 0 when the probes explain all there is.
  public let betweenModels: Double
  /// Root mean square of the standard errors.
  public let probeError: Double

  /// - Parameters:
  ///   - scores: one for each model, at least two.
  ///   - errors: the standard error of each, from resampling probes.
  /// - Throws: `.empty` with fewer than two models, `.notFinite`.
  public init(scores: [Double], errors: [Double]) throws(StatisticsError) {
    precondition(scores.count == errors.count, "one standard error for each score")
    guard scores.count > 1 else {
      throw StatisticsError(.empty, "a variance between models needs two of them")
    }
    let observed = try Moments(scores).sampleVariance
    let explained = try Moments(errors.map { $0 * $0 }).mean
    betweenModels = max(0, observed - explained).squareRoot()
    probeError = explained.squareRoot()
  }

  /// What share of the between-model standard deviation the probe error may be before further
  /// probes help.
  public static let sufficientShare = 1.0 / 3

  /// Whether further probes would make scores tell models apart noticeably better. `nil` where models
  /// do not differ measurably, so that it cannot be told.
  public var moreProbesHelp: Bool? {
    betweenModels > 0 ? probeError > Self.sufficientShare * betweenModels : nil
  }

  /// Probes of the same kind with which the probe error falls to a third of the between-model
  /// standard deviation, when `probes` gave it its present value; it falls with their square root.
  /// `nil` where models do not differ measurably, or beyond a million.
  public func probesNeeded(asked probes: Int) -> Int? {
    guard betweenModels > 0 else { return nil }
    let ratio = probeError / (Self.sufficientShare * betweenModels)
    let needed = (Double(probes) * ratio * ratio).rounded(.up)
    return needed <= 1_000_000 ? max(1, Int(needed)) : nil
  }
}
