/// How the vectors of tokens become one of the sentence: modules.json and what it points to.
struct SentenceSettings {
  enum Pooling: Sendable { case first, mean }

  var pooling: Pooling
  var normalizes: Bool
  /// Tokens of the longest input, both marks included; what is beyond is cut.
  var longest: Int
  /// What stands before every text unless the study file says otherwise.
  var prefix: String

  init(_ folder: inout ModelFolder, positions: Int) throws(EncoderError) {
    let modules = try folder.decoded([Module].self, from: "modules.json")
    let kinds = modules.map { $0.type.split(separator: ".").last.map(String.init) ?? "" }
    guard let place = kinds.firstIndex(of: "Pooling"), kinds.first == "Transformer",
      kinds == ["Transformer", "Pooling"] || kinds == ["Transformer", "Pooling", "Normalize"]
    else {
      throw EncoderError(
        .unsupported,
        "modules.json: \(kinds.joined(separator: ", ")) is not supported, only Transformer, Pooling "
          + "and Normalize")
    }
    normalizes = kinds.last == "Normalize"
    let path = modules[place].path
    pooling = try folder.decoded(PoolingFile.self, from: "\(path)/config.json").pooling("\(path)")
    longest = positions
    if folder.holds("sentence_bert_config.json") {
      let limits = try folder.decoded(LimitsFile.self, from: "sentence_bert_config.json")
      longest = min(positions, limits.maxSeqLength ?? positions)
    }
    guard longest > 2 else {
      throw EncoderError(.damaged, "sentence_bert_config.json: max_seq_length must be above 2")
    }
    prefix = ""
    if folder.holds("config_sentence_transformers.json") {
      let file = try folder.decoded(PromptsFile.self, from: "config_sentence_transformers.json")
      prefix = file.defaultPromptName.flatMap { file.prompts?[$0] } ?? ""
    }
  }

  private struct Module: Decodable {
    var path: String
    var type: String
  }

  private struct LimitsFile: Decodable { var maxSeqLength: Int? }

  private struct PromptsFile: Decodable {
    var prompts: [String: String]?
    var defaultPromptName: String?
  }

  private struct PoolingFile: Decodable {
    var poolingModeClsToken: Bool?
    var poolingModeMeanTokens: Bool?
    var poolingModeMaxTokens: Bool?
    var poolingModeMeanSqrtLenTokens: Bool?
    var poolingModeWeightedmeanTokens: Bool?
    var poolingModeLasttoken: Bool?
    var includePrompt: Bool?

    func pooling(_ path: String) throws(EncoderError) -> Pooling {
      let others = [
        poolingModeMaxTokens, poolingModeMeanSqrtLenTokens, poolingModeWeightedmeanTokens,
        poolingModeLasttoken,
      ]
      let (first, mean) = (poolingModeClsToken ?? false, poolingModeMeanTokens ?? false)
      guard first != mean, !others.contains(true), includePrompt != false else {
        throw EncoderError(
          .unsupported,
          "\(path)/config.json: only pooling_mode_cls_token or pooling_mode_mean_tokens alone is "
            + "supported, with the prompt included")
      }
      return first ? .first : .mean
    }
  }
}
