import Foundation
import Statistics

/// A language model of the responses in one register: what follows what, drawn towards what goes with
/// the words of the prompt. All of it is counted from training dialogues.
struct TextModel: Sendable {
  private var vocabulary = Vocabulary<String>()
  private var table = NGramTable()
  private(set) var association = Association()

  init() {
    _ = vocabulary.learn("<start>")  // NGramTable.start
    _ = vocabulary.learn("<end>")  // NGramTable.end
  }

  /// Learns further lessons, which count in full; what was known before counts `memory` times.
  mutating func learn(_ lessons: [Lesson], memory: Float) {
    guard !lessons.isEmpty else { return }
    association.scale(by: memory)
    var wordings = Vocabulary<String>()
    var texts: [(tokens: [Int32], count: Float)] = []
    for lesson in lessons {
      let wording = Int(wordings.learn(lesson.wording))
      if wording == texts.count {
        texts.append((Words.tokens(of: lesson.wording).map { vocabulary.learn($0) }, 0))
      }
      texts[wording].count += 1
      association.observe(words: lesson.words, tokens: texts[wording].tokens.distinct)
    }
    association.settle()
    table = NGramTable(table, weight: memory, adding: texts)
  }

  /// Writes a response.
  ///
  /// - Parameters:
  ///   - words: of the prompt.
  ///   - temperature: 0 takes the likeliest token every time.
  ///   - limit: largest number of tokens.
  /// - Returns: the tokens, and whether the limit cut them off.
  func write(
    about words: [UInt64], temperature: Double, limit: Int, _ stream: inout RandomStream
  ) -> (tokens: [String], isTruncated: Bool) {
    let attraction = association.attraction(to: words)
    var text = [Int32](repeating: NGramTable.start, count: NGramTable.longestContext)
    var result: [String] = []
    while true {
      let weights = table.continuations(of: text).map { token, probability in
        let pull = Int(token) < attraction.count ? attraction[Int(token)] : 0
        return (token: token, logWeight: log(Double(probability)) + Double(pull))
      }
      guard let token = Self.draw(weights, temperature, &stream), token != NGramTable.end
      else { return (result, false) }
      guard result.count < limit else { return (result, true) }
      text.append(token)
      result.append(vocabulary.words[Int(token)])
    }
  }

  private static func draw(
    _ weights: [(token: Int32, logWeight: Double)], _ temperature: Double,
    _ stream: inout RandomStream
  ) -> Int32? {
    guard let peak = weights.max(by: { ($0.logWeight, $1.token) < ($1.logWeight, $0.token) })
    else { return nil }
    guard temperature > 0, weights.count > 1 else { return peak.token }
    let choice = WeightedChoice(
      weights.map { exp(($0.logWeight - peak.logWeight) / temperature) })
    return weights[choice.draw(&stream)].token
  }
}
