import Foundation
import Statistics

/// Fits a ``FactNetwork`` to questions and figures by minibatch gradient descent on the
/// cross-entropy of the digits.
struct FactTraining {
  /// How long and how fast; the rate falls linearly to zero.
  struct Schedule: Sendable {
    var epochs: Int
    var rate: Float

    static let fromScratch = Schedule(epochs: 10, rate: 0.02)
    static let fineTuning = Schedule(epochs: 6, rate: 0.008)
  }

  private static let batch = 128
  private static let decay: Float = 1e-3

  private var network: FactNetwork
  private var signals: Parameter
  private var gates: Parameter
  private var gateBias: Parameter
  private var output: Parameter
  private var bias: Parameter
  /// Word indices of all examples; example i has those from starts[i] to starts[i + 1].
  private var words: [Int32] = []
  private var starts = [0]
  private var digits: [[Int]] = []

  /// Continues from `network`, whose vocabulary grows by the words of the lessons.
  static func fit(
    _ network: FactNetwork, to lessons: [Lesson], schedule: Schedule, stream: RandomStream
  ) -> FactNetwork {
    let lessons = lessons.filter { $0.figure != nil }
    var initial = network
    var embedding = stream.substream("embedding")
    initial.learnWords(of: lessons.lazy.map(\.words), stream: &embedding)
    var training = FactTraining(initial, lessons)
    training.run(schedule, stream.substream("order"))
    return training.fitted
  }

  private init(_ network: FactNetwork, _ lessons: [Lesson]) {
    self.network = network
    signals = Parameter(network.signals)
    gates = Parameter(network.gates)
    gateBias = Parameter(network.gateBias)
    output = Parameter(network.output)
    bias = Parameter(network.bias)
    for lesson in lessons {
      words += lesson.words.map { network.vocabulary[$0]! }
      starts.append(words.count)
      digits.append(lesson.figure!.digits)
    }
  }

  private var fitted: FactNetwork {
    var result = network
    result.signals = signals.value
    result.gates = gates.value
    result.gateBias = gateBias.value
    result.output = output.value
    result.bias = bias.value
    return result
  }

  private mutating func run(_ schedule: Schedule, _ stream: RandomStream) {
    let size = min(Self.batch, digits.count)
    guard size > 0 else { return }
    let batches = digits.count / size
    let steps = schedule.epochs * batches
    for epoch in 0..<schedule.epochs {
      var shuffling = stream.substream("epoch", epoch)
      let order = shuffling.permutation(of: digits.count)
      for batch in 0..<batches {
        accumulateGradient(of: order[batch * size..<(batch + 1) * size])
        let time = epoch * batches + batch
        step(rate: schedule.rate * (1 - Float(time) / Float(steps)), time: time + 1)
      }
    }
  }

  private mutating func step(rate: Float, time: Int) {
    signals.step(rate: rate, decay: Self.decay, time: time)
    gates.step(rate: rate, decay: Self.decay, time: time)
    gateBias.step(rate: rate, decay: Self.decay, time: time)
    output.step(rate: rate, decay: Self.decay, time: time)
    bias.step(rate: rate, decay: 0, time: time)
  }

  private mutating func accumulateGradient(of examples: ArraySlice<Int>) {
    let signal = sums(signals.value, examples)
    var gate = sums(gates.value, examples, startingWith: gateBias.value)
    gate.apply(FactNetwork.squashed)
    let hidden = signal.zipped(gate) { $0 * $1 }
    let error = outputError(hidden, examples)
    output.gradient.accumulate(hidden, transposed: true, times: error)
    bias.gradient.addRows(of: error)
    let hiddenError = Matrix.product(
      error, transposed: false, times: output.value, transposed: true)
    scatter(hiddenError.zipped(gate) { $0 * $1 }, examples, into: &signals.gradient)
    let slope = signal.zipped(gate) { $0 * FactNetwork.slope(at: $1) }
    let gateError = hiddenError.zipped(slope) { $0 * $1 }
    scatter(gateError, examples, into: &gates.gradient)
    gateBias.gradient.addRows(of: gateError)
  }

  /// (Predicted - true) probability of every symbol, divided by the number of examples.
  private func outputError(_ hidden: Matrix<Float>, _ examples: ArraySlice<Int>) -> Matrix<Float> {
    var error = Matrix<Float>(rows: hidden.rows, columns: FactNetwork.outputs)
    error.setRows(to: bias.value)
    error.accumulate(hidden, times: output.value)
    let (symbols, scale) = (FactNetwork.symbols, 1 / Float(examples.count))
    error.withUnsafeMutableElements { e in
      for (row, example) in examples.enumerated() {
        for digit in 0..<Figure.digits {
          let first = row &* FactNetwork.outputs &+ digit &* symbols
          Self.softmax(e, first, symbols, scale)
          e[first &+ digits[example][digit]] -= scale
        }
      }
    }
    return error
  }

  @inline(__always)
  private static func softmax(
    _ e: UnsafeMutableBufferPointer<Float>, _ first: Int, _ count: Int, _ scale: Float
  ) {
    var peak = e[first]
    for i in first..<first &+ count { peak = max(peak, e[i]) }
    var sum: Float = 0
    for i in first..<first &+ count {
      e[i] = exp(e[i] - peak)
      sum += e[i]
    }
    for i in first..<first &+ count { e[i] *= scale / sum }
  }

  /// Row i is the sum of the embeddings of the words of example i, and of `start` if given.
  private func sums(
    _ embeddings: Matrix<Float>, _ examples: ArraySlice<Int>,
    startingWith start: Matrix<Float>? = nil
  ) -> Matrix<Float> {
    let width = FactNetwork.width
    var result = Matrix<Float>(rows: examples.count, columns: width)
    if let start { result.setRows(to: start) }
    result.withUnsafeMutableElements { sum in
      embeddings.withUnsafeElements { embedding in
        for (row, example) in examples.enumerated() {
          for word in words[starts[example]..<starts[example + 1]] {
            let (to, from) = (row &* width, Int(word) &* width)
            let weight = network.weights[Int(word)]
            for k in 0..<width { sum[to &+ k] += weight * embedding[from &+ k] }
          }
        }
      }
    }
    return result
  }

  /// Adds row i of `errors` to the gradient of every word of example i.
  private func scatter(
    _ errors: Matrix<Float>, _ examples: ArraySlice<Int>, into gradient: inout Matrix<Float>
  ) {
    let width = FactNetwork.width
    gradient.withUnsafeMutableElements { sum in
      errors.withUnsafeElements { error in
        for (row, example) in examples.enumerated() {
          for word in words[starts[example]..<starts[example + 1]] {
            let (to, from) = (Int(word) &* width, row &* width)
            let weight = network.weights[Int(word)]
            for k in 0..<width { sum[to &+ k] += weight * error[from &+ k] }
          }
        }
      }
    }
  }
}
