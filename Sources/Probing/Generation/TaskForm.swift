/// How hard an item is made: more digits, more steps or a rarer subject.
package enum Level: Int, CaseIterable, Sendable {
  case easy = 1
  case medium, hard

  /// One of three values, by level.
  func choose<Value>(_ easy: Value, _ medium: Value, _ hard: Value) -> Value {
    switch self {
    case .easy: easy
    case .medium: medium
    case .hard: hard
    }
  }
}

/// One generated item.
struct TaskItem {
  var prompt: String
  var key: String?
  var extract: AnswerKind
  /// What the item asks about, in whichever words; asked once in a set.
  var subject: String

  init(_ prompt: String, key: String?, _ extract: AnswerKind, about subject: String? = nil) {
    self.prompt = prompt
    self.key = key
    self.extract = extract
    self.subject = subject ?? prompt
  }

  /// An item whose answer is a whole number.
  init(_ prompt: String, _ key: Int, about subject: String? = nil) {
    self.init(prompt, key: String(key), .integer, about: subject)
  }
}

/// A kind of task, from which items are drawn.
struct TaskForm: Sendable {
  let name: String
  let make: @Sendable (inout SplitMix64, Level) -> TaskItem

  init(_ name: String, _ make: @escaping @Sendable (inout SplitMix64, Level) -> TaskItem) {
    self.name = name
    self.make = make
  }
}

/// Draws of a whole set from its forms.
enum TaskDrawing {
  /// Items of every form in turn, levels alternating; no subject appears twice, and no prompt is a
  /// near-duplicate of an earlier one of its form.
  static func probes(
    _ forms: [TaskForm], perForm: Int, seed: UInt64, prefix: String
  ) -> [Probe] {
    forms.enumerated().flatMap { index, form in
      var random = SplitMix64(seed: seed &+ UInt64(index) &* 0xD134_2543_DE82_EF95)
      var seen: Set<String> = []
      var earlier: [Set<[String]>] = []
      var probes: [Probe] = []
      while probes.count < perForm {
        let level = Level.allCases[probes.count % Level.allCases.count]
        let item = form.make(&random, level)
        let sequences = ProbeSetCheck.wordSequences(in: item.prompt)
        guard earlier.allSatisfy({ overlap($0, sequences) < ProbeSetCheck.nearDuplicateOverlap }),
          seen.insert(item.subject).inserted
        else { continue }
        earlier.append(sequences)
        let number = String(probes.count + 1)
        let padded = String(repeating: "0", count: 2 - min(2, number.count)) + number
        probes.append(
          Probe(
            id: "\(prefix)-\(form.name)-\(padded)", stratum: "level-\(level.rawValue)",
            kind: .shortAnswer, prompt: [Message(role: .user, content: item.prompt)],
            key: item.key, extract: item.extract))
      }
      return probes
    }
  }

  /// The Jaccard similarity of two sets of which one is not empty.
  private static func overlap(_ first: Set<[String]>, _ second: Set<[String]>) -> Double {
    let shared = first.intersection(second).count
    return Double(shared) / Double(first.count + second.count - shared)
  }
}
