import Foundation
import Probing
import Similarity
import Statistics

extension ObviousInference {
  func lineage(_ unit: Unit) -> String { subjects[unit.suspect].lineage }

  /// Both units on what their companies share, without these families.
  private func together(
    _ tested: Unit, _ other: Unit, source: Int? = nil, without families: Set<String> = []
  ) -> (ours: Double, theirs: Double)? {
    let common = company(tested).intersection(company(other)).subtracting(families)
    func score(_ unit: Unit) -> Double? {
      guard let source else { return excess(unit, on: common, without: lineage(tested)) }
      return excess(unit.suspect, source, on: common, without: lineage(tested))
    }
    guard let ours = score(tested), let theirs = score(other) else { return nil }
    return (ours, theirs)
  }

  /// Lineages of unrelated units of the same maker, and whether any member reaches the tested one:
  /// models without a teacher, and students of other makers measured without their teacher. The larger
  /// p, but fewer than 19 students have no say while none of them reaches it.
  func rank(_ tested: Unit, source: Int? = nil) -> (exceeding: Int, lineages: Int)? {
    let untaught = rank(tested, source, taught: false)
    guard let taught = rank(tested, source, taught: true),
      taught.lineages >= 19 || taught.exceeding > 0
    else { return untaught.map { ($0.exceeding, $0.lineages) } }
    let larger = untaught.map { $0.value >= taught.value ? $0 : taught } ?? taught
    return (larger.exceeding, larger.lineages)
  }

  private func rank(_ tested: Unit, _ source: Int?, taught: Bool) -> RankP? {
    var exceeds: [String: Bool] = [:]
    for other in units
    where !other.isDerived && other.maker == tested.maker && lineage(other) != lineage(tested)
      && other.suspect != source && isTaught(other.suspect) == taught
    {
      guard
        let pair = together(tested, other, source: source, without: teachers(of: other.suspect))
      else { continue }
      exceeds[lineage(other)] = exceeds[lineage(other), default: false] || pair.theirs >= pair.ours
    }
    return exceeds.isEmpty
      ? nil : RankP(exceeding: exceeds.values.count { $0 }, lineages: exceeds.count)
  }

  /// Families that belong to whoever taught a suspect.
  private func teachers(of suspect: Int) -> Set<String> {
    units.filter { $0.suspect == suspect && $0.isDerived }.reduce([]) {
      $0.union(Set(cohort.keys).subtracting(company($1)))
    }
  }

  func isTaught(_ suspect: Int) -> Bool {
    units.contains { $0.suspect == suspect && $0.isDerived }
  }

  /// The controls of a headline: unrelated ones against its maker, and derived ones.
  func controls(_ tested: Unit) -> [(unit: Unit, score: Double)] {
    let own = excess(tested, on: company(tested), without: lineage(tested))!
    return units.filter {
      lineage($0) != lineage(tested) && ($0.isDerived || $0.maker == tested.maker)
    }.compactMap { other in
      together(tested, other, without: other.isDerived ? [] : teachers(of: other.suspect))
        .map { (other, $0.theirs + own - $0.ours) }
    }
  }

  /// The controls of a tested unit, each above or below it as on their common company.
  func cases(_ tested: Unit) -> [(unit: Unit, score: Double)] {
    let own = excess(tested, on: company(tested), without: lineage(tested))!
    return units.filter { lineage($0) != lineage(tested) }.compactMap { other in
      together(tested, other).map { (other, $0.theirs + own - $0.ours) }
    }
  }

  struct Calibration {
    let intercept: Double
    let slope: Double
    let bounds: ClosedRange<Double>

    func unclipped(_ score: Double) -> Double { (intercept + slope * score) / log(10) }

    func clipped(_ score: Double) -> Double {
      min(max(unclipped(score), bounds.lowerBound), bounds.upperBound)
    }
  }

  /// A control's placed score, and what it counts for.
  struct Case {
    let lineage: String
    let isDerived: Bool
    let score: Double
    /// Whether the cap of 10 counts it.
    var isAgainstMaker = true
  }

  /// Ridge logistic regression on standardised scores, lineages equal within their class.
  /// - Parameter maker: whose pairs are left out of the fit.
  func calibration(_ tested: Unit, withoutMaker maker: String? = nil) -> Calibration {
    Self.calibration(
      cases(tested).filter { $0.unit.maker != maker }.map {
        Case(
          lineage: lineage($0.unit), isDerived: $0.unit.isDerived, score: $0.score,
          isAgainstMaker: $0.unit.maker == tested.maker)
      })
  }

  static func calibration(_ cases: [Case]) -> Calibration {
    let scores = cases.map(\.score)
    let n = Double(scores.count)
    let m = scores.reduce(0, +) / n
    let s = (scores.reduce(0) { $0 + ($1 - m) * ($1 - m) } / n).squareRoot()
    let weights = cases.map { item in
      let peers = cases.filter { $0.isDerived == item.isDerived }
      let siblings = peers.filter { $0.lineage == item.lineage }
      return n / 2 / Double(Set(peers.map(\.lineage)).count) / Double(siblings.count)
    }
    let (a, b) = Self.ridge(scores.map { ($0 - m) / s }, cases.map(\.isDerived), weights)
    let line = Calibration(intercept: a - b * m / s, slope: b / s, bounds: 0...0)
    return Calibration(
      intercept: line.intercept, slope: line.slope,
      bounds: bounds(cases, line.unclipped, \.empiricalBounds))
  }

  /// Bounds over one ratio per lineage and class, and the cap of 10.
  static func bounds(
    _ cases: [Case], _ ratio: (Double) -> Double,
    _ rule: (LabelledScores) -> ClosedRange<Double>
  ) -> ClosedRange<Double> {
    var ends: [(value: Double, isDerived: Bool)] = []
    for isDerived in [false, true] {
      let ratios = Dictionary(grouping: cases.filter { $0.isDerived == isDerived }, by: \.lineage)
        .values.map { $0.map { ratio($0.score) } }
      ends += ratios.map { (isDerived ? $0.min()! : $0.max()!, isDerived) }
    }
    let found = rule(try! LabelledScores(ends.map(\.value), labels: ends.map(\.isDerived)))
    let controls = Set(cases.filter { !$0.isDerived && $0.isAgainstMaker }.map(\.lineage))
    return found.lowerBound...min(found.upperBound, controls.count < 20 ? 1 : .infinity)
  }

  /// Newton steps on b^2 / 2 + sum of w (softplus(eta) - y eta), eta = a + b x.
  private static func ridge(
    _ x: [Double], _ y: [Bool], _ w: [Double]
  ) -> (a: Double, b: Double) {
    var (a, b) = (0.0, 0.0)
    for _ in 0..<200 {
      var (ga, gb, haa, hab, hbb) = (0.0, b, 0.0, 0.0, 1.0)
      for index in x.indices {
        let p = 1 / (1 + exp(-a - b * x[index]))
        let residual = w[index] * (p - (y[index] ? 1 : 0))
        let curvature = w[index] * p * (1 - p)
        ga += residual
        gb += residual * x[index]
        haa += curvature
        hab += curvature * x[index]
        hbb += curvature * x[index] * x[index]
      }
      let determinant = haa * hbb - hab * hab
      a -= (hbb * ga - hab * gb) / determinant
      b -= (haa * gb - hab * ga) / determinant
    }
    return (a, b)
  }
}
