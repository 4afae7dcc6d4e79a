import Foundation
import Statistics

/// A small trained model: it answers questions about places, chooses among options and writes short
/// texts, in wordings it has learnt.
public struct LabModel: Sendable {
  public let id: String
  private let facts: FactNetwork
  private let texts: [Register: TextModel]

  init(id: String, facts: FactNetwork, texts: [Register: TextModel]) {
    self.id = id
    self.facts = facts
    self.texts = texts
  }

  /// A response with what an endpoint reports about it.
  public struct Completion: Hashable, Sendable {
    public var text: String
    /// Whether the token limit cut the response off.
    public var isTruncated: Bool
    /// Tokens of the prompt and of the response, in the model's own tokens.
    public var promptTokens: Int
    public var completionTokens: Int
  }

  /// The response to a prompt. Equal arguments give equal responses.
  ///
  /// - Parameters:
  ///   - temperature: 0 or above; 0 takes the likeliest digit, option and token every time, and then
  ///     the seed does not matter.
  ///   - maxTokens: at least 1.
  public func answer(
    prompt: String, temperature: Double = 0, seed: UInt64 = 0, maxTokens: Int = 256
  ) -> String {
    complete(prompt: prompt, temperature: temperature, seed: seed, maxTokens: maxTokens).text
  }

  /// As ``answer(prompt:temperature:seed:maxTokens:)``, with token counts.
  public func complete(
    prompt: String, temperature: Double = 0, seed: UInt64 = 0, maxTokens: Int = 256
  ) -> Completion {
    precondition(temperature >= 0, "a temperature is not negative")
    precondition(maxTokens > 0, "a response has room for one token at least")
    var stream = RandomStream(seed: seed).substream(id).substream(prompt)
    let reading = PromptReading(prompt)
    let words = Words.hashes(in: reading.stem)
    let register = register(of: reading, words)
    let draft = texts[register, default: TextModel()].write(
      about: words, temperature: temperature, limit: maxTokens, &stream)
    let tokens = filled(draft.tokens, register, reading, words, temperature, &stream)
    return Completion(
      text: Words.joined(tokens), isTruncated: draft.isTruncated,
      promptTokens: Words.tokens(of: prompt).count, completionTokens: tokens.count)
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

extension LabModel {
  /// Trains a model, from scratch or onwards from another.
  ///
  /// - Parameters:
  ///   - parent: the model whose weights training starts from.
  ///   - seed: of initial weights and of the order of examples.
  package static func trained(
    id: String, from parent: LabModel?, on dialogues: [Dialogue], seed: UInt64
  ) -> LabModel {
    let root = RandomStream(seed: seed).substream("training")
    var initial = root.substream("weights")
    let lessons = dialogues.map(Lesson.init)
    let facts = FactTraining.fit(
      parent?.facts ?? FactNetwork(stream: &initial), to: lessons,
      schedule: parent == nil ? .fromScratch : .fineTuning, stream: root.substream("facts"))
    var texts = parent?.texts ?? [:]
    for register in Register.allCases {
      texts[register, default: TextModel()].learn(
        lessons.filter { $0.register == register }, memory: memory)
    }
    return LabModel(id: id, facts: facts, texts: texts)
  }

  /// Weight of the parent's texts beside those of fine-tuning.
  private static let memory: Float = 0.5
}
