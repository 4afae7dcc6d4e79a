import Probing
import Similarity
import Statistics

/// Random answers of families of subjects: wrong ones by popularity, some missing, some refused.
struct AnswerWorld {
  let transcript: Transcript
  let isReference: [Bool]
  let isUnrelated: [Bool]

  var table: AnswerTable {
    AnswerTable(transcript, isReference: isReference, isUnrelated: isUnrelated)
  }

  /// - Parameters:
  ///   - keyed: share of probes with a key.
  ///   - options: options of the choice probes, `nil` for open answers.
  ///   - samples: answers a subject gives to each probe.
  init(
    probes: Int, keyed: Double = 1, options: [Int?] = [4], samples: Int = 1, seed: UInt64
  ) {
    var stream = RandomStream(seed: seed)
    let subjects = (0..<18).map {
      Subject.made("s\($0)", family: "f\($0 % 11)", inCohort: $0 % 5 != 4)
    }
    let kinds = (0..<probes).map { options[$0 % options.count] }
    let skills = subjects.map { _ in 0.1 + 0.8 * stream.uniform() }
    transcript = Transcript(
      answers: skills.map { skill in
        kinds.map { options in
          (0..<samples).map { _ in Self.answer(skill, options, &stream) }
        }
      },
      keys: kinds.map { _ in stream.uniform() < keyed ? "A" : nil }, options: kinds,
      subjects: subjects)
    isReference = (0..<18).map { $0 % 6 != 5 }
    isUnrelated = (0..<18).map { $0 % 6 != 5 && $0 % 7 != 3 }
  }

  private static func answer(
    _ skill: Double, _ options: Int?, _ stream: inout RandomStream
  ) -> Answer {
    let luck = stream.uniform()
    if luck < 0.05 { return .none }
    if luck < 0.08 { return .refused }
    if stream.uniform() < skill { return .given("A") }
    guard let options else { return .given("w\(Int(1 / (0.05 + stream.uniform())))") }
    let wrong = Int(Double(options - 1) * stream.uniform() * stream.uniform())
    return .given(["B", "C", "D", "E"][wrong])
  }
}

/// Agreement on errors written down from its definition, answer by answer.
struct ObviousErrors {
  let transcript: Transcript
  let isUnrelated: [Bool]

  struct Item {
    let probe: Int
    let sample: Int
    let right: String
    let options: Int?
  }

  /// Items with a key or a modal answer.
  private(set) var items: [Item] = []

  init(_ table: AnswerTable) {
    transcript = table.transcript
    isUnrelated = table.isUnrelated
    items = transcript.probes.enumerated().flatMap { index, probe in
      let samples = transcript.responses.map { $0[index].count }.max()!
      return (0..<samples).compactMap { sample -> Item? in
        guard let right = probe.key ?? modal(index, sample) else { return nil }
        return Item(probe: index, sample: sample, right: right, options: probe.choices?.count)
      }
    }
  }

  func answer(_ subject: Int, _ probe: Int, _ sample: Int) -> String? {
    let row = transcript.responses[subject][probe]
    return sample < row.count ? row[sample].answer.value : nil
  }

  func answer(_ subject: Int, _ item: Item) -> String? {
    answer(subject, item.probe, item.sample)
  }

  /// Families of subjects without a known teacher, with their members.
  func families(without excluded: Set<String>) -> [[Int]] {
    families { isUnrelated[$0] && !excluded.contains(transcript.subjects[$0].family) }
  }

  private func families(_ isMember: (Int) -> Bool) -> [[Int]] {
    Array(
      Dictionary(grouping: transcript.subjects.indices.filter(isMember)) {
        transcript.subjects[$0].family
      }.values)
  }

  /// One vote for each cohort family; none on a tie, in a family or between families.
  func modal(_ probe: Int, _ sample: Int) -> String? {
    func mode(_ answers: [String]) -> String? {
      let counts = Dictionary(answers.map { ($0, 1) }, uniquingKeysWith: +)
      let leaders = counts.filter { $0.value == counts.values.max() }
      return leaders.count == 1 ? leaders.first!.key : nil
    }
    return mode(
      families { transcript.subjects[$0].inCohort }.compactMap { family in
        mode(family.compactMap { answer($0, probe, sample) })
      })
  }

  func bothWrong(_ a: Int, _ b: Int, _ weights: [Double]) -> Double? {
    var same = 0.0
    var all = 0.0
    for item in items {
      guard let x = answer(a, item), let y = answer(b, item), x != item.right, y != item.right
      else { continue }
      all += weights[item.probe]
      if x == y { same += weights[item.probe] }
    }
    return all > 0 ? same / all : nil
  }

  /// Agreement beyond chance, where two wrong answers agree when they are the same (by chance once in
  /// options - 1) or always.
  func kappa(_ a: Int, _ b: Int, _ weights: [Double], sameWrongOnly: Bool) -> Double? {
    var (both, agree, p, q, chance) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for item in items {
      guard let x = answer(a, item), let y = answer(b, item) else { continue }
      let weight = weights[item.probe]
      both += weight
      if sameWrongOnly ? x == y : (x == item.right) == (y == item.right) { agree += weight }
      if x == item.right { p += weight }
      if y == item.right { q += weight }
      chance += weight * (sameWrongOnly ? 1 / Double(item.options! - 1) : 1)
    }
    guard both > 0 else { return nil }
    let expected = (p * q + (both - p) * (both - q) * chance / both) / (both * both)
    return expected < 1 ? (agree / both - expected) / (1 - expected) : nil
  }
}
