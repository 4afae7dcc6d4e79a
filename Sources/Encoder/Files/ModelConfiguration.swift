/// config.json: the shape of a BERT model (Devlin et al. 2019).
struct ModelConfiguration: Decodable {
  var modelType: String
  var hiddenAct: String
  var positionEmbeddingType: String?
  var hiddenSize: Int
  var intermediateSize: Int
  var numHiddenLayers: Int
  var numAttentionHeads: Int
  var maxPositionEmbeddings: Int
  var typeVocabSize: Int
  var vocabSize: Int
  var layerNormEps: Float

  /// - Throws: `.unsupported` for anything but BERT with the exact GELU and absolute positions,
  ///   `.damaged` for sizes that no model has.
  func check() throws(EncoderError) {
    try Self.require("model_type", modelType, "bert")
    try Self.require("hidden_act", hiddenAct, "gelu")
    try Self.require("position_embedding_type", positionEmbeddingType ?? "absolute", "absolute")
    let sizes = [
      hiddenSize, intermediateSize, numHiddenLayers, numAttentionHeads, maxPositionEmbeddings,
      typeVocabSize, vocabSize,
    ]
    guard sizes.allSatisfy((1...10_000_000).contains), maxPositionEmbeddings > 2,
      hiddenSize % numAttentionHeads == 0, layerNormEps.isFinite, layerNormEps >= 0
    else {
      throw EncoderError(
        .damaged, "config.json gives sizes that do not fit each other; copy the folder again")
    }
  }

  private static func require(
    _ name: String, _ value: String, _ expected: String
  ) throws(EncoderError) {
    guard value == expected else {
      throw EncoderError(
        .unsupported,
        "config.json: \(name) '\(value)' is not supported, only '\(expected)'; choose an encoder of "
          + "the BERT family such as all-MiniLM-L6-v2, or run it behind {command: ...}")
    }
  }
}
