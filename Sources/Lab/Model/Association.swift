import Foundation

/// How often a word of the prompt goes with a token of the response.
struct Association: Sendable {
  private var words = Vocabulary<UInt64>()
  private var dialogues: Float = 0
  private var wordCounts: [Float] = []
  private var tokenCounts: [Float] = []
  /// For each word, number of dialogues with each token; rows grow as tokens are met.
  private var joint: [[Float]] = []
  /// For each word, its attraction to each token.
  private var pulls: [[Float]] = []

  private static let prior: Float = 2
  private static let bound: Float = 2.5

  /// Number of dialogues seen, weighted.
  var weight: Float { dialogues }

  /// Multiplies all counts.
  mutating func scale(by factor: Float) {
    dialogues *= factor
    wordCounts = wordCounts.map { $0 * factor }
    tokenCounts = tokenCounts.map { $0 * factor }
    joint = joint.map { $0.map { $0 * factor } }
  }

  /// - Parameter tokens: distinct tokens of the response.
  mutating func observe(words prompt: [UInt64], tokens: [Int32]) {
    dialogues += 1
    let size = Int(tokens.max() ?? -1) + 1
    Self.grow(&tokenCounts, to: size)
    for token in tokens { tokenCounts[Int(token)] += 1 }
    for word in prompt.distinct {
      let index = Int(words.learn(word))
      if index == joint.count {
        joint.append([])
        wordCounts.append(0)
      }
      wordCounts[index] += 1
      Self.grow(&joint[index], to: size)
      for token in tokens { joint[index][Int(token)] += 1 }
    }
  }

  private static func grow(_ counts: inout [Float], to size: Int) {
    if counts.count < size { counts += [Float](repeating: 0, count: size - counts.count) }
  }

  /// Number of dialogues whose prompt has the word, weighted.
  func count(of word: UInt64) -> Float { words[word].map { wordCounts[Int($0)] } ?? 0 }

  /// For each token, the sum over the prompt's words of its pointwise mutual information with the
  /// word, shrunk towards 0 by a prior of two dialogues and bounded.
  func attraction(to prompt: [UInt64]) -> [Float] {
    var result = [Float](repeating: 0, count: tokenCounts.count)
    for index in prompt.distinct.compactMap({ words[$0] }) {
      let pull = pulls[Int(index)]
      for token in result.indices { result[token] += pull[token] }
    }
    return result
  }

  /// Derives the attractions from the counts; called after a series of observations.
  mutating func settle() {
    pulls = zip(wordCounts, joint).map { count, row in
      tokenCounts.enumerated().map { token, tokenCount in
        let seen = token < row.count ? row[token] : 0
        let expected = count / dialogues * tokenCount
        let information = log((seen + Self.prior) / (expected + Self.prior))
        return min(Self.bound, max(-Self.bound, information))
      }
    }
  }
}

extension Sequence where Element: Hashable {
  /// The first of every group of equal elements, in order; for short sequences.
  var distinct: [Element] {
    var result: [Element] = []
    for element in self where !result.contains(element) { result.append(element) }
    return result
  }
}
