import Probing
import Statistics

/// A calibration made on known pairs of one panel or of the lab, for studies under the same conditions:
/// `calibration.json`.
///
/// log10 LR = offset + slope * excess, on the plain company of each pair.
public struct CalibrationFile: Codable, Sendable, Equatable {
  public static let currentFormat = 1

  /// One fit: of all units, or of a bootstrap replicate.
  public struct Line: Codable, Sendable, Equatable {
    public var offset: Double
    public var slope: Double

    init(_ fit: RatioCalibration) { (offset, slope) = fit.line }

    private init(offset: Double, slope: Double) { (self.offset, self.slope) = (offset, slope) }

    /// A ratio of 1 whatever the excess: of a replicate that could not be fitted.
    static let even = Line(offset: 0, slope: 0)
  }

  public var format: Int
  /// What it was made on.
  public var origin: String
  /// Version of the program that made it.
  public var version: String
  public var conditions: ValidityConditions
  public var line: Line
  /// Bounds of log10 LR that the lineages support.
  public var low: Double
  public var high: Double
  /// Of the bootstrap.
  public var replicates: [Line]

  /// Whether it can be one: a rising line of finite numbers within ordered bounds, resampled.
  public var isSound: Bool {
    let numbers = ([line] + replicates).flatMap { [$0.offset, $0.slope] } + [low, high]
    return numbers.allSatisfy { $0.isFinite && abs($0) < 1e6 } && line.slope > 0 && low <= high
      && low <= 0 && high >= 0 && replicates.count >= 20
  }

  /// Share of the replicates that could not be fitted and count as a ratio of 1.
  var failedReplicates: Double {
    Double(replicates.count { $0 == .even }) / Double(max(1, replicates.count))
  }

  /// The largest log10 LR that an imported calibration may give.
  public static let limit = 1.0

  /// log10 LR of an excess, within the bounds and the limit.
  func ratio(_ excess: Double, by line: Line? = nil) -> Double {
    let line = line ?? self.line
    let limits = Self.limits(low...high)
    return min(max(line.offset + line.slope * excess, limits.lowerBound), limits.upperBound)
  }

  /// Of log10 LR in a study that imports a calibration with these bounds.
  static func limits(_ bounds: ClosedRange<Double>) -> ClosedRange<Double> {
    bounds.lowerBound...min(bounds.upperBound, limit)
  }

  init(
    _ fit: RatioCalibration, origin: String, version: String, conditions: ValidityConditions,
    replicates: [Line]
  ) {
    format = Self.currentFormat
    self.origin = origin
    self.version = version
    self.conditions = conditions
    line = Line(fit)
    (low, high) = (fit.bounds.lowerBound, fit.bounds.upperBound)
    self.replicates = replicates
  }

  /// What it costs on another panel's units, each on its own company.
  ///
  /// - Parameter metrics: that are fused there; with others it does not apply.
  func transfer(to point: Replicate, fusing metrics: [String]) -> Transfer {
    guard metrics == conditions.metrics else {
      return Transfer(origin: origin, units: 0, reason: .notApplicable)
    }
    let plan = point.plan
    let values = OutOfFold(
      point, OutOfFold.Request(items: plan.calibration, calibrate: false)
    ).values
    let scored = plan.calibration.filter { values[$0].excess != nil }
    let labelled = try? LabelledScores(
      scored.map { ratio(values[$0].excess!) }, labels: scored.map { plan.calibrationIsDerived[$0] }
    )
    return Transfer(
      origin: origin, units: scored.count, cllr: labelled?.cllr, cllrMin: labelled?.cllrMin,
      reason: labelled == nil ? (scored.isEmpty ? .cohortTooSmall : .tooFewLineages) : nil)
  }
}

/// Fits the calibration that other studies may import: all units, each on its own company.
struct CalibrationFitting {
  private let assessment: Assessment
  private static let replicates = 500

  init(_ assessment: Assessment) { self.assessment = assessment }

  /// `nil` below the minimum of lineages.
  func file(_ conditions: ValidityConditions) async -> CalibrationFile? {
    guard assessment.calibrates, !assessment.fused.isEmpty else { return nil }
    let point = assessment.replicate(
      assessment.fused, lineageWeights: assessment.unitLineageWeights)
    guard let fit = Self.fit(point, startingFrom: nil), fit.suffices else { return nil }
    let lines = await assessment.resampling(count: Self.replicates) { replicate in
      Self.fit(replicate, startingFrom: fit).map { CalibrationFile.Line($0) }
    }
    return CalibrationFile(
      fit, origin: assessment.request.study.name, version: assessment.request.tool.version,
      conditions: conditions, replicates: lines.map { $0 ?? .even })
  }

  /// No lineage is left out: whoever the calibration is applied to is not in it.
  private static func fit(
    _ replicate: Replicate, startingFrom start: RatioCalibration?
  ) -> RatioCalibration? {
    var scores = FoldScores(replicate.fold(leavingOut: -1))
    let cases = scores.plainCases()
    return try? RatioCalibration(
      fitting: cases, maker: cases.makers.first ?? 0, startingFrom: start)
  }
}
