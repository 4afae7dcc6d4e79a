import Foundation
import Probing
import Similarity
import Statistics
import Testing

@Suite struct DriftTests {
  private struct Identity: Decodable {
    struct Case: Decodable {
      let first: [[String]]
      let second: [[String]]
      let value: Double
    }

    let cases: [Case]
    let first: [[String]]
    let second: [[String]]
    let exactP: Double
  }

  @Test func discrepancyAgainstModelEqualityTesting() throws {
    let golden = try golden("errors-identity", as: Identity.self)
    for example in golden.cases {
      let value = HammingDiscrepancy(example.first, example.second)?.value
      #expect(gap(value, example.value) < 1e-12)
    }
  }

  @Test func permutationPAgainstExactEnumeration() throws {
    let golden = try golden("errors-identity", as: Identity.self)
    let discrepancy = try #require(HammingDiscrepancy(golden.first, golden.second))
    let p = discrepancy.permutationP(20_000, RandomStream(seed: 3))
    let interval = BinomialCount(p.exceeding, of: p.controls).interval(confidence: 1 - 1e-6)
    #expect(interval.contains(golden.exactP))
    #expect(HammingDiscrepancy([["a"]], [["a", "b"]]) == nil)
    #expect(HammingDiscrepancy([], []) == nil)
  }

  /// Both orders of three pairs of answers, 2^3 equally probable sequences: the mean wealth is 1.
  @Test func meanWealthAgainstExactEnumeration() {
    let pairs = [("a", "b"), ("b", "c"), ("a", "b"), ("c", "c"), ("b", "a")]
    var mean = 0.0
    for order in 0..<32 {
      var process = BettingProcess()
      for (index, pair) in pairs.enumerated() {
        let isSwapped = order >> index & 1 == 1
        process.observe(
          prompt: "p", start: isSwapped ? pair.1 : pair.0, end: isSwapped ? pair.0 : pair.1)
      }
      #expect(process.largest >= max(0, process.logWealth))
      mean += exp(process.logWealth) / 32
    }
    #expect(abs(mean - 1) < 1e-12)
  }

  // MARK: - Endpoints that change, and others that do not

  /// A model with a favourite answer to each of six probes, among four that are popular, which it
  /// gives in 40 to 95 % of cases; else it says one of ten.
  private func samples(_ model: Int, _ count: Int, _ stream: inout RandomStream) -> [[Response]] {
    (0..<6).map { probe in
      var own = RandomStream(seed: 9).substream("model \(model)", probe)
      let share = 0.4 + 0.55 * own.uniform()
      let favourite = own.index(below: 4)
      return (0..<count).map { _ in
        let answer = stream.uniform() < share ? favourite : stream.index(below: 10)
        return Response(text: "I say \(answer * 111).", answer: .given("\(answer)"))
      }
    }
  }

  private func records(
    _ seed: UInt64, subjects: Int, count: Int = 10, changed: Set<Int> = []
  ) -> [IdentityRecord] {
    var stream = RandomStream(seed: seed)
    let blocks = (0..<subjects).map { subject in
      RepeatedBlock(
        subject: "s\(subject)", start: samples(subject, count, &stream),
        end: samples(changed.contains(subject) ? subject + 100 : subject, count, &stream))
    }
    return DriftCheck.records(blocks, seed: seed, permutations: 999)
  }

  /// 400 studies of four endpoints that stay as they are: at most 5 % are flagged.
  @Test func noFalseAlarmsBeyondTheLevel() {
    let alarms = (0..<400).count { study in
      records(UInt64(study), subjects: 4).contains(where: \.hasDrifted)
    }
    #expect(BinomialCount(alarms, of: 400).upperTail(rate: DriftCheck.level) > 0.01, "\(alarms)")
  }

  /// 600 single endpoints: each test alone is rejected no oftener than its level says.
  @Test func eachTestHoldsItsLevel() throws {
    let all = try (1000..<1600).map { try #require(records($0, subjects: 1).first) }
    for level in [0.05, 0.01] {
      let permutation = all.count { $0.p!.value <= level }
      let betting = all.count { $0.largestLog10E! >= -log10(level) }
      #expect(BinomialCount(permutation, of: 600).upperTail(rate: level) > 0.001, "\(permutation)")
      #expect(BinomialCount(betting, of: 600).upperTail(rate: level) > 0.001, "\(betting)")
      #expect(permutation > 0)
    }
  }

  @Test func aChangedModelIsSeen() {
    let runs = (0..<40).map { records(UInt64(5000 + $0), subjects: 20, changed: [7]) }
    #expect(runs.count { $0[7].hasDrifted } >= 38)
    #expect(runs.joined().count { $0.hasDrifted && $0.subject != "s7" } <= 4)
    #expect(runs.allSatisfy { $0[7].level == 0.05 / 40 })
  }

  @Test func emptyAndConstantBlocks() {
    let same = [[Response]](
      repeating: [Response](repeating: Response(text: "7", answer: .given("7")), count: 4), count: 3
    )
    let blank = same.map { $0.map { _ in Response(text: "") } }
    let one = same.map { Array($0.prefix(1)) }
    let records = DriftCheck.records(
      [
        RepeatedBlock(subject: "same", start: same, end: same),
        RepeatedBlock(subject: "blank", start: blank, end: blank),
        RepeatedBlock(subject: "silenced", start: same, end: blank),
        RepeatedBlock(subject: "one", start: one, end: same),
        RepeatedBlock(subject: "none", start: [[], [], []], end: same),
      ], seed: 1)
    #expect(records.map(\.hasDrifted) == [false, false, true, false, false])
    #expect(records[0].p?.value == 1 && records[0].discrepancy == 0 && records[0].log10E == 0)
    #expect(records[1].p?.value == 1)
    #expect(
      records[3].notMeasurable == .tooFewSamples && records[4].notMeasurable == .tooFewSamples)
    #expect(DriftCheck.records([], seed: 1).isEmpty)
    #expect(throws: Never.self) { try JSONEncoder().encode(records) }
  }

  @Test func orderOfSubjectsDoesNotMatter() {
    var stream = RandomStream(seed: 77)
    let blocks = (0..<4).map {
      RepeatedBlock(
        subject: "s\($0)", start: samples($0, 5, &stream), end: samples($0, 5, &stream))
    }
    let one = DriftCheck.records(blocks, seed: 2)
    #expect(DriftCheck.records(blocks.reversed(), seed: 2) == one.reversed())
  }
}
