import Statistics

/// How well the calibration units are separated under one replicate.
struct Separation: Sendable {
  /// Units that could be scored.
  var count = 0
  var auc: Double?
  var truePositiveRate5: Double?
  var truePositiveRate1: Double?
  /// Source fixed: derived against unrelated suspects of one maker, over makers with both.
  var sourceFixed: Double?
  /// Suspect fixed: its teacher's maker against other makers.
  var suspectFixed: Double?
  var cllr: Double?
  var cllrMin: Double?
  /// Of the ratios before clipping.
  var cllrUnclipped: Double?
  /// What the limits alone cost: of every unit at the end of its limits that is right.
  var cllrAtLimits: Double?

  /// One unit with its score, larger speaking for H1, and its log10 LR when there is one.
  struct Case {
    let suspect: Int
    let maker: String
    let isDerived: Bool
    let weight: Double
    /// What ranks the units.
    let score: Double
    /// What the report would say, after clipping.
    let ratio: Double?
    /// The same before, and what it was clipped to.
    var unclipped: Double?
    var limits: ClosedRange<Double>?
  }

  init(_ cases: [Case]) {
    count = cases.count
    let ranked = Self.labelled(cases, \.score)
    auc = ranked?.areaUnderCurve
    truePositiveRate5 = ranked?.truePositiveRate(atFalsePositiveRate: 0.05)
    truePositiveRate1 = ranked?.truePositiveRate(atFalsePositiveRate: 0.01)
    sourceFixed = Self.mean(Self.bySource(cases))
    suspectFixed = Self.mean(Self.bySuspect(cases))
    cllr = Self.cost(cases, \.ratio)
    cllrMin = cllr == nil ? nil : ranked?.cllrMin
    cllrUnclipped = Self.cost(cases, \.unclipped)
    cllrAtLimits = Self.cost(cases) { unit in
      unit.limits.map { unit.isDerived ? $0.upperBound : $0.lowerBound }
    }
  }

  /// `nil` unless every unit has the ratio.
  private static func cost(_ cases: [Case], _ ratio: (Case) -> Double?) -> Double? {
    guard cases.allSatisfy({ ratio($0) != nil }) else { return nil }
    return labelled(cases) { ratio($0)! }?.cllr
  }

  private static func labelled(_ cases: [Case], _ value: (Case) -> Double) -> LabelledScores? {
    try? LabelledScores(
      cases.map(value), labels: cases.map(\.isDerived), weights: cases.map(\.weight))
  }

  /// For each maker with both classes, the AUC weighted by its derived cases. A suspect that is a
  /// student of somebody else is no control here: only suspects without any known teacher are.
  private static func bySource(_ cases: [Case]) -> [(value: Double, weight: Double)] {
    let students = Set(cases.filter(\.isDerived).map(\.suspect))
    let usable = cases.indices.filter {
      cases[$0].isDerived || !students.contains(cases[$0].suspect)
    }
    return areas(cases, Dictionary(grouping: usable) { cases[$0].maker })
  }

  private static func bySuspect(_ cases: [Case]) -> [(value: Double, weight: Double)] {
    areas(cases, Dictionary(grouping: cases.indices) { cases[$0].suspect })
  }

  /// Of the groups with both classes, in the order of their keys, the AUC with the weight of its derived
  /// cases.
  private static func areas<Key: Comparable>(
    _ cases: [Case], _ groups: [Key: [Int]]
  ) -> [(value: Double, weight: Double)] {
    groups.sorted { $0.key < $1.key }.compactMap { _, members in
      guard
        let scores = try? LabelledScores(
          members.map { cases[$0].score }, labels: members.map { cases[$0].isDerived },
          weights: members.map { cases[$0].weight })
      else { return nil }
      return (scores.areaUnderCurve, scores.positiveWeight)
    }
  }

  private static func mean(_ values: [(value: Double, weight: Double)]) -> Double? {
    let total = values.reduce(0) { $0 + $1.weight }
    return total > 0 ? values.reduce(0) { $0 + $1.value * $1.weight } / total : nil
  }
}
