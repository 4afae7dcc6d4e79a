import Foundation
import Similarity

/// Findings of many kinds, made by hand; the numbers are invented and mean nothing.
enum Fixtures {
  static let all: [(name: String, findings: Findings)] = [
    ("apart by rank only", apartByRankOnly), ("described", described),
    ("supported", supported), ("against", against), ("inconclusive", inconclusive),
    ("tooFew", tooFew), ("rankOnly", rankOnly), ("unremarkable", unremarkable),
    ("notMeasurable", notMeasurable), ("noControls", noControls), ("exploratory", exploratory),
    ("retrospectiveStudy", retrospectiveStudy), ("manyControls", manyControls),
    ("twoSources", twoSources), ("hostile", hostile), ("panel", panel),
    ("panelWithoutRatio", panelWithoutRatio), ("panelScored", panelScored), ("empty", empty),
    ("relations", relations(6)), ("named", relations(1 / 8, named: .commonBaseWeights)),
    ("screened", screened), ("taught", taught(exceeding: 6, of: 24)),
    ("few taught", taught(exceeding: 0, of: 4)),
  ]

  static let supported: Findings = {
    var findings = study(
      unrelated: 40, derived: 12, excess: 4.1, exceeding: 0,
      ratio: ratio(30, 12, 38, cap: (1 / 10.6, 38.2), lineages: (40, 12)),
      notes: ["Planted: the suspect was trained on answers of the source for half of its data."])
    findings.validity = validity(derived: 12, unrelated: 52, hasRatio: true)
    findings.identity = identity
    return findings
  }()

  /// One endpoint that changed, one that did not, and one that gave too few answers.
  private static let identity: [IdentityRecord] = {
    let names = ["suspect-7b", "source-large", "control-0"]
    var records = names.map {
      IdentityRecord(subject: $0, probes: 6, startSamples: 60, endSamples: 58)
    }
    for (index, p) in [(0, 0), (1, 4_211)] {
      records[index].p = .init(exceeding: p, permutations: 9_999)
      records[index].discrepancy = index == 0 ? 0.1834 : -0.0021
      records[index].log10E = index == 0 ? 7.2 : -0.4
      records[index].largestLog10E = index == 0 ? 7.31 : 0.12
      records[index].level = 0.0125
    }
    records[0].hasDrifted = true
    records[2].notMeasurable = .tooFewSamples
    return records
  }()

  static let against = study(
    unrelated: 40, derived: 12, excess: -0.6, exceeding: 27,
    ratio: ratio(0.05, 0.042, 0.19, cap: (1 / 24.0, 38.2), lineages: (40, 12)))

  static let inconclusive = study(
    unrelated: 12, derived: 6, excess: 1.3, exceeding: 2,
    ratio: ratio(1.4, 0.6, 3.1, cap: (1 / 5.4, 11.5), lineages: (12, 6)))

  /// First by rank among 40, while the interval of the ratio reaches 2.
  static let apartByRankOnly = study(
    unrelated: 40, derived: 12, excess: 2.4, exceeding: 0,
    ratio: ratio(3, 1.5, 9, cap: (1 / 11.0, 38), lineages: (40, 12)))

  static let described: Findings = {
    var findings = study(unrelated: 0, derived: 0, excess: 0, exceeding: nil)
    findings.headlines[0].pair.excess = nil
    findings.headlines[0].pair.rankP = nil
    findings.headlines[0].pair.notMeasurable = .noControls
    findings.headlines[0].pair.noRatio = nil
    findings.pairs[0] = findings.headlines[0].pair
    findings.subjects[0].tokens = 41_000
    return findings
  }()

  static let tooFew = study(
    unrelated: 6, derived: 1, excess: 2.4, exceeding: 0, reason: .tooFewLineages)

  static let rankOnly = study(
    unrelated: 25, derived: 0, excess: 3.2, exceeding: 0, reason: .tooFewLineages)

  /// First among models without a teacher, and somewhere among students of other makers.
  static func taught(exceeding: Int, of lineages: Int) -> Findings {
    var findings = rankOnly
    let ranks =
      findings.headlines[0].pair.ranks!
      + [ClassRank(controls: .taught, rank: RankP(exceeding: exceeding, lineages: lineages))]
    let rank = ClassRank.leastFavourable(ranks)!
    findings.headlines[0].pair.ranks = ranks
    findings.headlines[0].pair.rankP = rank
    findings.headlines[0].adjustedP = HolmP.adjusting([rank])[0]
    findings.headlines[0].controls += (0..<lineages).map {
      Headline.Control(
        subject: "pupil-\($0)", lineage: "pupil-\($0)", relation: .taught, source: "source-large",
        excess: 0.1 * Double($0))
    }
    return findings
  }

  static let unremarkable = study(
    unrelated: 25, derived: 2, excess: 0.7, exceeding: 3, reason: .tooFewLineages)

  static let noControls = study(
    unrelated: 0, derived: 0, excess: 1.9, exceeding: nil, reason: .noControls)

  static let notMeasurable: Findings = {
    var findings = study(unrelated: 0, derived: 0, excess: 0, exceeding: nil)
    findings.headlines[0].pair = PairFinding(
      suspect: "suspect-7b", source: "source-large", notMeasurable: .cohortTooSmall,
      noRatio: .cohortTooSmall,
      metrics: findings.metrics.map {
        MetricScore(metric: $0.descriptor.id, reason: .cohortTooSmall)
      })
    findings.headlines[0].tellingProbes = []
    findings.headlines[0].tellingTexts = []
    findings.headlines[0].sensitivity = nil
    findings.errorOverlap = ErrorOverlap(notMeasurable: .notApplicable)
    findings.metrics[1].notMeasurable = .notApplicable
    return findings
  }()

  static let exploratory: Findings = {
    var findings = supported
    findings.study.mode = .exploratory
    findings.study.notes = [
      "Deviation: temperature 0 was refused by one endpoint; 1 was used.",
      "Deviation: the probe set was exchanged after 40 answers.", "Deviation: three.",
      "Deviation: four.",
    ]
    findings.validity = validity(derived: 12, unrelated: 60, hasRatio: true)
    return findings
  }()

  static let retrospectiveStudy: Findings = {
    var findings = supported
    findings.study.mode = .retrospective
    findings.study.planDigest = nil
    findings.study.plan = nil
    findings.study.custody = nil
    for index in findings.subjects.indices { findings.subjects[index].asked = nil }
    findings.study.notes = []
    findings.validity = validity(derived: 12, unrelated: 60, hasRatio: true)
    return findings
  }()

  static let manyControls: Findings = {
    var findings = study(
      unrelated: 200, derived: 30, excess: 3.0, exceeding: 2,
      ratio: ratio(64, 21, 97, cap: (1 / 28.0, 97.6), lineages: (200, 30)))
    findings.validity = validity(derived: 30, unrelated: 200, hasRatio: true)
    return findings
  }()

  static let twoSources: Findings = {
    var findings = supported
    var second = tooFew.headlines[0]
    second.pair.source = "another-source"
    findings.headlines.append(second)
    findings.subjects.append(anotherSource)
    return findings
  }()

  private static let anotherSource: SubjectRecord = {
    var record = supported.subjects[1]
    record.id = "another-source"
    return record
  }()

  /// Two sources, the first of them the nearest.
  static let screened: Findings = {
    var findings = supported
    var second = findings.headlines[0]
    second.pair.source = "another-source"
    second.pair.rankP = RankP(exceeding: 9, lineages: 40)
    (second.pair.ratio, second.pair.noRatio) = (nil, .notNearest)
    findings.headlines.append(second)
    findings.subjects.append(anotherSource)
    let adjusted = HolmP.adjusting(findings.headlines.map { $0.pair.rankP! })
    for index in 0..<2 {
      findings.headlines[index].adjustedP = adjusted[index]
      findings.headlines[index].alternatives[0].adjustedP = adjusted[index]
      findings.headlines[index].screening = Screening(
        sources: 2, isNearest: index == 0, unrelatedLineages: 38)
    }
    return findings
  }()

  static let hostileName = "<script>alert('x')</script> & \"Ωmega\" | 模型 \u{202E}rtl, `tick` *b*"
  static let hostileAnswer =
    "```\n]]> <b>proves</b> & identical\u{0} \u{1B}[0m\r\n| cell | 'q' \"q\" 👩‍👩‍👧 "
    + String(repeating: "long ", count: 300)

  static let hostile: Findings = {
    var findings = supported
    findings.study.name = hostileName
    findings.headlines[0].pair.suspect = hostileName
    findings.headlines[0].pair.source = String(repeating: "very-long-model-name-", count: 12)
    findings.subjects[1].id = findings.headlines[0].pair.source
    findings.headlines[0].tellingTexts![0].sourceAnswer = hostileAnswer
    findings.headlines[0].tellingTexts![0].openings[0].answer = hostileName
    findings.errorOverlap!.subjects[0] = hostileName
    findings.errorOverlap!.subjects[2] = findings.headlines[0].pair.source
    findings.study.plan![0].value = hostileName
    findings.headlines[0].tellingProbes[0].prompt = hostileAnswer
    findings.headlines[0].tellingProbes[0].suspectAnswer = hostileAnswer
    findings.headlines[0].controls[0].subject = hostileName
    findings.subjects[0].id = hostileName
    findings.subjects[0].modelsReturned = [hostileName, "matches, proves and confirms"]
    findings.cohort.families[0].name = hostileName
    findings.pairs[0].suspect = hostileName
    findings.pairs[0].label = "quote \" comma , line\r\nbreak"
    findings.study.notes = [hostileName]
    return findings
  }()

  static let panel: Findings = {
    var findings = panelFindings(pairs: 200)
    findings.validity = validity(derived: 61, unrelated: 301, hasRatio: true)
    findings.validity?.methods.append(
      Validity.Method(
        title: "fused, raw", metrics: ["lexical.opening4"],
        auc: .init(value: 0.928, low: 0.85, high: 0.96),
        truePositiveRate5: .init(value: 0.62, low: 0.41, high: 0.8),
        sourceFixed: .init(value: 0.889, low: 0.8, high: 0.94)))
    return findings
  }()

  static let panelWithoutRatio: Findings = {
    var findings = panelFindings(pairs: 40)
    findings.validity = validity(derived: 1, unrelated: 38, hasRatio: false)
    return findings
  }()

  static let panelScored: Findings = {
    var findings = panelFindings(pairs: 12)
    for index in findings.pairs.indices { findings.pairs[index].label = nil }
    return findings
  }()

  static let empty = Findings(
    tool: tool, study: StudyRecord(name: "nothing", mode: .retrospective), subjects: [],
    probeSets: [], metrics: [], cohort: CohortRecord(families: []), pairs: [], headlines: [],
    validity: nil)
}

extension Fixtures {
  static let tool = ToolRecord(
    version: "0.1.0", blas: "OpenBLAS 0.3.21 Haswell", seed: 1, replicates: 2000)

  static func ratio(
    _ value: Double, _ low: Double, _ high: Double, cap: (low: Double, high: Double),
    lineages: (unrelated: Int, derived: Int)
  ) -> LikelihoodRatio {
    LikelihoodRatio(
      log10: log10(value), low: log10(low), high: log10(high), capLow: log10(cap.low),
      capHigh: log10(cap.high), unrelatedLineages: lineages.unrelated,
      derivedLineages: lineages.derived, failedReplicates: 0.0035)
  }

  static func study(
    unrelated: Int, derived: Int, excess: Double, exceeding: Int?,
    ratio: LikelihoodRatio? = nil, reason: ReasonCode? = nil, notes: [String] = []
  ) -> Findings {
    let pair = PairFinding(
      suspect: "suspect-7b", source: "source-large", excess: excess, ratio: ratio,
      rankP: exceeding.map { RankP(exceeding: $0, lineages: unrelated) }, noRatio: reason,
      metrics: scores(around: excess, similarity: 0.31),
      ranks: exceeding.map {
        [ClassRank(controls: .untaught, rank: RankP(exceeding: $0, lineages: unrelated))]
      })
    let headline = Headline(
      pair: pair, controls: controls(unrelated: unrelated, derived: derived),
      unrelatedLineages: unrelated, derivedLineages: derived,
      falsePositiveBound: unrelated > 0 ? 1 - pow(0.05, 1 / Double(unrelated)) : nil,
      alternatives: alternatives(unrelated: unrelated, rank: pair.rankP), overlap: overlap,
      nuisance: nuisance,
      tellingProbes: tellingProbes,
      adjustedP: pair.rankP.map { HolmP.adjusting([$0])[0] }, sensitivity: sensitivity(pair),
      design: design(unrelated: unrelated, derived: derived),
      sharedErrors: SharedErrorCount(compared: 41, shared: 9), tellingTexts: tellingTexts,
      bySet: bySet(pair))
    return Findings(
      tool: tool,
      study: StudyRecord(
        name: "my-case", mode: .locked, planDigest: digest("a"), logDigest: digest("b"),
        notes: notes, custody: custody, plan: plan),
      subjects: subjects(unrelated: unrelated, derived: derived), probeSets: probeSets,
      metrics: metrics, cohort: cohort,
      pairs: [pair] + controlPairs(headline.controls), headlines: [headline],
      validity: nil, errorOverlap: errorOverlap(unrelated + derived + 2),
      probeInformation: unrelated > 1 ? information(controls: unrelated) : nil)
  }

  static let custody = CustodyRecord(
    lines: 11_214, exchanges: 11_180, began: "2025-11-03T09:12:00.104Z",
    ended: "2025-11-04T17:40:31.882Z", quarantined: 1, amendedPlans: 0)

  static let plan = [
    PlanItem(title: "Suspect", value: "suspect-7b"),
    PlanItem(title: "Candidate sources", value: "source-large"),
    PlanItem(title: "Seed", value: "1"),
  ]

  static func bySet(_ pair: PairFinding) -> [ProbeSetFinding] {
    [
      ProbeSetFinding(
        set: "arithmetic-v1", probes: 200, metrics: ["errors.rare-agreement"],
        excess: pair.excess, rankP: pair.rankP,
        notMeasurable: pair.excess == nil ? .cohortTooSmall : nil),
      ProbeSetFinding(set: "puzzles-v1", probes: 60, metrics: [], notMeasurable: .noMetric),
    ]
  }

  static let tellingTexts = [
    TellingText(
      probe: "puzzles-v1/0011", prompt: "Describe a lighthouse in two sentences.",
      suspectAnswer: "Certainly! Perched upon the craggy cliffs, it keeps watch.",
      sourceAnswer: "Certainly! Perched upon the rugged shore, a lighthouse stands.",
      metric: "lexical.opening4", rankP: RankP(exceeding: 0, lineages: 6),
      openings: (0..<8).map { AnswerCount(answer: "A lighthouse is \($0)", count: 9 - $0) })
  ]

  /// A tree that joins one subject after the other.
  static func errorOverlap(_ subjects: Int) -> ErrorOverlap {
    let count = max(3, min(subjects, ErrorOverlap.longest))
    let names = ["suspect-7b", "unrelated-0", "source-large"] + (1..<200).map { "unrelated-\($0)" }
    let merges = (1..<count).map { (step: Int) -> ErrorOverlap.Merge in
      ErrorOverlap.Merge(
        first: step == 1 ? 0 : count + step - 2, second: step, share: 0.6 / Double(step),
        support: 1 - 0.02 * Double(step))
    }
    return ErrorOverlap(
      subjects: Array(names.prefix(count)),
      shares: (0..<count).map { (row: Int) -> [Double] in
        (0..<row).map { (column: Int) -> Double in 0.6 / Double(1 + row - column) }
      },
      bothWrong: (0..<count).map { (row: Int) -> [Int] in
        (0..<row).map { (column: Int) -> Int in 30 + row - column }
      },
      merges: merges, replicates: 1_000, notShown: max(0, subjects - ErrorOverlap.longest),
      tooFewErrors: ["the-best-model"])
  }

  static func digest(_ letter: Character) -> String { String(repeating: letter, count: 64) }

  static let overlap = ResponseOverlap(
    precision: 0.91, recall: 0.833, density: 1.17, coverage: 0.75,
    permutation: .init(exceeding: 3, permutations: 10_000, isWithinProbes: true))

  static let nuisance = Nuisance(
    lengthDifference: .init(suspect: 0.42, controls: 0.61),
    layout: .init(suspect: -0.53, controls: -0.8), refused: .init(suspect: 0.02, controls: nil),
    refusedBySource: 0.125)

  static let byMetric = [
    Validity.ByMetric(
      metric: "lexical.opening4",
      similarity: .init(
        units: 40, auc: 0.871, sourceFixed: 0.84, suspectFixed: nil, truePositiveRate5: 0.42),
      excess: .init(
        units: 38, auc: 0.934, sourceFixed: 0.902, suspectFixed: 0.99, truePositiveRate5: 0.61,
        intervals: .init(
          auc: .init(low: 0.881, high: 0.97), sourceFixed: .init(low: 0.79, high: 0.95),
          suspectFixed: .init(low: 0.91, high: 1), truePositiveRate5: .init(low: 0.3, high: 0.82))))
  ]

  static let probeSets = [
    ProbeSetRecord(id: "arithmetic-v1", digest: digest("c"), probes: 200, samples: 1),
    ProbeSetRecord(id: "puzzles-v1", digest: digest("d"), probes: 60, samples: 3),
  ]

  static let metrics = [
    ("errors.rare-agreement", "Agreement on rare errors", MetricDescriptor.Family.errors, true),
    ("lexical.opening4", "Words of the opening", .lexical, true),
    ("embedding.residual-cosine", "Residual cosine", .embedding, false),
  ].map { id, title, family, isFused in
    MetricRecord(
      descriptor: MetricDescriptor(
        id: id, title: title, family: family, lowerBound: family == .errors ? nil : 0,
        upperBound: family == .errors ? nil : 1, isSymmetric: family != .errors,
        assumption: "Probes are exchangeable within a set.",
        citation: family == .errors ? "Kim et al. (2025)" : "", oracle: "obvious loop"),
      isFused: isFused, lengthSlope: family == .lexical ? 0.043 : nil)
  }

  static let cohort = CohortRecord(
    families: (1...5).map { family in
      CohortRecord.Family(
        name: "family-\(family)", members: (1...3).map { "family-\(family)-model-\($0)" })
    })

  static func scores(around excess: Double, similarity: Double) -> [MetricScore] {
    [
      MetricScore(
        metric: metrics[0].descriptor.id, similarity: similarity, excess: excess + 0.4),
      MetricScore(
        metric: metrics[1].descriptor.id, similarity: similarity + 0.1, excess: excess - 0.4,
        excessWithoutLength: excess - 0.7),
      MetricScore(metric: metrics[2].descriptor.id, reason: .tooFewErrors),
    ]
  }

  static func controls(unrelated: Int, derived: Int) -> [Headline.Control] {
    var noise = Noise(seed: 7)
    let others = (0..<unrelated).map { index in
      let excess = noise.normal()
      return Headline.Control(
        subject: "unrelated-\(index)", lineage: "lineage-\(index)", relation: .unrelated,
        source: "source-large", excess: excess,
        metrics: scores(around: excess + 0.2 * noise.normal(), similarity: 0.2))
    }
    let students = (0..<derived).map { index in
      Headline.Control(
        subject: "student-\(index)", lineage: "student-lineage-\(index)", relation: .derived,
        source: "teacher-\(index % 3)", excess: 3.2 + 0.9 * noise.normal())
    }
    return others + students
  }

  static func controlPairs(_ controls: [Headline.Control]) -> [PairFinding] {
    controls.map {
      PairFinding(
        suspect: $0.subject, source: $0.source, label: $0.relation.rawValue, excess: $0.excess,
        noRatio: .tooFewLineages, metrics: scores(around: $0.excess, similarity: 0.2))
    }
  }

  static func alternatives(unrelated: Int, rank: RankP?) -> [Alternative] {
    Alternative.Hypothesis.allCases.map {
      Alternative(
        hypothesis: $0, lineages: $0 == .sharedPublicData ? unrelated : 0,
        isTested: $0 == .sharedPublicData && rank != nil,
        rankP: $0 == .sharedPublicData ? rank : nil,
        reason: $0 == .sharedPublicData ? .tooFewLineages : .noControls)
    }
  }

  static func sensitivity(_ pair: PairFinding) -> Sensitivity {
    func row(
      _ analysis: Sensitivity.Analysis, _ times: Double, metric: String? = nil
    ) -> Sensitivity.Row {
      Sensitivity.Row(
        analysis: analysis, metric: metric, excess: pair.excess.map { $0 * times },
        rankP: pair.rankP, log10LR: pair.ratio.map { $0.log10 * times },
        capLow: pair.ratio?.capLow, capHigh: pair.ratio?.capHigh,
        reason: pair.ratio == nil ? pair.noRatio : nil, low: pair.ratio?.low, high: pair.ratio?.high
      )
    }
    return Sensitivity(
      rows: [
        row(.headline, 1), row(.kernelDensity, 0.8), row(.isotonic, 0.9), row(.biGaussian, 0.7),
        row(.invarianceBounds, 1), row(.withoutLength, 0.6),
        row(.oneMetric, 0.5, metric: metrics[0].descriptor.id), row(.plainCompany, 1),
        row(.makerOut, 0.4),
      ])
  }

  static func design(unrelated: Int, derived: Int) -> Design? {
    guard unrelated > 1 else { return nil }
    return Design(
      betweenModels: 0.94, probeError: unrelated > 20 ? 0.21 : 0.55, probes: 260,
      probesNeeded: unrelated > 20 ? 117 : 801, moreProbesHelp: unrelated <= 20,
      lineages: unrelated, lineagesForLevel: 19, typicalShift: derived > 0 ? 3.1 : nil,
      power: derived > 0 ? 0.71 : nil, lineagesForPower: derived > 0 ? 52 : nil)
  }

  static func ratioAgainst(_ value: Double) -> LikelihoodRatio {
    ratio(value, value / 2, value * 2, cap: (1 / 24.0, 18), lineages: (22, 12))
  }

  /// A supported study with controls of every relation.
  static func relations(_ base: Double, named: Alternative.Hypothesis? = nil) -> Findings {
    var findings = supported
    findings.headlines[0].alternatives[1] = Alternative(
      hypothesis: .commonBaseWeights, lineages: 22, isTested: true, ratio: ratioAgainst(base),
      rankP: RankP(exceeding: 3, lineages: 22))
    findings.headlines[0].alternatives[2] = Alternative(
      hypothesis: .commonThirdTeacher, lineages: 3, isTested: true,
      rankP: RankP(exceeding: 2, lineages: 3), reason: .tooFewLineages)
    findings.headlines[0].alternatives[3] = Alternative(
      hypothesis: .reverseDirection, lineages: 24, isTested: true,
      rankP: RankP(exceeding: 0, lineages: 24))
    findings.headlines[0].namedRelation = named
    findings.headlines[0].direction = Direction(
      standing: .suspectLearned, asymmetry: 1.2, reverse: RankP(exceeding: 0, lineages: 24),
      forward: RankP(exceeding: 11, lineages: 24),
      measured: Direction.Measured(right: 20, wrong: 0, undetermined: 4, wrongBound: 0.117))
    findings.headlines[0].probeTable = ProbeTable(
      tests: 780, standingOut: 1,
      rows: zip(
        [0, 4],
        ExploratoryP.adjusting([
          RankP(exceeding: 0, lineages: 40), RankP(exceeding: 4, lineages: 40),
        ])
      ).map {
        ProbeTable.Row(
          probe: "arithmetic-v1/00\($0)", metric: metrics[0].descriptor.id,
          rankP: RankP(exceeding: $0, lineages: 40), adjusted: $1)
      })
    return findings
  }

  static let tellingProbes = [
    TellingProbe(
      probe: "arithmetic-v1/0042", prompt: "What is 17 x 23? Answer with the number only.",
      suspectAnswer: "381", sourceAnswer: "381", shareAmongUnrelated: 0.025, contribution: 2.71,
      unrelatedAnswers: [("391", 35), ("401", 4), ("381", 1)].map {
        AnswerCount(answer: $0.0, count: $0.1)
      }, key: "391"),
    TellingProbe(
      probe: "puzzles-v1/0007", prompt: "A farmer has 17 sheep; all but 9 run away. How many?",
      suspectAnswer: "8", sourceAnswer: "8", shareAmongUnrelated: 0.2, contribution: 0.62,
      unrelatedAnswers: []),
  ]

  static func subjects(unrelated: Int, derived: Int) -> [SubjectRecord] {
    let named = [("suspect-7b", "suspect"), ("source-large", "source")]
    let controls =
      (0..<unrelated).map { ("unrelated-\($0)", "control") }
      + (0..<derived).map { ("student-\($0)", "control") }
    return (named + controls).enumerated().map { index, subject in
      SubjectRecord(
        id: subject.0, role: subject.1, maker: "Maker \(index % 7)", family: "family-\(index % 9)",
        lineage: "lineage-\(index)", inCohort: index % 3 == 1, responses: 260 - index % 4,
        missing: index % 4, refused: index % 5, truncated: index % 3,
        meanCharacters: 812.4 + 37 * Double(index % 11), accuracy: 0.6 + 0.01 * Double(index % 13),
        modelsReturned: index < 2 ? ["\(subject.0)-2025-06-01"] : [],
        asked: AskedRecord(
          endpoints: ["https://api.example/v1/chat/completions"], first: custody.began,
          last: custody.ended))
    }
  }

  static func panelFindings(pairs: Int) -> Findings {
    var noise = Noise(seed: 3)
    var subjects = subjects(unrelated: 80, derived: 20)
    for index in subjects.indices { subjects[index].asked = nil }
    return Findings(
      tool: tool, study: StudyRecord(name: "recorded-panel", mode: .retrospective),
      subjects: subjects, probeSets: probeSets, metrics: metrics, cohort: cohort,
      pairs: (0..<pairs).map { index in
        let excess = noise.normal()
        return PairFinding(
          suspect: "model-\(index % 37)", source: "source-\(index % 5)",
          label: index % 4 == 0 ? "distilled" : "independent",
          excess: index % 9 == 8 ? nil : excess,
          ratio: index % 9 == 8
            ? nil : ratio(pow(10, excess), 0.5, 4, cap: (0.02, 60), lineages: (120, 30)),
          rankP: index % 9 == 8 ? nil : RankP(exceeding: index % 21, lineages: 39),
          notMeasurable: index % 9 == 8 ? .cohortTooSmall : nil,
          metrics: scores(around: excess, similarity: 0.4))
      }, headlines: [], validity: nil)
  }

  static func validity(derived: Int, unrelated: Int, hasRatio: Bool) -> Validity {
    Validity(
      derivedSuspects: derived, derivedLineages: max(1, derived / 2), unrelatedUnits: unrelated,
      unrelatedLineages: unrelated / 3, sourceOnlyAUC: 0.979, methods: [method(hasRatio)],
      byMetric: byMetric,
      units: units(derived: derived, unrelated: unrelated, hasRatio: hasRatio),
      falseAlarms: [
        .init(criterion: "rank p <= 0.05", accused: 4, trials: unrelated, low: 0.004, high: 0.066)
      ]
        + (hasRatio
          ? [.init(criterion: "LR > 10", accused: 0, trials: unrelated, low: 0, high: 0.047)] : []),
      noRatio: hasRatio ? nil : .tooFewLineages,
      makerOut: hasRatio ? method(true) : nil, curves: curves(derived, unrelated, hasRatio))
  }

  static func curves(_ derived: Int, _ unrelated: Int, _ hasRatio: Bool) -> Validity.Curves {
    let ratios = [-1.4, -0.6, 0.2, 0.9, 1.5]
    func count(_ count: Int, of: Int) -> Validity.Curves.Detection.Count {
      .init(count: count, of: of, low: 0.8 * Double(count) / Double(of), high: 0.97)
    }
    return Validity.Curves(
      tippett: hasRatio
        ? ratios.map { .init(log10LR: $0, derived: 0.9 - $0 / 20, unrelated: 0.4 - $0 / 5) } : [],
      isotonic: hasRatio
        ? ratios.map { .init(stated: $0, isotonic: $0 < -1 ? nil : 1.1 * $0) } : [],
      crossEntropy: hasRatio
        ? (-3...3).map {
          .init(priorLog10Odds: Double($0), stated: 0.3, isotonic: 0.2, neutral: 0.9)
        } : [],
      errorTradeOff: [(0.01, 0.2, -2.33, -0.84), (0.05, 0.07, -1.64, -1.48)].map {
        .init(
          falsePositiveRate: $0.0, falseNegativeRate: $0.1, falsePositiveDeviate: $0.2,
          falseNegativeDeviate: $0.3)
      }, equalErrorRate: 0.06,
      detections: [0.05, 0.01].map {
        .init(
          limit: $0, flagged: count(Int($0 * Double(unrelated)), of: unrelated),
          found: count(max(0, derived - 1), of: derived),
          foundLineages: count(max(1, derived / 2) - 1, of: max(1, derived / 2)))
      }, calibrationDeviation: hasRatio ? 0.14 : nil, cllrCal: hasRatio ? 0.07 : nil,
      invarianceLow: hasRatio ? -1.1 : nil, invarianceHigh: hasRatio ? 1.4 : nil)
  }

  static func method(_ hasRatio: Bool) -> Validity.Method {
    Validity.Method(
      title: "fused, normalised", metrics: ["lexical.opening4", "lexical.line-start"],
      auc: .init(value: 0.975, low: 0.912, high: 1),
      truePositiveRate5: .init(value: 0.93, low: 0.81, high: 1),
      truePositiveRate1: .init(value: 0.8, low: 0.52, high: 0.97),
      sourceFixed: .init(value: 0.939, low: 0.85, high: 0.98),
      suspectFixed: .init(value: 0.951, low: 0.88, high: 0.99),
      cllr: hasRatio ? .init(value: 0.26, low: 0.17, high: 0.45) : nil,
      cllrMin: hasRatio ? .init(value: 0.19, low: 0.1, high: 0.33) : nil)
  }

  static func units(derived: Int, unrelated: Int, hasRatio: Bool) -> [Validity.Unit] {
    var noise = Noise(seed: 11)
    return (0..<(derived + unrelated)).map { index in
      let isDerived = index < derived
      let excess = (isDerived ? 3.1 : 0) + noise.normal()
      return Validity.Unit(
        suspect: "\(isDerived ? "student" : "model")-\(index)", sourceMaker: "Maker \(index % 4)",
        lineage: "lineage-\(index / 2)", isDerived: isDerived, excess: excess,
        log10LR: hasRatio ? min(1.5, max(-1.4, 1.1 * (excess - 1.6))) : nil,
        rankP: RankP(exceeding: isDerived ? index % 3 : index % 40, lineages: 39))
    }
  }

  /// A small reproducible source of normal deviates, for fixtures only.
  struct Noise {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Double(state >> 11) + 0.5) / Double(1 << 53)
    }

    mutating func normal() -> Double {
      (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform())
    }
  }
}
