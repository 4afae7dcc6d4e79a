/// Counts over the items of one pair that agreement statistics are ratios of, weighted by probe.
struct AgreementCounts: Sendable {
  /// Items both answered.
  let both: Double
  let agree: Double
  let firstRight: Double
  let secondRight: Double
  let bothWrong: Double
  /// Sum over items of 1 / (options - 1).
  let chance: Double

  /// Items on which the two gave one wrong answer: who agrees is right or wrong with the other.
  var sameWrong: Double { agree - (firstRight + secondRight - (both - bothWrong)) }
}
