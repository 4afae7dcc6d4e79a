import Similarity

extension ValidationSection {
  /// The ratios as stated: Tippett, PAV, ECE, DET and ROC.
  static let curves = ValidationSection(id: "curves", title: "Curves") { validation in
    guard let curves = validation.curves else { return [] }
    let figures = CurveFigures(curves: curves, counts: counts(validation))
    let rated =
      curves.tippett.isEmpty ? [] : [figures.tippett, figures.isotonic, figures.crossEntropy]
    return deviation(curves)
      + (rated + [figures.tradeOff, figures.receiver]).compactMap { $0.map { .figure($0) } }
  }

  private static func counts(_ validation: Validation) -> Prose {
    let (data, path) = (validation.data, FindingPath.root / "data")
    return """
      \(Prose.counted(data.derivedSuspects, "derived suspect", at: path / "derived_suspects")), \
      \(Prose.counted(data.unrelatedUnits, "unrelated unit", at: path / "unrelated_units"))
      """
  }

  private static func deviation(_ curves: Validity.Curves) -> [Block] {
    let path = FindingPath.root / "curves"
    guard let cost = curves.cllrCal, let deviation = curves.calibrationDeviation else { return [] }
    return Block.paragraphs(
      """
      Of the cost of the ratios as stated, \(.decimal(cost, at: path / "cllr_cal")) is due to \
      calibration (Cllr cal): isotonic regression of the same ratios costs so much less. That is not \
      the Cllr min of the table, which ranks pairs before the limits make them equal and is smaller. In \
      the mean the ratios are \(.decimal(deviation, at: path / "calibration_deviation")) in log10 apart \
      from those of isotonic regression (devPAV).
      """)
  }
}
