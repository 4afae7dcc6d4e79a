import Statistics

/// One layer of the encoder of Vaswani et al. 2017 as BERT has it: attention and a network of one
/// hidden layer, each added to its input and normalised.
struct TransformerLayer: Sendable {
  private let width: Int
  private let innerWidth: Int
  private let heads: Int
  private let query: Linear
  private let key: Linear
  private let value: Linear
  private let output: Linear
  private let attentionNorm: LayerNorm
  private let up: Linear
  private let down: Linear
  private let norm: LayerNorm

  init(
    _ name: String, in file: TensorFile, _ model: ModelConfiguration
  ) throws(EncoderError) {
    width = model.hiddenSize
    innerWidth = model.intermediateSize
    heads = model.numAttentionHeads
    func linear(_ part: String, _ inputs: Int, _ outputs: Int) throws(EncoderError) -> Linear {
      try Linear("\(name).\(part)", in: file, inputs: inputs, outputs: outputs)
    }
    query = try linear("attention.self.query", width, width)
    key = try linear("attention.self.key", width, width)
    value = try linear("attention.self.value", width, width)
    output = try linear("attention.output.dense", width, width)
    up = try linear("intermediate.dense", width, innerWidth)
    down = try linear("output.dense", innerWidth, width)
    attentionNorm = try LayerNorm(
      "\(name).attention.output.LayerNorm", in: file, width: width, epsilon: model.layerNormEps)
    norm = try LayerNorm(
      "\(name).output.LayerNorm", in: file, width: width, epsilon: model.layerNormEps)
  }

  /// Replaces `hidden`.
  func apply(_ space: Workspace) {
    query.apply(space.hidden, rows: space.rows, to: space.query)
    key.apply(space.hidden, rows: space.rows, to: space.key)
    value.apply(space.hidden, rows: space.rows, to: space.value)
    for sentence in space.sentences {
      for head in 0..<heads { attend(space, sentence, head) }
    }
    output.apply(space.context, rows: space.rows, to: space.hidden, adding: true)
    attentionNorm.apply(space.hidden, rows: space.rows)
    up.apply(space.hidden, rows: space.rows, to: space.inner)
    mapLanes(space.inner, count: space.rows * innerWidth, Lanes.gelu)
    down.apply(space.inner, rows: space.rows, to: space.hidden, adding: true)
    norm.apply(space.hidden, rows: space.rows)
  }

  /// softmax(Q K' / sqrt(d)) V of one head in one sentence.
  private func attend(_ space: Workspace, _ sentence: Range<Int>, _ head: Int) {
    let (length, depth) = (sentence.count, width / heads)
    let offset = sentence.lowerBound * width + head * depth
    BlockProduct(rows: length, columns: length, inner: depth, transposesSecond: true)(
      space.query + offset, stride: width, space.key + offset, stride: width,
      scaledBy: 1 / Float(depth).squareRoot(), into: space.scores, stride: length)
    for row in 0..<length { Self.softmax(space.scores + row * length, count: length) }
    BlockProduct(rows: length, columns: depth, inner: length, transposesSecond: false)(
      space.scores, stride: length, space.value + offset, stride: width,
      into: space.context + offset, stride: width)
  }

  private static func softmax(_ x: UnsafeMutablePointer<Float>, count: Int) {
    let largest = foldLanes(x, count: count, neutral: -.infinity, Lanes.larger).max()
    mapLanes(x, count: count) { Lanes.exponential($0 - largest) }
    let factor = 1 / foldLanes(x, count: count, neutral: 0) { $0 + $1 }.sum()
    mapLanes(x, count: count) { $0 * factor }
  }
}
