import Statistics

extension CalibrationCases {
  /// The cases against other makers' models.
  func excluding(maker: Int) -> CalibrationCases {
    var rest = CalibrationCases(lineageCount: lineageCount, capacity: scores.count)
    for index in scores.indices where makers[index] != maker {
      rest.append(
        score: scores[index], lineage: lineages[index], isDerived: isDerived[index],
        weight: weights[index], maker: makers[index])
    }
    return rest
  }

  /// Whether there are lineages enough of each class to calibrate on.
  var suffice: Bool {
    lineageTotal(derived: false) >= RatioCalibration.fewestUnrelated
      && lineageTotal(derived: true) >= RatioCalibration.fewestDerived
  }
}

extension FoldScores {
  /// A calibration that has seen neither the lineage of the tested suspect nor any pair with the maker
  /// of its source (leave-one-maker-out): whether ratios hold for makers that none was fitted on. It
  /// never goes beyond 10, for no unrelated lineage in it was scored against this maker.
  /// - Parameter start: that of the point estimate in a replicate, where the minimum no longer counts.
  mutating func calibrationWithoutMaker(
    of item: Int, startingFrom start: RatioCalibration?
  ) -> RatioCalibration? {
    let maker = fold.plan.items[item].maker
    let cases = matchedCases(for: item, teachersAbsent: false).excluding(maker: maker)
    return start != nil || cases.suffice
      ? try? RatioCalibration(fitting: cases, maker: maker, startingFrom: start) : nil
  }
}

extension Replicate {
  /// Out-of-fold values of the calibration units, each without its source's maker.
  /// - Parameter starts: those of the point estimate in a replicate; units without one stay without.
  func valuesWithoutMaker(startingFrom starts: [RatioCalibration?]? = nil) -> [OutOfFold.Value] {
    var values = [OutOfFold.Value](repeating: OutOfFold.Value(), count: plan.calibrationCount)
    let scored = plan.calibration.filter {
      lineageWeights[plan.calibrationLineages[$0]] > 0 && (starts == nil || starts![$0] != nil)
    }
    let byLineage = Dictionary(grouping: scored) { plan.calibrationLineages[$0] }
    for lineage in byLineage.keys.sorted() {
      var scores = FoldScores(fold(leavingOut: lineage))
      for index in byLineage[lineage]! {
        values[index].excess = scores.excess(index, OutOfFold.Placement())
        guard values[index].excess != nil else { continue }
        values[index].calibration = scores.calibrationWithoutMaker(
          of: index, startingFrom: starts?[index])
      }
    }
    return values
  }
}
