import Similarity

extension Section {
  /// The curves behind the validity figures, and who was wrongly placed.
  static let instrumentCurves = Section(
    id: "curves", title: "Validity in detail", isAppendix: true
  ) { findings in
    guard let validity = findings.validity, let curves = validity.curves else { return [] }
    return InstrumentCurves(findings: findings, validity: validity, curves: curves).blocks()
  }
}

private struct InstrumentCurves {
  var findings: Findings
  var validity: Validity
  var curves: Validity.Curves

  private let path = FindingPath.root / "validity"
  private var place: FindingPath { path / "curves" }

  func blocks() -> [Block] {
    [.paragraph(opening), .table(detections)] + tradeOff + ratios + worst
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

  private static let deviates: [(value: Double, text: String)] = [
    (-2.3263, "1 %"), (-1.6449, "5 %"), (-0.8416, "20 %"), (0, "50 %"), (0.8416, "80 %"),
  ]

  private var tradeOff: [Block] {
    let rate = Quantity.percent(curves.equalErrorRate, at: place / "equal_error_rate")
    let sentence = Block.paragraph(
      """
      The rate at which derived units are missed as often as unrelated ones are flagged is \(rate).
      """)
    guard curves.errorTradeOff.count > 1 else { return [sentence] }
    func axis(_ label: Prose) -> CurvePlot.Axis {
      CurvePlot.Axis(domain: -3...1.3, ticks: Self.deviates, label: label)
    }
    let points = curves.errorTradeOff.map {
      Point(x: within($0.falsePositiveDeviate), y: within($0.falseNegativeDeviate))
    }
    let plot = CurvePlot(
      x: axis("unrelated units flagged (normal deviates)"), y: axis("derived units missed"),
      curves: [.init(name: "these units", points: points, ink: .derived)])
    return [
      sentence,
      .figure(
        Figure(
          title: "Detection error trade-off",
          description: "A falling curve; the nearer to the lower left corner, the better.",
          drawing: plot.drawing(),
          caption: """
            Detection error trade-off: the share of derived units missed against the share of \
            unrelated units flagged, over all thresholds (\(counts)).
            """)),
    ]
  }

  private func within(_ deviate: Double) -> Double { min(max(deviate, -3), 1.3) }

  private var ratios: [Block] {
    guard findings.allowsRatio, !curves.tippett.isEmpty else { return [] }
    return [.paragraph(calibration), .figure(isotonic), .figure(crossEntropy)] + makerOut
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

  private var isotonic: Figure {
    let reach = max(1.2, curves.isotonic.map { abs($0.stated) }.max() ?? 1) * 1.05
    let decades = RatioAxis.ticks(in: -Int(reach)...Int(reach))
    let points = curves.isotonic.compactMap { point in
      point.isotonic.map { Point(x: point.stated, y: min(max($0, -reach), reach)) }
    }
    let plot = CurvePlot(
      x: .init(domain: -reach...reach, ticks: decades, label: "ratio as stated (log axis)"),
      y: .init(domain: -reach...reach, ticks: decades, label: "after isotonic regression"),
      curves: [
        .init(
          name: "perfectly calibrated",
          points: [Point(x: -reach, y: -reach), Point(x: reach, y: reach)],
          ink: .muted, width: 1.2, dash: "5 4"),
        .init(name: "these units", points: points, ink: .derived),
      ])
    return Figure(
      title: "Calibration of the ratios",
      description:
        "A rising staircase beside the diagonal; the nearer to it, the better calibrated.",
      drawing: plot.drawing(),
      caption: """
        Calibration: what isotonic regression (PAV) on these same units makes of each ratio stated \
        (\(counts)). Above the diagonal the ratios stated are too small, below it too large. Where \
        one class alone occurs the value is infinite and is not drawn.
        """)
  }

  private var crossEntropy: Figure {
    func curve(_ value: (Validity.Curves.CrossEntropy) -> Double) -> [Point] {
      curves.crossEntropy.map { Point(x: $0.priorLog10Odds, y: min(value($0), 1.2)) }
    }
    let decades = RatioAxis.ticks(in: -3...3)
    let plot = CurvePlot(
      x: .init(domain: -3...3, ticks: decades, label: "prior odds of H1 (log axis)"),
      y: .init(
        domain: 0...1.2,
        ticks: [0, 0.25, 0.5, 0.75, 1].map { ($0, Rounding.fixed($0, places: 2)) },
        label: "cost in bits"),
      curves: [
        .init(name: "as stated", points: curve(\.stated), ink: .suspect, width: 2.4),
        .init(
          name: "if only the order counted", points: curve(\.isotonic), ink: .derived, dash: "6 4"),
        .init(name: "saying nothing", points: curve(\.neutral), ink: .muted, width: 1.2),
      ])
    return Figure(
      title: "Empirical cross-entropy",
      description: "Three humps over prior odds; the lower that of the ratios stated, the better.",
      drawing: plot.drawing(),
      caption: """
        Empirical cross-entropy: the cost of the ratios over prior odds (\(counts)). Where the solid \
        line lies above that of saying nothing, the ratios mislead at such odds. At odds of 1 it is \
        Cllr.
        """)
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
