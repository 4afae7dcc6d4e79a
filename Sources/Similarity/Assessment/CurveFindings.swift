import Statistics

/// The curves of the calibration units' out-of-fold results.
struct CurveFindings {
  let replicate: Replicate
  let values: [OutOfFold.Value]
  let calibrates: Bool

  /// Prior log10 odds of the cross-entropy curve.
  private static let priors = (-12...12).map { Double($0) / 4 }
  private static let limits = [0.05, 0.01]

  /// `nil` without units of both classes.
  func curves() -> Validity.Curves? {
    let lineage = replicate.table.lineage
    var curves = Self.curves(
      replicate.cases(values, calibrated: calibrates), calibrates: calibrates
    ) { lineage[$0.suspect] }
    let invariance = calibrates ? invarianceBounds() : nil
    curves?.invarianceLow = invariance?.lowerBound
    curves?.invarianceHigh = invariance?.upperBound
    return curves
  }

  /// - Parameter lineage: of a case's suspect.
  static func curves(
    _ cases: [Separation.Case], calibrates: Bool, lineage: (Separation.Case) -> Int
  ) -> Validity.Curves? {
    guard let ranked = labelled(cases, \.score) else { return nil }
    let stated = calibrates ? labelled(cases) { $0.ratio ?? 0 } : nil
    return Validity.Curves(
      tippett: stated.map(tippett) ?? [], isotonic: stated.map(isotonic) ?? [],
      crossEntropy: stated.map(crossEntropy) ?? [], errorTradeOff: tradeOff(ranked),
      equalErrorRate: ranked.equalErrorRate,
      detections: limits.map { detection($0, ranked, cases, lineage) },
      calibrationDeviation: stated?.isotonicDeviation, cllrCal: stated?.cllrCal)
  }

  private static func labelled(
    _ cases: [Separation.Case], _ value: (Separation.Case) -> Double
  ) -> LabelledScores? {
    try? LabelledScores(cases.map(value), labels: cases.map(\.isDerived))
  }

  private static func tippett(_ stated: LabelledScores) -> [Validity.Curves.Tippett] {
    stated.operatingPoints.dropFirst().reversed().map {
      Validity.Curves.Tippett(
        log10LR: $0.threshold, derived: $0.truePositiveRate, unrelated: $0.falsePositiveRate)
    }
  }

  private static func isotonic(_ stated: LabelledScores) -> [Validity.Curves.Isotonic] {
    let fit = IsotonicCalibration(fitting: stated)
    return zip(fit.scores, fit.log10LikelihoodRatios).map {
      Validity.Curves.Isotonic(stated: $0, isotonic: $1.isFinite ? $1 : nil)
    }
  }

  private static func crossEntropy(_ stated: LabelledScores) -> [Validity.Curves.CrossEntropy] {
    stated.crossEntropyCurve(atPriorLog10Odds: priors).map {
      Validity.Curves.CrossEntropy(
        priorLog10Odds: $0.priorLog10Odds, stated: $0.given, isotonic: $0.isotonic,
        neutral: $0.neutral)
    }
  }

  private static func tradeOff(_ ranked: LabelledScores) -> [Validity.Curves.ErrorTradeOff] {
    ranked.detectionErrorPoints.map { point in
      Validity.Curves.ErrorTradeOff(
        falsePositiveRate: Normal.cumulative(point.x),
        falseNegativeRate: Normal.cumulative(point.y), falsePositiveDeviate: point.x,
        falseNegativeDeviate: point.y)
    }
  }

  private static func detection(
    _ limit: Double, _ ranked: LabelledScores, _ cases: [Separation.Case],
    _ lineage: (Separation.Case) -> Int
  ) -> Validity.Curves.Detection {
    let threshold = ranked.operatingPoint(atFalsePositiveRate: limit).threshold
    let (derived, unrelated) = (cases.filter(\.isDerived), cases.filter { !$0.isDerived })
    let lineages = Dictionary(grouping: derived, by: lineage)
    return Validity.Curves.Detection(
      limit: limit, flagged: count(unrelated) { $0.score >= threshold },
      found: count(derived) { $0.score >= threshold },
      foundLineages: count(Array(lineages.values)) {
        $0.allSatisfy { $0.score >= threshold }
      })
  }

  /// - Precondition: `elements` is not empty.
  private static func count<Element>(
    _ elements: [Element], where holds: (Element) -> Bool
  ) -> Validity.Curves.Detection.Count {
    let count = elements.count(where: holds)
    let interval = BinomialCount(count, of: elements.count).interval()
    return Validity.Curves.Detection.Count(
      count: count, of: elements.count, low: interval.lowerBound, high: interval.upperBound)
  }

  /// Over one unclipped ratio per lineage and class: the largest of an unrelated one, the smallest of
  /// a derived one.
  private func invarianceBounds() -> ClosedRange<Double>? {
    let plan = replicate.plan
    var extremes: [Bool: [Int: Double]] = [:]
    for index in plan.calibration {
      guard let ratio = values[index].unclipped else { continue }
      let isDerived = plan.calibrationIsDerived[index]
      let lineage = plan.calibrationLineages[index]
      let known = extremes[isDerived]?[lineage] ?? ratio
      extremes[isDerived, default: [:]][lineage] = isDerived ? min(known, ratio) : max(known, ratio)
    }
    let (derived, unrelated) = (extremes[true] ?? [:], extremes[false] ?? [:])
    return
      (try? LabelledScores(
        derived.keys.sorted().map { derived[$0]! } + unrelated.keys.sorted().map { unrelated[$0]! },
        labels: derived.map { _ in true } + unrelated.map { _ in false }))?.invarianceBounds
  }
}
