import Probing
import Similarity
import Statistics
import Testing

/// Several sources compared with one suspect.
@Suite(.serialized) struct ScreeningTests {
  init() { BLAS.useOneThread() }

  private static let unrelated = [Double](repeating: 0, count: 24)
  private static let derived = (0..<12).map { 0.2 + 0.01 * Double($0 % 3) }

  private func findings(_ suspect: [Double]) async -> Findings {
    await RelationStudy(
      controls: [.independent: Self.unrelated, .distilled: Self.derived], suspect: suspect
    ).findings()
  }

  @Test func theRatioBelongsToTheNearestSource() async throws {
    let findings = await findings([0.02, 0.2, 0])
    #expect(findings.headlines.map { $0.screening?.isNearest } == [false, true, false])
    #expect(findings.headlines.allSatisfy { $0.screening?.sources == 3 })
    #expect(findings.headlines.map { $0.pair.ratio != nil } == [false, true, false])
    #expect(findings.headlines[0].pair.noRatio == .notNearest)
    #expect(findings.headlines[0].sensitivity?.highest == nil)
    let nearest = findings.headlines[1]
    #expect(nearest.pair.ratio == findings.pairs[1].ratio)
    #expect(gap(nearest.sensitivity?.rows[0].log10LR, nearest.pair.ratio?.log10) < 1e-9)
    #expect(try #require(nearest.screening).unrelatedLineages == 24)
  }

  @Test func oneSourceIsNotScreened() async {
    let findings = await findings([0.2])
    #expect(findings.headlines[0].screening == nil)
  }

  /// Twenty-four lineages and two sources: .04 alone, .08 of two tests, and the larger one unchanged.
  @Test func ranksAreAdjustedOverSourcesByHolm() async throws {
    let findings = await findings([0.2, 0])
    let ranks = findings.headlines.map { $0.pair.rankP! }
    #expect(ranks[0].exceeding == 0)
    let expected = HolmP.adjusting(ranks)
    #expect(findings.headlines.map(\.adjustedP) == expected)
    #expect(gap(findings.headlines[0].adjustedP?.value, 2 * ranks[0].value) < 1e-12)
    #expect(findings.headlines[0].adjustedP?.tests == 2)
    let alone = await self.findings([0.2]).headlines[0]
    #expect(alone.adjustedP?.value == alone.pair.rankP?.value && alone.adjustedP?.tests == 1)
  }

  /// Where .05 cannot be reached at all no test was made, and none is counted.
  @Test func testsThatCannotRejectAreNotCounted() async {
    let findings = await RelationStudy(
      controls: [.independent: [0, 0, 0, 0], .distilled: Self.derived], suspect: [0.2, 0]
    ).findings()
    // Students of another maker are unrelated to a second source, and so many make .05 attainable
    // there only when they are nineteen.
    #expect(findings.headlines.allSatisfy { $0.adjustedP == nil })
  }

  /// The largest excess of every subject over the makers, on what all can be measured against.
  @Test func screenedRatioAgainstObviousLoop() async throws {
    let study = RandomStudy(seed: 6, students: 14, teachers: 2)
    let obvious = study.obvious
    let suspect = "u0-0"
    let findings = await study.findings(headlines: [(suspect, "c0-0"), (suspect, "c1-0")])
    let tested = obvious.units.filter { study.subjects[$0.suspect].id == suspect }
    #expect(tested.map(\.maker) == ["m0", "m1"])
    let lineage = obvious.lineage(tested[0])
    func company(_ units: [ObviousInference.Unit]) -> Set<String> {
      units.map(obvious.company).reduce(Set(obvious.cohort.keys)) { $0.intersection($1) }
    }
    func largest(_ units: [ObviousInference.Unit], _ company: Set<String>) -> Double? {
      let scores = units.compactMap { obvious.excess($0, on: company, without: lineage) }
      return scores.count == units.count ? scores.max() : nil
    }
    let own = try #require(largest(tested, company(tested)))
    let others =
      Dictionary(grouping: obvious.units.filter { !$0.isDerived }, by: \.suspect).values
      .filter { Set($0.map(\.maker)) == ["m0", "m1"] }
      + obvious.units.filter(\.isDerived).map { [$0] }
    let cases = others.compactMap { units -> ObviousInference.Case? in
      guard obvious.lineage(units[0]) != lineage else { return nil }
      let common = company(tested).intersection(company(units))
      guard let theirs = largest(units, common), let ours = largest(tested, common) else {
        return nil
      }
      return ObviousInference.Case(
        lineage: obvious.lineage(units[0]), isDerived: units[0].isDerived,
        score: theirs + own - ours)
    }
    let calibration = ObviousInference.calibration(cases)
    let ratio = try #require(findings.headlines.compactMap(\.pair.ratio).first)
    #expect(findings.headlines.count { $0.pair.ratio != nil } == 1)
    #expect(abs(ratio.log10 - calibration.clipped(own)) < 0.0101)
    #expect(abs(ratio.capLow - calibration.bounds.lowerBound) < 0.0101)
    #expect(abs(ratio.capHigh - calibration.bounds.upperBound) < 0.0101)
  }
}
