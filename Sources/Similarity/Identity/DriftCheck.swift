public import Probing
import Statistics

/// What one subject answered to the repeated block, before the questions of the study and after.
public struct RepeatedBlock: Sendable {
  public var subject: String
  /// Shape: probes x samples.
  public var start: [[Response]]
  public var end: [[Response]]

  public init(subject: String, start: [[Response]], end: [[Response]]) {
    precondition(start.count == end.count)
    self.subject = subject
    self.start = start
    self.end = end
  }
}

/// Whether endpoints answered the repeated block alike before and after the study.
///
/// Two tests, each at half the level and that divided by the number of subjects (Bonferroni), so
/// that a study in which nothing changed is flagged with probability `level` at most: a permutation
/// test on the texts, and an e-process over the answers.
public enum DriftCheck {
  /// The chance of flagging any subject of a study in which no endpoint changed.
  public static let level = 0.05

  public static func records(_ blocks: [RepeatedBlock], seed: UInt64) -> [IdentityRecord] {
    records(blocks, seed: seed, permutations: max(9_999, 400 * blocks.count))
  }

  /// - Parameter permutations: so many that 1 / (1 + permutations) is below the level of a subject.
  package static func records(
    _ blocks: [RepeatedBlock], seed: UInt64, permutations: Int
  ) -> [IdentityRecord] {
    let stream = RandomStream(seed: seed).substream("identity")
    let records = blocks.map { record($0, permutations, stream) }
    let measured = records.count { $0.notMeasurable == nil }
    return records.map { $0.judged(at: level / Double(2 * max(1, measured))) }
  }

  private static func record(
    _ block: RepeatedBlock, _ permutations: Int, _ stream: RandomStream
  ) -> IdentityRecord {
    var record = IdentityRecord(
      subject: block.subject, probes: block.start.count,
      startSamples: block.start.map(\.count).reduce(0, +),
      endSamples: block.end.map(\.count).reduce(0, +))
    let texts = [block.start, block.end].map { probes in probes.map { $0.map(\.text) } }
    guard let discrepancy = HammingDiscrepancy(texts[0], texts[1]) else {
      record.notMeasurable = .tooFewSamples
      return record
    }
    let p = discrepancy.permutationP(permutations, stream.substream(block.subject))
    let wealth = betting(block)
    record.discrepancy = discrepancy.value
    record.p = IdentityRecord.PermutationP(exceeding: p.exceeding, permutations: p.controls)
    record.log10E = 0 - decimalSurprise(wealth.logWealth)
    record.largestLog10E = 0 - decimalSurprise(wealth.largest)
    return record
  }

  /// All first samples, then all second ones, and so on: the order of asking.
  private static func betting(_ block: RepeatedBlock) -> BettingProcess {
    var process = BettingProcess()
    let pairs = zip(block.start, block.end).map { min($0.count, $1.count) }
    for sample in 0..<(pairs.max() ?? 0) {
      for probe in pairs.indices where sample < pairs[probe] {
        process.observe(
          prompt: String(probe), start: category(block.start[probe][sample]),
          end: category(block.end[probe][sample]))
      }
    }
    return process
  }

  /// The answer; refusing and giving none are categories of their own.
  private static func category(_ response: Response) -> String {
    switch response.answer {
    case .given(let value): "given " + value
    case .refused: "refused"
    case .none: "none"
    }
  }
}
