import Foundation
import Probing
import Reporting
import Similarity
import Testing
import filiation

/// What each gate says in each of its verdicts, on findings of a study with the tested numbers put in.
@Suite struct GateWordsTests {
  private struct Found {
    var findings: Findings
    var baseline: Baseline

    func outcome(_ gate: String, _ values: [String: Double] = [:]) -> GateOutcome? {
      BuiltInGates.outcomes(
        of: [GateDeclaration(gate: gate, source: nil, values: values)], on: findings,
        baseline: baseline
      ).first
    }
  }

  private func found(_ body: (Found) throws -> Void) async throws {
    try await withGates { study in
      try study.checkpoint("base")
      let made = try await study.check("base", "--update-baseline", "--out", "found")
      try #require(made.status == 0, "\(made.errors)")
      let data = try Data(
        contentsOf: study.folder.appendingPathComponent("base/found/findings.json"))
      try body(
        Found(
          findings: try JSONDecoder().decode(Findings.self, from: data),
          baseline: try Baseline.read(study.baseline)))
    }
  }

  private func expect(
    _ outcome: GateOutcome?, _ verdict: GateOutcome.Verdict, _ words: String...,
    at location: SourceLocation = #_sourceLocation
  ) {
    #expect(outcome?.verdict == verdict, "\(outcome?.message ?? "")", sourceLocation: location)
    let message = outcome?.message ?? ""
    for word in words {
      #expect(message.contains(word), "\(message)", sourceLocation: location)
    }
    #expect(Linter.refusedTerms(in: message).isEmpty, "\(message)", sourceLocation: location)
  }

  @Test func excess() async throws {
    try await found { found in
      var found = found
      let gate = { (found: Found) in found.outcome("excess", ["percentile": 95]) }
      func rank(_ exceeding: Int, _ lineages: Int) {
        found.findings.headlines[0].pair.rankP = RankP(exceeding: exceeding, lineages: lineages)
        found.findings.headlines[0].pair.excess = 3.456
        found.findings.headlines[0].adjustedP = nil
        found.findings.headlines[0].pair.ranks = []
      }
      rank(0, 19)
      expect(
        gate(found), .failed, "excess 3.46 over t is above the 95th percentile",
        "0 of 19 unrelated lineages score at least as high (rank p 0.050)")
      rank(1, 19)
      expect(
        gate(found), .passed, "is not above the 95th percentile", "1 of 19 unrelated lineages",
        "rank p 0.100")
      rank(0, 18)
      expect(gate(found), .inconclusive, "18 unrelated lineages cannot show", "19 or more")
      rank(2, 6)
      let taught = ClassRank(controls: .taught, rank: RankP(exceeding: 2, lineages: 6))
      found.findings.headlines[0].pair.ranks = [
        ClassRank(controls: .untaught, rank: RankP(exceeding: 0, lineages: 29)), taught,
      ]
      found.findings.headlines[0].pair.rankP = ClassRank.leastFavourable(
        found.findings.headlines[0].pair.ranks ?? [])
      expect(
        gate(found), .passed, "2 of 6 lineages of known students of other makers score")
      found.findings.headlines[0].pair.rankP = nil
      found.findings.headlines[0].pair.notMeasurable = .cohortTooSmall
      expect(gate(found), .inconclusive, "no rank among controls: ")
    }
  }

  @Test func ratio() async throws {
    try await found { found in
      var found = found
      let gate = { (found: Found) in found.outcome("log10-lr", ["at_most": 1]) }
      func ratio(_ log10: Double, cap: Double) {
        found.findings.headlines[0].pair.ratio = LikelihoodRatio(
          log10: log10, low: log10 - 1, high: log10, capLow: -2, capHigh: cap,
          unrelatedLineages: 30, derivedLineages: 12, failedReplicates: 0)
      }
      ratio(1.234, cap: 1.4)
      expect(gate(found), .failed, "log10 LR 1.23 is above the ceiling of 1")
      ratio(-0.5, cap: 1.4)
      expect(gate(found), .passed, "log10 LR -0.50 is not above the ceiling of 1")
      ratio(0.8, cap: 0.8)
      expect(
        gate(found), .inconclusive, "with 30 unrelated and 12 derived lineages",
        "no log10 LR above 0.80 is stated", "cannot be exceeded (here 0.80)")
      found.findings.headlines[0].pair.ratio = nil
      expect(gate(found), .inconclusive, "no likelihood ratio: ")
    }
  }

  @Test func drift() async throws {
    try await found { found in
      var found = found
      expect(found.outcome("drift"), .inconclusive, "no endpoint answered the repeated block")
      var record = IdentityRecord(subject: "t", probes: 4, startSamples: 8, endSamples: 8)
      record.p = IdentityRecord.PermutationP(exceeding: 0, permutations: 999)
      record.level = 0.01
      (record.log10E, record.largestLog10E) = (0, 0)
      found.findings.identity = [record]
      expect(found.outcome("drift"), .passed, "1 endpoint answered the repeated block alike")
      record.hasDrifted = true
      found.findings.identity = [record]
      expect(found.outcome("drift"), .failed, "t: ")
    }
  }

  /// The study's source never errs, so that there is nothing to compare.
  @Test func rareErrors() async throws {
    try await found { found in
      expect(
        found.outcome("rare-errors", ["margin": 0.02]), .inconclusive,
        "19 or more unrelated lineages are needed")
    }
  }

  /// Errors that the suspect did not make at the baseline and makes now, no control ever.
  private func errors(
    _ found: Found, probes: Int, samples: Int = 1, lineages: Int = 19
  ) -> Found {
    func errors(agrees: Bool) -> SourceErrors {
      SourceErrors(
        (0..<probes * samples).map {
          SourceErrors.Item(
            probe: "p\($0 / samples)", sample: $0 % samples, answer: "1", share: 0, agrees: agrees)
        },
        controls: (0..<lineages).map { SourceErrors.Control(lineage: "l\($0)", surplus: 0) })
    }
    var found = found
    found.findings.headlines[0].sourceErrors = errors(agrees: true)
    found.baseline.sources[0].errorLimit = errors(agrees: true).limit
    found.baseline.sources[0].sourceErrors = errors(agrees: false).items.compactMap {
      Baseline.SourceError($0)
    }
    return found
  }

  @Test func rareErrorsThatRose() async throws {
    try await found { found in
      let gate = { (found: Found) in found.outcome("rare-errors", ["margin": 0.02]) }
      expect(
        gate(errors(found, probes: 60)), .failed,
        "of 60 errors of t 60 are made, at the baseline 0 (+1.000; allowed 0.02)",
        "decisive from 20")
      expect(
        gate(errors(found, probes: 3)), .inconclusive, "3 errors of t answered at both times",
        "cannot show a rise of more than 0.02")
      expect(
        gate(errors(found, probes: 60, lineages: 18)), .inconclusive,
        "19 or more unrelated lineages are needed")
      var two = errors(found, probes: 60)
      var other = two.baseline.sources[0]
      other.source = "u"
      two.baseline.sources.append(other)
      expect(gate(two), .failed, "decisive from 40")
    }
  }

  @Test func repeatedSamplesOfAFewQuestionsShowNothingMore() async throws {
    try await found { found in
      let gate = { (found: Found) in found.outcome("rare-errors", ["margin": 0.02]) }
      expect(
        gate(errors(found, probes: 3, samples: 20)), .inconclusive,
        "60 errors of t answered at both times")
      let single = gate(errors(found, probes: 40))?.message.split(separator: "e-value").last
      let repeated = gate(errors(found, probes: 40, samples: 5))
      expect(repeated, .failed, "of 200 errors of t on 40 questions 200 are made")
      #expect(repeated?.message.split(separator: "e-value").last == single)
    }
  }

  @Test func whereProbesWereChosenByControlsRareErrorsSayNothing() async throws {
    try await found { found in
      var found = errors(found, probes: 60)
      found.baseline.plan.probeSets[0].selection = ProbeSet.Selection(
        from: "sums-v1", digest: "0", criterion: "information", controls: 20, answers: "0")
      expect(
        found.outcome("rare-errors", ["margin": 0.02]), .inconclusive,
        "the probes of small-v1 were chosen from sums-v1 by what controls answered",
        "ask all probes of sums-v1")
    }
  }
}
