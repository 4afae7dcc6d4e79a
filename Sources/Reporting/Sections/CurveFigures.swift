import Similarity

/// Validity curves as figures, for units of known relation.
struct CurveFigures {
  var curves: Validity.Curves
  /// How many units, in words.
  var counts: Prose

  private static let deviates: [(value: Double, text: String)] = [
    (-2.3263, "1 %"), (-1.6449, "5 %"), (-0.8416, "20 %"), (0, "50 %"), (0.8416, "80 %"),
  ]

  /// `nil` where there is no curve.
  var tradeOff: Figure? {
    guard curves.errorTradeOff.count > 1 else { return nil }
    func axis(_ label: Prose) -> CurvePlot.Axis {
      CurvePlot.Axis(domain: -3...1.3, ticks: Self.deviates, label: label)
    }
    let points = curves.errorTradeOff.map {
      Point(x: Self.within($0.falsePositiveDeviate), y: Self.within($0.falseNegativeDeviate))
    }
    let plot = CurvePlot(
      x: axis("unrelated units flagged (normal deviates)"), y: axis("derived units missed"),
      curves: [.init(name: "these units", points: points, ink: .derived)])
    return Figure(
      title: "Detection error trade-off",
      description: "A falling curve; the nearer to the lower left corner, the better.",
      drawing: plot.drawing(),
      caption: """
        Detection error trade-off: the share of derived units missed against the share of \
        unrelated units flagged, over all thresholds (\(counts)).
        """)
  }

  private static func within(_ deviate: Double) -> Double { min(max(deviate, -3), 1.3) }

  var isotonic: Figure {
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

  var crossEntropy: Figure {
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
}

extension CurveFigures {
  private static let shares: [(value: Double, text: String)] = [0, 0.25, 0.5, 0.75, 1].map {
    ($0, Rounding.percent($0))
  }

  private static func shareAxis(_ label: Prose) -> CurvePlot.Axis {
    CurvePlot.Axis(domain: 0...1, ticks: shares, label: label)
  }

  /// `nil` where there is no curve.
  var receiver: Figure? {
    guard curves.errorTradeOff.count > 1 else { return nil }
    let corners = [Point(x: 0, y: 0), Point(x: 1, y: 1)]
    let points = curves.errorTradeOff.map {
      Point(x: $0.falsePositiveRate, y: 1 - $0.falseNegativeRate)
    }.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    let plot = CurvePlot(
      x: Self.shareAxis("unrelated units flagged"), y: Self.shareAxis("derived units found"),
      curves: [
        .init(name: "chance", points: corners, ink: .muted, width: 1.2, dash: "5 4"),
        .init(name: "these units", points: [corners[0]] + points + [corners[1]], ink: .derived),
      ])
    return Figure(
      title: "Receiver operating characteristic",
      description: "A rising curve; the nearer to the upper left corner, the better.",
      drawing: plot.drawing(),
      caption: """
        Receiver operating characteristic: the share of derived units found against the share of \
        unrelated units flagged, over all thresholds (\(counts)).
        """)
  }

  /// `nil` without ratios.
  var tippett: Figure? {
    guard !curves.tippett.isEmpty else { return nil }
    let reach = max(1.2, curves.tippett.map { abs($0.log10LR) }.max() ?? 1) * 1.05
    func curve(_ share: (Validity.Curves.Tippett) -> Double) -> [Point] {
      [Point(x: -reach, y: 1)] + curves.tippett.map { Point(x: $0.log10LR, y: share($0)) }
        + [Point(x: reach, y: 0)]
    }
    let plot = CurvePlot(
      x: .init(
        domain: -reach...reach, ticks: RatioAxis.ticks(in: -Int(reach)...Int(reach)),
        label: "likelihood ratio (log axis)"),
      y: Self.shareAxis("share at least as large"),
      curves: [
        .init(name: "derived", points: curve(\.derived), ink: .derived),
        .init(name: "unrelated", points: curve(\.unrelated), ink: .unrelated, dash: "6 4"),
      ])
    return Figure(
      title: "Tippett plot",
      description: "Two falling curves over the likelihood ratio; the farther apart, the better.",
      drawing: plot.drawing(),
      caption: """
        Tippett plot: the share of units whose likelihood ratio is at least the value below, out of \
        fold and after the limits (\(counts)).
        """)
  }
}
