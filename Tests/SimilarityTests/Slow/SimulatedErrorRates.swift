import Foundation
import Probing
import Similarity
import Statistics
import Testing

/// Where the table is written; nothing is simulated without one.
private enum ErrorRateFile {
  static let path = ProcessInfo.processInfo.environment["FILIATION_ERROR_RATES"]
}

/// The error rates of the inference itself, over populations made independently of each other.
///
/// It takes minutes and runs only where FILIATION_ERROR_RATES names the file for its table
/// (`make test-slow`).
@Suite(
  .serialized,
  .enabled(
    if: ErrorRateFile.path != nil, "FILIATION_ERROR_RATES names no file for the table"))
struct SimulatedErrorRates {
  init() { BLAS.useOneThread() }

  @Test func everyRateHolds() async throws {
    var table = ErrorRateTable()
    let parts: [(String, (inout ErrorRateTable) async -> Void)] = [
      ("ranks", ranks), ("accusations", accusations), ("named families", namedFamilies),
      ("absent teacher", absentTeacher), ("students", students),
      ("unequal company", unequalCompany), ("relations", relations), ("direction", direction),
      ("several sources", screening), ("e-processes", bettings), ("calibration", calibration),
      ("coverage", coverage),
    ]
    for (name, part) in parts {
      let start = ContinuousClock.now
      await part(&table)
      print("\(name): \(start.duration(to: .now).components.seconds) s")
    }
    try table.markdown.write(toFile: ErrorRateFile.path!, atomically: true, encoding: .utf8)
    for row in table.rows { #expect(row.holds, "\(row.what): \(row.observed), \(row.nominal)") }
    #expect(table.rows.count > 30)
  }
}

// MARK: - Ranks

extension SimulatedErrorRates {
  /// Suspect and unrelated lineages are exchangeable: every rank is as frequent as any other, although
  /// models differ. A test that takes only the probes as random stands beside it.
  private func ranks(_ table: inout ErrorRateTable) async {
    let design = SimulatedWorld.Design(unrelated: 39)
    let ranks = await SimulatedWorld.map(design, count: 2_000, seed: 10_000) { world, _ in
      await world.findings().pairs[0].rankP!
    }
    for decile in 1...9 {
      let level = Double(decile) / 10
      let below = ranks.count { $0.value <= level + 1e-9 }
      let interval = BinomialCount(below, of: ranks.count).interval(confidence: 1 - 0.05 / 9)
      table.append(
        .init(
          what: "rank p <= \(ErrorRateTable.digits(level, 1)) of an unrelated suspect, 39 lineages",
          observed: "\(below) of \(ranks.count)", nominal: "\(Int(100 * level)) %",
          note: "interval \(ErrorRateTable.digits(100 * interval.lowerBound, 1))–"
            + "\(ErrorRateTable.digits(100 * interval.upperBound, 1)) % (9 tests, 5 % in all)",
          holds: interval.contains(level)))
    }
    probesAlone(&table)
  }

  /// Between models .04, on one probe .45: the worked case of <doc:TheNull>.
  private func probesAlone(_ table: inout ErrorRateTable) {
    var stream = RandomStream(seed: 77)
    for probes in [100, 500, 5_000] {
      let error = SimulatedWorld.probeNoise / Double(probes).squareRoot()
      let accused = (0..<20_000).count { _ in
        let excess = 0.04 * stream.normal() + error * stream.normal()
        return excess / error > Normal.quantile(0.99)
      }
      table.appendInformation(
        "for contrast: a test at 1 % that takes only \(probes) probes as random",
        "\(ErrorRateTable.digits(Double(accused) / 200, 1)) % accused", "why lineages count")
    }
  }

  /// The ways of accusing at nominal 1 %, 5 % and 10 %, in populations with tuned models.
  private func accusations(_ table: inout ErrorRateTable) async {
    let design = SimulatedWorld.Design(unrelated: 100, based: 4, derived: 10)
    let trials = await SimulatedWorld.map(design, count: 400, seed: 20_000) { world, _ in
      let findings = await world.findings(replicates: 1)
      return (rank: findings.pairs[0].rankP!, ratio: findings.pairs[0].ratio?.log10)
    }
    for level in [0.01, 0.05] {
      table.appendRate(
        "rank p <= \(level) of an unrelated suspect, 100 lineages, some tuned from cohort families",
        trials.count { $0.rank.value <= level }, of: trials.count, nominal: level)
    }
    appendRatios("the same populations", trials.map(\.ratio), &table)
  }

  /// A ratio above x misleads no more than once in x, on average over unrelated suspects.
  private func appendRatios(
    _ where: String, _ ratios: [Double?], _ table: inout ErrorRateTable
  ) {
    let given = ratios.compactMap { $0 }
    table.appendRate(
      "LR > 10 for an unrelated suspect, \(`where`)", given.count { $0 > 1 }, of: given.count,
      nominal: 0.1)
  }
}

// MARK: - Traps

extension SimulatedErrorRates {
  private struct Accusation: Sendable {
    let rank: RankP?
    let ranks: [ClassRank]
    let ratio: Double?
  }

  private func accusations(
    _ design: SimulatedWorld.Design, maker: String, count: Int, seed: UInt64
  ) async -> [Accusation] {
    await SimulatedWorld.map(design, count: count, seed: seed) { world, _ in
      let pair = await world.findings(against: maker, replicates: 1).pairs[0]
      return Accusation(rank: pair.rankP, ranks: pair.ranks!, ratio: pair.ratio?.log10)
    }
  }

  private func append(
    _ what: String, _ found: [Accusation], _ table: inout ErrorRateTable
  ) {
    let ranks = found.compactMap(\.rank).filter { $0.smallestAttainable <= 0.05 }
    table.appendRate(
      "\(what): rank p <= 0.05", ranks.count { $0.value <= 0.05 }, of: ranks.count, nominal: 0.05)
    appendRatios(what, found.map(\.ratio), &table)
  }

  /// Traps of source identity and of the omitted family: all students have one teacher whom everybody
  /// resembles, and each family in turn is named as the source of an unrelated suspect.
  private func namedFamilies(_ table: inout ErrorRateTable) async {
    for family in 0..<SimulatedWorld.families {
      let design = SimulatedWorld.Design(unrelated: 30, prominence: 1.5, makers: [0, family])
      let found = await accusations(
        design, maker: "f\(family)", count: 300, seed: 30_000 + 1_000 * UInt64(family))
      append(
        "named as source: family \(family)\(family == 0 ? ", the mainstream teacher" : "")", found,
        &table)
    }
  }

  /// Trap of the absent teacher: the suspect is a student of a mainstream family that is not among the
  /// candidates; each of the others is accused. Controls that are students of other families speak to
  /// it. Without them nothing does, and no finding may say otherwise.
  private func absentTeacher(_ table: inout ErrorRateTable) async {
    for family in [0, 1, 4] {
      let what = "true teacher absent, accused: family \(family)"
      let found = await absentTeacher(accusing: family, pupils: 24)
      append("\(what), 24 students of others among the controls", found, &table)
    }
    let found = await absentTeacher(accusing: 0, pupils: 0)
    let accused = found.count { $0.rank!.value <= 0.05 }
    table.append(
      .init(
        what: "true teacher absent, accused: family 0, no student of others: rank p <= 0.05",
        observed: "\(accused) of \(found.count)", nominal: "none",
        note: "findings list no class of students",
        holds: found.allSatisfy { $0.ranks.map(\.controls) == [.untaught] }))
    appendRatios(
      "true teacher absent, accused: family 0, no student of others", found.map(\.ratio), &table)
  }

  private func absentTeacher(accusing family: Int, pupils: Int) async -> [Accusation] {
    let design = SimulatedWorld.Design(
      unrelated: 30, pupils: pupils, prominence: 1.5, makers: [0, family],
      suspectTeacher: "absent")
    return await accusations(
      design, maker: "f\(family)", count: 300, seed: 40_000 + 1_000 * UInt64(family))
  }

  /// What students of other makers among the controls cost where the suspect is the source's student.
  private func students(_ table: inout ErrorRateTable) async {
    for pupils in [0, 24, 60] {
      let design = SimulatedWorld.Design(
        unrelated: 30, pupils: pupils, prominence: 1.5, suspectTeacher: "f0")
      let found = await accusations(design, maker: "f0", count: 200, seed: 45_000)
      table.appendInformation(
        "student of the accused family 0, \(pupils) students of others: rank p <= 0.05",
        "\(found.count { $0.rank!.value <= 0.05 }) of \(found.count)", "how many are found")
    }
  }

  /// Trap of unequal company: controls are tuned from cohort families and the suspect is not, or the
  /// other way round.
  private func unequalCompany(_ table: inout ErrorRateTable) async {
    for (what, based, isSuspectBased) in [
      ("suspect without a base among tuned controls", 1, false),
      ("tuned suspect among controls without a base", 0, true),
    ] {
      let design = SimulatedWorld.Design(
        unrelated: 30, based: based, isSuspectBased: isSuspectBased)
      let found = await accusations(design, maker: "f0", count: 400, seed: 50_000 + UInt64(based))
      append(what, found, &table)
    }
  }

  /// Two sources screened with one suspect: some source is accused, by adjusted rank or by ratio.
  private func screening(_ table: inout ErrorRateTable) async {
    let design = SimulatedWorld.Design(unrelated: 40, makers: [0, 1])
    let trials = await SimulatedWorld.map(design, count: 300, seed: 60_000) { world, _ in
      let findings = await world.screened(["f0", "f1"])
      return (
        rank: findings.headlines.contains { ($0.adjustedP?.value ?? 1) <= 0.05 },
        ratio: findings.headlines.compactMap(\.pair.ratio?.log10).max()
      )
    }
    table.appendRate(
      "two sources screened: any adjusted rank p <= 0.05", trials.count(where: \.rank),
      of: trials.count, nominal: 0.05)
    appendRatios("the nearest of two sources screened", trials.map(\.ratio), &table)
  }
}

extension SimulatedWorld {
  /// The suspect with one model of each maker, as headlines of one study.
  fileprivate func screened(_ makers: [String]) async -> Findings {
    let pairs = makers.map { asked($0)[0] }
    return await Assessment.findings(
      of: [RecordedSimilarity(count: subjects.count) { similarity[$0][$1] }], subjects: subjects,
      calibration: labels, scored: pairs, headlines: pairs.map { ($0.suspect, $0.source) },
      replicates: 1)
  }
}

// MARK: - Relations

extension SimulatedErrorRates {
  /// Each relation other than training on outputs is true of the suspect in turn. It is rejected wrongly
  /// when the suspect stands above its controls, and again when the ratio of H1 to it exceeds 10.
  private func relations(_ table: inout ErrorRateTable) async {
    let worlds: [(PairLabel.Relation, Alternative.Hypothesis, mean: Double)] = [
      (.sameBase, .commonBaseWeights, 0.35), (.siblings, .commonThirdTeacher, 0.15),
      (.wrapper, .wrapper, 0.8), (.sharedVendor, .sharedVendorOrBenchmarkTuning, 0.08),
    ]
    for (place, (relation, hypothesis, mean)) in worlds.enumerated() {
      let seed = 62_000 + 1_000 * UInt64(place)
      let found = await trials(300) { index in
        let headline = await RelationStudy.drawn(
          relation, around: mean, seed: seed + UInt64(index)
        ).findings(replicates: 1).headlines[0]
        return headline.alternatives.first { $0.hypothesis == hypothesis }!
      }
      let what = "\(hypothesis.rawValue) true (\(relation.rawValue))"
      table.appendRate(
        "\(what): its rank p <= 0.05", found.count { $0.rankP!.value <= 0.05 }, of: found.count,
        nominal: 0.05)
      let ratios = found.compactMap { $0.ratio?.log10 }
      table.appendRate(
        "\(what): LR of H1 against it > 10", ratios.count { $0 > 1 }, of: ratios.count, nominal: 0.1
      )
    }
  }

  /// The source learned from the suspect (H2d), or neither from the other.
  private func direction(_ table: inout ErrorRateTable) async {
    for (what, asymmetry) in [("H2d true", -0.06), ("no asymmetry", 0)] {
      let found = await trials(300) { index in
        await RelationStudy.drawnAsymmetric(asymmetry, seed: 68_000 + UInt64(index))
          .findings(replicates: 1).headlines[0].direction!.standing
      }
      table.appendRate(
        "\(what): said that the suspect learned", found.count { $0 == .suspectLearned },
        of: found.count, nominal: 0.05)
      if asymmetry == 0 {
        table.appendRate(
          "\(what): said that the source learned", found.count { $0 == .sourceLearned },
          of: found.count, nominal: 0.05)
      }
    }
  }
}

extension RelationStudy {
  /// 24 lineages each of unrelated models, of students and of one other relation, which the suspect is of.
  fileprivate static func drawn(
    _ relation: PairLabel.Relation, around mean: Double, seed: UInt64
  ) -> RelationStudy {
    var stream = RandomStream(seed: seed).substream("relation")
    func draw(_ count: Int, _ mean: Double) -> [Double] {
      (0..<count).map { _ in mean + 0.06 * stream.normal() }
    }
    var study = RelationStudy(
      controls: [
        .independent: draw(24, 0), .distilled: draw(24, 0.2), relation: draw(24, mean),
      ], suspect: draw(1, mean))
    study.seed = seed
    return study
  }

  /// 24 students of as many teachers, more like their teachers than their teachers are like them.
  fileprivate static func drawnAsymmetric(_ asymmetry: Double, seed: UInt64) -> RelationStudy {
    var study = RelationStudy(
      controls: [
        .independent: [Double](repeating: 0, count: 20),
        .distilled: [Double](repeating: 0.2, count: 24),
      ], suspect: [0.2])
    (study.asymmetry, study.suspectAsymmetry) = (abs(asymmetry), asymmetry)
    (study.hasOwnTeachers, study.seed) = (true, seed)
    return study
  }
}

// MARK: - E-processes

extension SimulatedErrorRates {
  /// Looked at after every one of 500 observations.
  private func bettings(_ table: inout ErrorRateTable) async {
    let worlds: [(String, Double, @Sendable (inout RandomStream) -> Double)] = [
      ("coin of .3", 0.3, { $0.uniform() < 0.3 ? 1 : 0 }),
      ("uniform", 0.5, { $0.uniform() }),
      ("rare large values", 0.05, { $0.uniform() < 0.05 ? 1 : 0 }),
    ]
    for (place, (what, mean, draw)) in worlds.enumerated() {
      var rejected = (bets: 0, mixture: 0)
      for trial in 0..<4_000 {
        var stream = RandomStream(seed: 70_000).substream(what, trial)
        var bets = BettingMixture(nullMean: mean)
        var mixture = BernoulliMixture(nullChance: mean)
        for _ in 0..<500 {
          let value = draw(&stream)
          bets.observe(value)
          if place != 1 { mixture.observe(value) }
        }
        if bets.rejects(at: 0.05) { rejected.bets += 1 }
        if mixture.rejects(at: 0.05) { rejected.mixture += 1 }
      }
      table.appendRate(
        "betting e-process ever rejects at 5 %: \(what)", rejected.bets, of: 4_000, nominal: 0.05)
      if place != 1 {
        table.appendRate(
          "mixture e-process ever rejects at 5 %: \(what)", rejected.mixture, of: 4_000,
          nominal: 0.05)
      }
    }
  }
}

// MARK: - Calibration and coverage

extension SimulatedErrorRates {
  /// Units with lineages of their own, each left out in turn. The minimum is fitted to the same units, so
  /// that exactly calibrated ratios exceed it as well: by how much is found by drawing labels anew from
  /// the ratios stated (consistency resampling; Broecker and Smith 2007). At 1,000 units that is taken
  /// off, at 4,000 it is not.
  private func calibration(_ table: inout ErrorRateTable) async {
    let losses = await calibrationLosses(units: 1_000, populations: 20, seed: 80_000)
    let excess = losses.map { $0.observed - $0.expected }
    let centre = mean(excess)
    let squares = excess.map { ($0 - centre) * ($0 - centre) }
    let margin = 2 * (mean(squares) / Double(excess.count - 1)).squareRoot()
    table.append(
      .init(
        what: "Cllr above its minimum, 1,000 units, 20 populations",
        observed: "\(digits(mean(losses.map(\.observed)))), of exactly calibrated ratios "
          + digits(mean(losses.map(\.expected))),
        nominal: "at most .02 more than exactly calibrated ones",
        note: "difference \(digits(centre)) +- \(digits(margin))", holds: centre + margin <= 0.02))
    for loss in await calibrationLosses(units: 4_000, populations: 2, seed: 85_000) {
      table.append(
        .init(
          what: "Cllr above its minimum, 4,000 units",
          observed:
            "\(digits(loss.observed)), of exactly calibrated ratios \(digits(loss.expected))",
          nominal: "at most .02", note: "as it is", holds: loss.observed <= 0.02))
    }
  }

  private func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  private func digits(_ value: Double) -> String { ErrorRateTable.digits(value, 3) }

  /// Cllr less its minimum, as observed and as expected of ratios that are exactly calibrated.
  private func calibrationLosses(
    units: Int, populations: Int, seed: UInt64
  ) async -> [(observed: Double, expected: Double)] {
    let design = SimulatedWorld.Design(unrelated: units / 2, derived: units / 2, heredity: 0.5)
    return await SimulatedWorld.map(design, count: populations, seed: seed) { world, index in
      let validity = await world.findings().validity!
      let ratios = validity.units.map { $0.log10LR! }
      var stream = RandomStream(seed: seed).substream("labels", index)
      let expected = (0..<20).map { _ in
        let labels = ratios.map { stream.uniform() < 1 / (1 + pow(10, -$0)) }
        let drawn = try! LabelledScores(ratios, labels: labels)
        return drawn.cllr - drawn.cllrMin
      }
      let method = validity.methods[0]
      return (
        method.cllr!.value - method.cllrMin!.value,
        expected.reduce(0, +) / Double(expected.count)
      )
    }
  }

  /// Intervals for what the same suspect's ratio, and the instrument's AUC, would be with 260 lineages
  /// and without probe noise.
  private func coverage(_ table: inout ErrorRateTable) async {
    var design = SimulatedWorld.Design(unrelated: 24, derived: 12, heredity: 0.5)
    design.probes = 100
    let trials = await SimulatedWorld.map(design, count: 120, seed: 90_000) {
      [design] world, index in
      let findings = await world.findings(replicates: 200)
      var large = design
      (large.unrelated, large.derived, large.probes) = (160, 100, 0)
      let truth = await SimulatedWorld(large, seed: 90_000 + UInt64(index)).findings(replicates: 1)
      return (findings: findings, truth: truth)
    }
    let ratios = trials.compactMap { trial in
      trial.findings.pairs[0].ratio.flatMap { ratio in
        trial.truth.pairs[0].ratio.map { (ratio, $0.log10) }
      }
    }
    let covered = ratios.count { ratio, truth in
      let reported = min(max(truth, ratio.capLow), ratio.capHigh)
      return ratio.low - 0.01 <= reported && reported <= ratio.high + 0.01
    }
    table.appendCoverage(
      "95 % interval of a ratio holds that of 260 lineages and endless probes", covered,
      of: ratios.count, nominal: 0.95)
    let areas = trials.map {
      ($0.findings.validity!.methods[0].auc!, $0.truth.validity!.methods[0].auc!.value)
    }
    table.appendCoverage(
      "95 % interval of AUC holds that of 260 lineages and endless probes",
      areas.count { $0.low! <= $1 && $1 <= $0.high! }, of: areas.count, nominal: 0.95)
  }
}
