public import Probing

/// What the answers of unrelated models say about each probe.
///
/// Every family weighs the same: a family's answers are averaged over its members and their samples.
/// With p_f(a) the share of answer a in family f and n families,
/// disagreement = 1 - mean over pairs of sum_a p_f(a) p_g(a);
/// weight = mean over f of sum over wrong a of p_f(a) log10(n / (1/2 + sum over g of p_g(a), g not f)),
/// half an answer added so that an answer nobody else gave has a rate.
public struct ProbeMeasures: Sendable {
  public let families: Int
  /// In the order of the probes; `nil` where fewer than two families answered.
  public let values: [ProbeInformation.Measures?]

  /// - Parameter transcript: of unrelated models and nobody else.
  public init(_ transcript: Transcript) async {
    var transcript = transcript
    for index in transcript.subjects.indices { transcript.subjects[index].inCohort = true }
    let table = AnswerTable(transcript)
    let read = FamilyAnswerShares(table)
    let texts = await TextDisagreement(table)
    families = table.families.count
    values = table.probes.indices.map { probe in
      table.probes[probe].kind == .freeText
        ? texts[probe].map { ProbeInformation.Measures(disagreement: $0) } : read.measures(probe)
    }
  }
}

/// The answers to each item, as shares within families.
private struct FamilyAnswerShares {
  private let table: AnswerTable
  /// The right code by position, from the key or the mode of the families.
  private let right: [Int: Int32]
  /// Positions in `AnswerCodes.items` by probe.
  private let positions: [Int: [Int]]

  init(_ table: AnswerTable) {
    self.table = table
    right = Dictionary(
      uniqueKeysWithValues: ErrorItems(table).items.map { ($0.position, $0.right) })
    positions = Dictionary(grouping: table.codes.items.indices) { table.codes.items[$0].probe }
  }

  /// The mean over the samples that could be measured.
  func measures(_ probe: Int) -> ProbeInformation.Measures? {
    let measured = positions[probe, default: []].compactMap(item)
    guard !measured.isEmpty else { return nil }
    func mean(_ value: KeyPath<ProbeInformation.Measures, Double?>) -> Double? {
      let values = measured.compactMap { $0[keyPath: value] }
      return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
    return ProbeInformation.Measures(
      disagreement: mean(\.disagreement), wrong: mean(\.wrong), sameWrong: mean(\.sameWrong),
      weight: mean(\.weight))
  }

  private func item(_ position: Int) -> ProbeInformation.Measures? {
    let shares = familyShares(position)
    guard shares.count >= 2 else { return nil }
    let wrong = right[position].map { right in shares.map { $0.filter { $0.key != right } } }
    return ProbeInformation.Measures(
      disagreement: 1 - Self.meanMeeting(shares),
      wrong: wrong.map { $0.reduce(0) { $0 + Self.total($1) } / Double(shares.count) },
      sameWrong: wrong.flatMap(Self.meetingAmongErrors), weight: wrong.map(Self.weight))
  }

  /// One dictionary of shares by code for each family that answered.
  private func familyShares(_ position: Int) -> [[Int32: Double]] {
    table.families.indices.compactMap { family in
      let codes = table.subjects.indices.filter { table.family[$0] == family }
        .map { table.codes.codes[$0][position] }.filter { $0 != AnswerCodes.absent }
      guard !codes.isEmpty else { return nil }
      return Dictionary(codes.map { ($0, 1 / Double(codes.count)) }, uniquingKeysWith: +)
    }
  }

  private static func total(_ shares: [Int32: Double]) -> Double {
    shares.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
  }

  private static func meeting(_ first: [Int32: Double], _ second: [Int32: Double]) -> Double {
    first.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value * (second[$1.key] ?? 0) }
  }

  private static func pairs(_ count: Int) -> [(Int, Int)] {
    (0..<count).flatMap { second in (0..<second).map { ($0, second) } }
  }

  private static func meanMeeting(_ shares: [[Int32: Double]]) -> Double {
    let pairs = pairs(shares.count)
    return pairs.reduce(0) { $0 + meeting(shares[$1.0], shares[$1.1]) } / Double(pairs.count)
  }

  /// `nil` where no two families err.
  private static func meetingAmongErrors(_ wrong: [[Int32: Double]]) -> Double? {
    var (same, both) = (0.0, 0.0)
    for (first, second) in pairs(wrong.count) {
      same += meeting(wrong[first], wrong[second])
      both += total(wrong[first]) * total(wrong[second])
    }
    return both > 0 ? same / both : nil
  }

  private static func weight(_ wrong: [[Int32: Double]]) -> Double {
    let count = Double(wrong.count)
    let sum = wrong.indices.reduce(0.0) { sum, family in
      sum
        + wrong[family].sorted { $0.key < $1.key }.reduce(0.0) { own, answer in
          let others = wrong.indices.filter { $0 != family }
            .reduce(0.5) { $0 + (wrong[$1][answer.key] ?? 0) }
          return own + answer.value * naturalLog(count / others) / naturalLog(10)
        }
    }
    return sum / count
  }
}

/// How unlike the texts of different families are on each probe.
private struct TextDisagreement {
  private var values: [Double?]

  subscript(probe: Int) -> Double? { values[probe] }

  private static let batch = 32

  /// 1 less the mean similarity, over the fused lexical metrics and pairs of families.
  init(_ table: AnswerTable) async {
    let count = table.probeCount
    values = [Double?](repeating: nil, count: count)
    var evidence: [any PairEvidence] = []
    for metric in BuiltInMetrics.all
    where metric.descriptor.family == .lexical
      && BuiltInMetrics.fused.contains(metric.descriptor.id)
    {
      if let measured = try? await metric.evidence(from: table) { evidence.append(measured) }
    }
    let pairs = FamilyPairs(table)
    for start in stride(from: 0, to: count, by: Self.batch) {
      let probes = start..<min(count, start + Self.batch)
      let similarities = evidence.map { $0.similarities(onEachOf: probes, of: count) }
      for (position, probe) in probes.enumerated() {
        let means = similarities.compactMap { pairs.mean($0[position]) }
        values[probe] = means.isEmpty ? nil : 1 - means.reduce(0, +) / Double(means.count)
      }
    }
  }
}

/// The pairs of subjects of different families, grouped by the two families.
private struct FamilyPairs {
  private let groups: [[(Int, Int)]]

  init(_ table: AnswerTable) {
    var groups = [[(Int, Int)]](
      repeating: [], count: table.families.count * table.families.count)
    for first in table.subjects.indices {
      for second in 0..<first where table.family[first] != table.family[second] {
        let families = [table.family[first], table.family[second]].sorted()
        groups[families[0] * table.families.count + families[1]].append((first, second))
      }
    }
    self.groups = groups.filter { !$0.isEmpty }
  }

  /// The mean over pairs of families of the mean over their members; `nil` without any.
  func mean(_ similarity: SimilarityMatrix) -> Double? {
    var (sum, count) = (0.0, 0.0)
    for group in groups {
      let values = group.compactMap { similarity[$0, $1] }
      guard !values.isEmpty else { continue }
      sum += values.reduce(0, +) / Double(values.count)
      count += 1
    }
    return count > 0 ? sum / count : nil
  }
}
