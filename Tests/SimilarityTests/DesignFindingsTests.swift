import Probing
import Similarity
import Statistics
import Testing

/// What more probes would bring, and single probes, on similarities that are known probe by probe.
@Suite(.serialized) struct DesignFindingsTests {
  init() { BLAS.useOneThread() }

  private static let probes = 40

  /// Six families, a source, 25 unrelated lineages, six students and a suspect.
  private static let subjects =
    (0..<6).map { Subject.made("f\($0)", inCohort: true) } + [.made("t")]
    + (0..<25).map { .made("u\($0)") } + (0..<6).map { .made("d\($0)") } + [.made("suspect")]

  private static let labels = subjects[7..<38].map {
    PairLabel(
      suspect: $0.id, source: "t", relation: $0.id.hasPrefix("d") ? .distilled : .independent)
  }

  /// Shape: probes x subjects x subjects. Models differ by `between`, probes by `within`; on the first
  /// probe the suspect is much nearer to the source.
  private static func values(between: Double, within: Double) -> [[[Double]]] {
    var stream = RandomStream(seed: 17)
    let models = subjects.map { _ in subjects.map { _ in 0.3 + between * stream.normal() } }
    return (0..<probes).map { probe in
      subjects.indices.map { a in
        subjects.indices.map { b in
          let isTaught = b == 6 && subjects[a].id.hasPrefix("d")
          let stands = b == 6 && a == 38 && probe == 0
          return models[a][b] + within * stream.normal() + (isTaught ? 3 * between : 0)
            + (stands ? 50 * within : 0)
        }
      }
    }
  }

  private func headline(_ values: [[[Double]]]) async throws -> Headline {
    let findings = await Assessment.findings(
      of: [
        SampledSimilarity(count: Self.subjects.count, probes: Self.probes) { values[$0][$1][$2] }
      ], subjects: Self.subjects, calibration: Self.labels,
      scored: [PairLabel(suspect: "suspect", source: "t", relation: nil)],
      headlines: [("suspect", "t")], probes: Self.probes, replicates: 200)
    return try #require(findings.headlines.first)
  }

  /// The probe error of an excess against its formula: within / sqrt(probes), for the pair and the
  /// mean of six families, in units of the scale of the excess.
  @Test func probeErrorAgainstItsFormula() async throws {
    let values = Self.values(between: 0.04, within: 0.45)
    let design = try #require(await headline(values).design)
    #expect(design.probes == Self.probes && design.lineages == 25)
    // Scale: the spread of family means, between models and by probes.
    let spread = (0.04 * 0.04 + 0.45 * 0.45 / Double(Self.probes)).squareRoot()
    let error = 0.45 / Double(Self.probes).squareRoot() * (1 + 1.0 / 6).squareRoot()
    #expect(abs(design.probeError / (error / spread) - 1) < 0.15)
    #expect(design.moreProbesHelp != false)
    #expect(design.lineagesForLevel == 19)
  }

  @Test func manyProbesOfModelsThatDifferNeedNoMore() async throws {
    let design = try #require(
      await headline(Self.values(between: 0.4, within: 0.02)).design)
    #expect(design.moreProbesHelp == false)
    #expect(try #require(design.probesNeeded) < Self.probes)
    let shift = try #require(design.typicalShift)
    #expect(shift > 1 && shift < 4)
    #expect(gap(design.power, RankPower(lineages: 25).power(shift: shift)) < 1e-12)
  }

  /// Every probe's rank against the definition, and the one that stands out.
  @Test func singleProbesAgainstObviousLoop() async throws {
    let values = Self.values(between: 0.04, within: 0.1)
    let table = try #require(await headline(values).probeTable)
    #expect(table.tests == Self.probes && table.rows.count == 10)
    func contrast(_ probe: Int, _ subject: Int) -> Double {
      let families = (0..<6).map { values[probe][subject][$0] }
      return values[probe][subject][6] - families.reduce(0, +) / 6
    }
    let ranks = (0..<Self.probes).map { probe in
      RankP(
        exceeding: (7..<32).count { contrast(probe, $0) >= contrast(probe, 38) }, lineages: 25)
    }
    let adjusted = ExploratoryP.adjusting(ranks)
    for row in table.rows {
      let probe = Int(row.probe.dropFirst())!
      #expect(row.rankP == ranks[probe] && row.adjusted == adjusted[probe])
    }
    #expect(table.standingOut == adjusted.count { $0.value <= 0.05 })
    #expect(table.rows[0].rankP.exceeding == 0)
    #expect(table.rows.map(\.adjusted.value) == table.rows.map(\.adjusted.value).sorted())
  }

  @Test func oneUnrelatedLineageHasNoVariance() async throws {
    let study = RelationStudy(controls: [.independent: [0]], suspect: [0.2])
    let headline = try #require(await study.findings().headlines.first)
    #expect(headline.design == nil)
  }
}
