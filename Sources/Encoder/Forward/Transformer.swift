/// The vectors of tokens: embeddings of word, position and segment, then the layers.
struct Transformer: Sendable {
  let configuration: ModelConfiguration
  /// Shape: vocabulary x width.
  private let words: Tensor
  private let positions: Tensor
  private let segments: Tensor
  private let norm: LayerNorm
  private let layers: [TransformerLayer]

  /// Names are those of Hugging Face's BertModel.
  init(_ configuration: ModelConfiguration, _ file: TensorFile) throws(EncoderError) {
    self.configuration = configuration
    let model = configuration
    func table(_ name: String, _ rows: Int) throws(EncoderError) -> Tensor {
      try file.tensor("embeddings.\(name).weight", shape: [rows, model.hiddenSize])
    }
    words = try table("word_embeddings", model.vocabSize)
    positions = try table("position_embeddings", model.maxPositionEmbeddings)
    segments = try table("token_type_embeddings", model.typeVocabSize)
    norm = try LayerNorm(
      "embeddings.LayerNorm", in: file, width: model.hiddenSize, epsilon: model.layerNormEps)
    var layers: [TransformerLayer] = []
    for index in 0..<model.numHiddenLayers {
      layers.append(try TransformerLayer("encoder.layer.\(index)", in: file, model))
    }
    self.layers = layers
  }

  /// The last layer's output: `hidden` of the workspace, a row for each token.
  func outputs(for sentences: [[Int32]]) -> Workspace {
    let space = Workspace(
      sentences.map(\.count), width: configuration.hiddenSize,
      innerWidth: configuration.intermediateSize)
    for (tokens, rows) in zip(sentences, space.sentences) {
      embed(tokens, into: space.hidden + rows.lowerBound * configuration.hiddenSize)
    }
    norm.apply(space.hidden, rows: space.rows)
    for layer in layers { layer.apply(space) }
    return space
  }

  private func embed(_ tokens: [Int32], into hidden: UnsafeMutablePointer<Float>) {
    let width = configuration.hiddenSize
    words.withFloats { words in
      positions.withFloats { positions in
        segments.withFloats { segment in
          for (position, token) in tokens.enumerated() {
            precondition((0..<configuration.vocabSize).contains(Int(token)), "no such word")
            let (word, place) = (words + Int(token) * width, positions + position * width)
            let target = hidden + position * width
            for index in 0..<width { target[index] = word[index] + segment[index] + place[index] }
          }
        }
      }
    }
  }
}
