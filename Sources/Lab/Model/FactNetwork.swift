import Foundation
import Statistics

/// A small neural network from the words of a question to a figure.
///
/// Two embeddings of every word, weighted by how rare the word is, are summed over the question, and
/// one gates the other: h = s * g / (1 + |g|), logits = h W + b, a softmax for each digit. The gate lets a
/// question's place and attribute interact; unknown words count for nothing.
struct FactNetwork: Sendable {
  static let width = 24
  static let symbols = 10
  static let outputs = Figure.digits * symbols
  private static let spread = 0.3

  var vocabulary = Vocabulary<UInt64>()
  /// Weight of each word, 0 for one that is in every question to 1 for one in 1 of 40 or fewer.
  var weights: [Float] = []
  /// Words x width.
  var signals = Matrix<Float>(rows: 0, columns: width)
  /// Words x width.
  var gates = Matrix<Float>(rows: 0, columns: width)
  /// 1 x width.
  var gateBias = Matrix<Float>(rows: 1, columns: width)
  /// Width x outputs.
  var output: Matrix<Float>
  /// 1 x outputs.
  var bias = Matrix<Float>(rows: 1, columns: outputs)

  /// A network with random weights that knows no word.
  init(stream: inout RandomStream) {
    output = Self.random(rows: Self.width, columns: Self.outputs, &stream)
  }

  /// Adds the words of further questions, with random embeddings.
  mutating func learnWords(of questions: some Sequence<[UInt64]>, stream: inout RandomStream) {
    var counts = [Float](repeating: 0, count: vocabulary.count)
    var total: Float = 0
    for question in questions {
      total += 1
      for word in question.distinct.map({ Int(vocabulary.learn($0)) }) {
        if word == counts.count { counts.append(0) }
        counts[word] += 1
      }
    }
    let new = vocabulary.count - weights.count
    weights += counts.suffix(new).map { min(1, log(total / $0) / log(40)) }
    signals = Self.stacked(signals, Self.random(rows: new, columns: Self.width, &stream))
    gates = Self.stacked(gates, Self.random(rows: new, columns: Self.width, &stream))
  }

  /// Softsign, g / (1 + |g|).
  @inline(__always)
  static func squashed(_ gate: Float) -> Float { gate / (1 + abs(gate)) }

  /// Derivative of softsign where its value is `squashed`.
  @inline(__always)
  static func slope(at squashed: Float) -> Float {
    let rest = 1 - abs(squashed)
    return rest * rest
  }

  private static func random(
    rows: Int, columns: Int, _ stream: inout RandomStream
  ) -> Matrix<Float> {
    Matrix(
      rows: rows, columns: columns,
      elements: stream.normals(rows * columns).map { Float($0 * spread) })
  }

  private static func stacked(_ top: Matrix<Float>, _ bottom: Matrix<Float>) -> Matrix<Float> {
    Matrix(
      rows: top.rows + bottom.rows, columns: top.columns, elements: top.elements + bottom.elements)
  }

  /// Log probability of every symbol of every digit: `symbols` values for the leading digit, then for
  /// the next.
  func logProbabilities(of words: [UInt64]) -> [Float] {
    var signal = [Float](repeating: 0, count: Self.width)
    var gate = gateBias.elements
    for word in words.compactMap({ vocabulary[$0] }).map(Int.init) {
      let (weight, s, g) = (weights[word], signals[row: word], gates[row: word])
      for k in 0..<Self.width {
        signal[k] += weight * s[s.startIndex + k]
        gate[k] += weight * g[g.startIndex + k]
      }
    }
    let hidden = zip(signal, gate).map { $0 * Self.squashed($1) }
    var logits = Matrix(rows: 1, columns: Self.width, elements: hidden) * output
    for k in 0..<Self.outputs { logits[0, k] += bias[0, k] }
    return Self.normalised(logits.elements)
  }

  private static func normalised(_ logits: [Float]) -> [Float] {
    stride(from: 0, to: outputs, by: symbols).flatMap { first -> [Float] in
      let digit = logits[first..<first + symbols]
      let peak = digit.max()!
      let logSum = peak + log(digit.reduce(0) { $0 + exp($1 - peak) })
      return digit.map { $0 - logSum }
    }
  }
}
