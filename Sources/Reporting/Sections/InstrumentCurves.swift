import Similarity

/// The curves behind the validity figures, and who was wrongly placed.
struct InstrumentCurves {
  var findings: Findings
  var validity: Validity
  var curves: Validity.Curves

  private let path = FindingPath.root / "validity"
  private var place: FindingPath { path / "curves" }

  func blocks() -> [Block] {
    [.heading("Curves and errors by name", level: 3), .paragraph(opening), .table(detections)]
      + tradeOff + ratios + worst
  }

  private let opening: Prose = """
    Everything here is out of fold: each unit was scored with its own lineage left out of every \
    fit. It holds for the models of known relation in these findings, as far as the models of a \
    case resemble them.
    """

  private var counts: Prose {
    """
    n = \(Rounding.count(units(isDerived: true))) derived and \
    \(Rounding.count(units(isDerived: false))) unrelated units
    """
  }

  private func units(isDerived: Bool) -> Int {
    validity.units.count { $0.isDerived == isDerived }
  }

  // MARK: Detection

  private var detections: Table {
    Table(
      "Derived units above the score that a share of the unrelated units exceeds.",
      columns: [
        .number("Unrelated flagged, at most"), .number("Flagged"), .number("Derived found"),
        .number("95 % interval"), .number("Lineages found whole"), .number("95 % interval"),
      ],
      rows: curves.detections.enumerated().map { index, detection in
        let row = place / "detections" / index
        return [
          .number(.percent(detection.limit, at: row / "limit")),
          ratio(detection.flagged, row / "flagged"), ratio(detection.found, row / "found"),
          interval(detection.found, row / "found"),
          ratio(detection.foundLineages, row / "found_lineages"),
          interval(detection.foundLineages, row / "found_lineages"),
        ]
      },
      note: """
        Clopper-Pearson intervals, with the threshold taken as known. Units of one lineage are not \
        independent, so the interval over units is too narrow; over lineages, each found only when \
        all of its units are, it is not.
        """)
  }

  private func ratio(_ count: Validity.Curves.Detection.Count, _ path: FindingPath) -> Prose {
    "\(.count(count.count, at: path / "count")) of \(.count(count.of, at: path / "of"))"
  }

  private func interval(_ count: Validity.Curves.Detection.Count, _ path: FindingPath) -> Prose {
    "\(.percent(count.low, at: path / "low"))–\(.percent(count.high, at: path / "high"))"
  }

  // MARK: Curves

  private var figures: CurveFigures { CurveFigures(curves: curves, counts: counts) }

  private var tradeOff: [Block] {
    let rate = Quantity.percent(curves.equalErrorRate, at: place / "equal_error_rate")
    return Block.paragraphs(
      """
      The rate at which derived units are missed as often as unrelated ones are flagged is \(rate).
      """) + [figures.tradeOff].compactMap { $0.map { .figure($0) } }
  }

  private var ratios: [Block] {
    guard findings.allowsRatio, !curves.tippett.isEmpty else { return [] }
    return [.paragraph(calibration), .figure(figures.isotonic), .figure(figures.crossEntropy)]
      + makerOut
  }

  private var calibration: Prose {
    let cost: Prose = optional(curves.cllrCal, "cllr_cal") {
      "Of the cost of the ratios as stated, \($0) is due to calibration (Cllr cal)."
    }
    let deviation: Prose = optional(curves.calibrationDeviation, "calibration_deviation") {
      """
      The ratios stated and those that isotonic regression gives on these units are \($0) apart in \
      the mean of log10 (devPAV; 0 is perfectly calibrated).
      """
    }
    return [cost, deviation, invariance].filter { !$0.isEmpty }.sentences()
  }

  private var invariance: Prose {
    guard let low = curves.invarianceLow, let high = curves.invarianceHigh else { return "" }
    return """
      Beside the empirical bounds, bounds by invariance verification over one ratio for each \
      lineage allow no less than \(.ratio(log10: low, at: place / "invariance_low")) and no more \
      than \(.ratio(log10: high, at: place / "invariance_high")).
      """
  }

  private func optional(
    _ value: Double?, _ key: String, _ sentence: (Prose) -> Prose
  ) -> Prose {
    value.map { sentence(.number(.decimal($0, at: place / key))) } ?? ""
  }

  // MARK: Second split

  private var makerOut: [Block] {
    guard let method = validity.makerOut else { return [] }
    let row = path / "maker_out"
    guard let auc = method.auc, let cllr = method.cllr else {
      return Block.paragraphs(
        """
        Leave-one-maker-out, the second split, could not be evaluated: without the pairs of the \
        tested maker too few lineages remain, or one class is empty.
        """)
    }
    return Block.paragraphs(
      """
      Leave-one-maker-out, the second split: with every pair of the tested source's maker left out \
      of the fits as well, AUC is \(.fraction(auc.value, at: row / "auc" / "value"))\
      \(interval(auc, row / "auc")) and Cllr \
      \(.decimal(cllr.value, at: row / "cllr" / "value"))\(interval(cllr, row / "cllr")). It asks \
      whether the ratios hold for a maker that none was fitted on.
      """)
  }

  private func interval(_ estimate: Validity.Estimate, _ path: FindingPath) -> Prose {
    guard let low = estimate.low, let high = estimate.high else { return "" }
    return
      " (95 % interval \(.decimal(low, at: path / "low"))–\(.decimal(high, at: path / "high")))"
  }

  // MARK: Errors by name

  /// Units shown in each table.
  private static let longest = 10

  private var worst: [Block] {
    guard findings.allowsRatio, !curves.tippett.isEmpty else { return [] }
    let rated = validity.units.enumerated().filter { $0.element.log10LR != nil }
    let flagged = rated.filter { !$0.element.isDerived && $0.element.log10LR! > 0 }
      .sorted { $0.element.log10LR! > $1.element.log10LR! }
    let missed = rated.filter { $0.element.isDerived && $0.element.log10LR! < 0 }
      .sorted { $0.element.log10LR! < $1.element.log10LR! }
    return table(
      "Misleading ratios: unrelated units with a ratio above 1, the largest first.", flagged,
      none: "No unrelated unit received a ratio above 1.")
      + table(
        "Misleading ratios: derived units with a ratio below 1, the smallest first.", missed,
        none: "No derived unit received a ratio below 1.")
  }

  private func table(
    _ caption: Prose, _ units: [(offset: Int, element: Validity.Unit)], none: Prose
  ) -> [Block] {
    guard !units.isEmpty else { return [.paragraph(none)] }
    let shown = units.prefix(Self.longest)
    return [
      .table(
        Table(
          caption,
          columns: [
            .text("Suspect"), .text("Maker of source"), .text("Lineage"), .number("Excess"),
            .number("Ratio"),
          ],
          rows: shown.map { row($0.element, path / "units" / $0.offset) },
          note: shown.count < units.count
            ? "\(Rounding.count(shown.count)) of \(Rounding.count(units.count)) shown." : nil))
    ]
  }

  private func row(_ unit: Validity.Unit, _ path: FindingPath) -> [Prose] {
    [
      .name(unit.suspect), .name(unit.sourceMaker), .name(unit.lineage),
      .number(.decimal(unit.excess, at: path / "excess")),
      .optional(unit.log10LR.map { .ratio(log10: $0, at: path / "log10_lr") }),
    ]
  }
}
