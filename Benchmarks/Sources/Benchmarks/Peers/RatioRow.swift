import Statistics

/// Everything a report says of 100,000 log10 LRs: Cllr, Cllr_min, isotonic and logistic calibration of
/// every score, and the empirical bounds.
enum RatioRow {
  /// Values: Cllr, Cllr_min, slope and intercept of the logistic calibration per log10 LR, bounds, and
  /// the calibrated scores: isotonic, then logistic.
  static func prepare(_ folder: InputFolder) throws -> () throws -> [Double] {
    let scores = try folder.array("scores.f64", of: Double.self)
    let labels = try folder.array("labels.u8", of: UInt8.self).map { $0 == 1 }
    return {
      let labelled = try LabelledScores(scores, labels: labels)
      let isotonic = IsotonicCalibration(fitting: labelled)
      let logistic = try LogisticCalibration(fitting: labelled)
      let bounds = labelled.empiricalBounds
      let origin = logistic.log10LikelihoodRatio(at: 0)
      return [
        labelled.cllr, labelled.cllrMin, logistic.log10LikelihoodRatio(at: 1) - origin, origin,
        bounds.lowerBound, bounds.upperBound,
      ] + scores.map(isotonic.log10LikelihoodRatio(at:))
        + scores.map(logistic.log10LikelihoodRatio(at:))
    }
  }
}
