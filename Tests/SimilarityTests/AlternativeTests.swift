import Probing
import Similarity
import Statistics
import Testing

/// What the controls of each alternative say, and what they may not.
@Suite(.serialized) struct AlternativeTests {
  init() { BLAS.useOneThread() }

  private static func study(
    _ others: [PairLabel.Relation: [Double]] = [:], suspect: Double = 0.2
  ) -> RelationStudy {
    var study = RelationStudy(
      controls: [
        .independent: [Double](repeating: 0, count: 24),
        .distilled: (0..<12).map { 0.2 + 0.01 * Double($0 % 3) },
      ], suspect: [suspect])
    study.controls.merge(others) { $1 }
    return study
  }

  private func headline(_ study: RelationStudy) async throws -> Headline {
    try #require(await study.findings().headlines.first)
  }

  private func alternative(
    _ headline: Headline, _ hypothesis: Alternative.Hypothesis
  ) throws -> Alternative {
    try #require(headline.alternatives.first { $0.hypothesis == hypothesis })
  }

  @Test func withoutControlsOfItsOwnAnAlternativeIsUntested() async throws {
    let headline = try await headline(Self.study())
    #expect(headline.alternatives.map(\.hypothesis) == Alternative.Hypothesis.allCases)
    let tested = headline.alternatives.filter(\.isTested).map(\.hypothesis)
    #expect(tested == [.sharedPublicData])
    for alternative in headline.alternatives where !alternative.isTested {
      #expect(alternative.ratio == nil && alternative.rankP == nil && alternative.lineages == 0)
    }
    let shared = try alternative(headline, .sharedPublicData)
    #expect(shared.ratio == headline.pair.ratio && shared.rankP == headline.pair.rankP)
    #expect(headline.namedRelation == nil)
  }

  @Test(arguments: [
    (PairLabel.Relation.sameBase, Alternative.Hypothesis.commonBaseWeights),
    (.siblings, .commonThirdTeacher), (.wrapper, .wrapper),
    (.sharedVendor, .sharedVendorOrBenchmarkTuning),
  ])
  func fewControlsGiveARankAndManyARatio(
    _ relation: PairLabel.Relation, _ hypothesis: Alternative.Hypothesis
  ) async throws {
    let few = try alternative(
      try await headline(Self.study([relation: [0.5, 0.1, 0.5, 0.05]])), hypothesis)
    #expect(few.isTested && few.ratio == nil && few.reason == .tooFewLineages)
    #expect(few.rankP == RankP(exceeding: 2, lineages: 4) && few.lineages == 4)
    let many = try alternative(
      try await headline(
        Self.study([relation: (0..<11).map { 0.05 + 0.004 * Double($0) }])), hypothesis)
    let ratio = try #require(many.ratio)
    #expect(ratio.unrelatedLineages == 11 && ratio.derivedLineages == 12 && many.reason == nil)
    #expect(ratio.log10 > 0 && ratio.low <= ratio.log10 && ratio.log10 <= ratio.high)
    // Fewer than twenty lineages of that relation against this source allow no more than 10.
    #expect(ratio.capHigh <= 1)
    #expect(many.rankP == RankP(exceeding: 0, lineages: 11))
  }

  /// Controls of another relation that score exactly as unrelated ones give exactly their ratio.
  @Test func sameControlsGiveTheSameRatio() async throws {
    var study = Self.study([.sameBase: [Double](repeating: 0, count: 24)], suspect: 0.12)
    study.noise = 0
    study.controls[.independent] = (0..<24).map { 0.03 * Double($0 % 5) }
    study.controls[.sameBase] = study.controls[.independent]
    // Spread within the company, without which nothing is measurable.
    study.seed = 9
    let values = await Self.withFamilies(study)
    let headline = try #require(values.headlines.first)
    let (first, second) = (
      try #require(try alternative(headline, .sharedPublicData).ratio),
      try #require(try alternative(headline, .commonBaseWeights).ratio)
    )
    #expect(gap(first.log10, second.log10) < 1e-9)
    #expect(first.capHigh == second.capHigh && first.capLow == second.capLow)
  }

  /// Findings in which everyone sees the six families alike, at .1, .2, ....
  private static func withFamilies(_ study: RelationStudy) async -> Findings {
    let subjects = study.subjects
    let pairs = [PairLabel(suspect: "suspect", source: "t0", relation: nil)]
    let metric = RecordedSimilarity(count: subjects.count) { a, b in
      if b < 6 { return 0.1 * Double(b + 1) }
      guard b == 6 else { return 0.3 }
      if subjects[a].id == "suspect" { return 0.3 + study.suspect[0] }
      guard let label = study.labels.first(where: { $0.suspect == subjects[a].id }) else {
        return 0.3
      }
      let place = Int(label.suspect.split(separator: "-").last!)!
      return 0.3 + study.controls[label.relation!]![place]
    }
    return await Assessment.findings(
      of: [metric], subjects: subjects,
      calibration: study.labels.filter { [.distilled, .independent].contains($0.relation) },
      scored: pairs + study.labels, headlines: [("suspect", "t0")], replicates: 10)
  }

  /// Like the weights' other heirs and unlike any student: the headline names that relation.
  @Test(arguments: [
    (PairLabel.Relation.sameBase, Alternative.Hypothesis.commonBaseWeights), (.wrapper, .wrapper),
  ])
  func aFavouredRelationIsNamed(
    _ relation: PairLabel.Relation, _ hypothesis: Alternative.Hypothesis
  ) async throws {
    let controls = [relation: (0..<22).map { 0.55 + 0.01 * Double($0 % 4) }]
    let related = try await headline(Self.study(controls, suspect: 0.56))
    let ratio = try #require(try alternative(related, hypothesis).ratio)
    #expect(related.namedRelation == hypothesis, "\(ratio)")
    #expect(ratio.high < 0)
    #expect(try #require(related.pair.ratio).low > 0)
    let student = try await headline(Self.study(controls, suspect: 0.2))
    #expect(student.namedRelation == nil)
    #expect(try #require(alternative(student, hypothesis).ratio).log10 > 0)
    // Unrelated to the source, the suspect has no relation to be named.
    let stranger = try await headline(Self.study(controls, suspect: 0))
    #expect(stranger.namedRelation == nil)
  }

  /// Siblings cannot be told from students by outputs: they are never named.
  @Test func aThirdTeacherIsNotNamed() async throws {
    let controls = [PairLabel.Relation.siblings: (0..<22).map { 0.55 + 0.01 * Double($0 % 4) }]
    #expect(try await headline(Self.study(controls, suspect: 0.56)).namedRelation == nil)
  }

  /// The smaller of the ratios against the two kinds of unrelatedness is the headline's.
  @Test func sharedTuningLowersTheHeadline() async throws {
    let alike = [PairLabel.Relation.sharedVendor: (0..<22).map { 0.15 + 0.01 * Double($0 % 6) }]
    let findings = await Self.study(alike).findings()
    let headline = try #require(findings.headlines.first)
    let (shared, tuned) = (
      try #require(try alternative(headline, .sharedPublicData).ratio),
      try #require(try alternative(headline, .sharedVendorOrBenchmarkTuning).ratio)
    )
    #expect(tuned.log10 < shared.log10)
    #expect(headline.pair.ratio == tuned && findings.pairs[0].ratio == tuned)
  }

  @Test func anExploratoryStudyHasNoRatioOfAnyKind() async throws {
    let study = Self.study([.sameBase: [Double](repeating: 0.1, count: 12)])
    let findings = await study.findings(mode: .exploratory)
    let headline = try #require(findings.headlines.first)
    #expect(headline.alternatives.allSatisfy { $0.ratio == nil })
    #expect(headline.sensitivity?.highest == nil)
    #expect(try alternative(headline, .commonBaseWeights).rankP != nil)
  }
}
