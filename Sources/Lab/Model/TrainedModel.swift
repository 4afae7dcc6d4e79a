import Foundation
import Statistics

/// What training leaves behind: beliefs about places and a wording for every register.
struct TrainedModel: Sendable {
  private let facts: FactNetwork
  private let texts: [Register: TextModel]

  /// The tokens of a response to a prompt, and whether the limit cut them off.
  ///
  /// - Parameter instruction: further words that the wording is drawn towards; they change no
  ///   belief.
  func write(
    to prompt: String, instruction: String, temperature: Double, limit: Int,
    _ stream: inout RandomStream
  ) -> (tokens: [String], isTruncated: Bool) {
    let reading = PromptReading(prompt)
    let words = Words.hashes(in: reading.stem)
    let register = register(of: reading, words)
    let draft = texts[register, default: TextModel()].write(
      about: words + Words.hashes(in: instruction), temperature: temperature, limit: limit, &stream)
    let tokens = filled(draft.tokens, register, reading, words, temperature, &stream)
    return (tokens, draft.isTruncated)
  }

  /// Options make a choice; otherwise the words of the prompt decide, as they did in training
  /// (naive Bayes).
  private func register(of reading: PromptReading, _ words: [UInt64]) -> Register {
    if !reading.options.isEmpty { return .choice }
    let figure = texts[.figure]?.association ?? Association()
    let prose = texts[.prose]?.association ?? Association()
    let evidence = words.reduce(Float(0)) { sum, word in
      let (a, b) = (figure.count(of: word), prose.count(of: word))
      guard a + b > 0 else { return sum }
      return sum + log((a + 0.5) / (figure.weight + 1)) - log((b + 0.5) / (prose.weight + 1))
    }
    return evidence > 0 ? .figure : .prose
  }

  /// Replaces the marks of a draft by what the network knows.
  private func filled(
    _ draft: [String], _ register: Register, _ reading: PromptReading, _ words: [UInt64],
    _ temperature: Double, _ stream: inout RandomStream
  ) -> [String] {
    guard register != .prose else { return draft }
    let beliefs = facts.logProbabilities(of: words)
    var (letter, figure) = ("", "")
    if register == .choice {
      let option = Self.choice(among: reading.options, beliefs, temperature, &stream)
      (letter, figure) = option
    } else {
      figure = Self.figure(beliefs, temperature, &stream)
    }
    return draft.map {
      switch $0 {
      case Lesson.figureMark: figure
      case Lesson.letterMark: letter
      default: $0
      }
    }
  }

  private static func figure(
    _ beliefs: [Float], _ temperature: Double, _ stream: inout RandomStream
  ) -> String {
    (0..<Figure.digits).map { digit -> String in
      let first = digit * FactNetwork.symbols
      let options = beliefs[first..<first + FactNetwork.symbols]
      return String(draw(options.map(Double.init), temperature, &stream))
    }.joined()
  }

  /// An option that is not a figure has no support.
  private static func choice(
    among options: [(letter: String, text: String)], _ beliefs: [Float], _ temperature: Double,
    _ stream: inout RandomStream
  ) -> (letter: String, text: String) {
    let support = options.map { option -> Double in
      guard let value = Int(option.text), Figure.range.contains(value) else { return unknown }
      return Figure(value).digits.enumerated().reduce(0) { sum, digit in
        sum + Double(beliefs[digit.offset * FactNetwork.symbols + digit.element])
      }
    }
    return options[draw(support, temperature, &stream)]
  }

  private static let unknown = -50.0

  /// An index with probability proportional to exp(logWeight / temperature).
  private static func draw(
    _ logWeights: [Double], _ temperature: Double, _ stream: inout RandomStream
  ) -> Int {
    let peak = logWeights.max()!
    guard temperature > 0 else { return logWeights.firstIndex(of: peak)! }
    return WeightedChoice(logWeights.map { exp(($0 - peak) / temperature) }).draw(&stream)
  }
}

extension TrainedModel {
  /// Trains from scratch, or onwards from a parent's weights.
  init(from parent: TrainedModel?, on dialogues: [Dialogue], seed: UInt64) {
    let root = RandomStream(seed: seed).substream("training")
    var initial = root.substream("weights")
    let lessons = dialogues.map(Lesson.init)
    facts = FactTraining.fit(
      parent?.facts ?? FactNetwork(stream: &initial), to: lessons,
      schedule: parent == nil ? .fromScratch : .fineTuning, stream: root.substream("facts"))
    var texts = parent?.texts ?? [:]
    for register in Register.allCases {
      texts[register, default: TextModel()].learn(
        lessons.filter { $0.register == register }, memory: Self.memory)
    }
    self.texts = texts
  }

  /// Weight of the parent's texts beside those of fine-tuning.
  private static let memory: Float = 0.5
}
