import Encoder
import Foundation
import Testing

/// What is wrong with a folder is said by the name of the file and of the tensor.
@Suite struct DamageTests {
  private func spoiled(
    _ model: String = "mean", _ spoil: (URL) throws -> Void
  ) throws -> EncoderError {
    try #require(throws: EncoderError.self) { try Golden.encoder(model, changing: spoil) }
  }

  private func replace(_ old: String, by new: String, in file: URL) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains(old))
    try Data(text.replacing(old, with: new).utf8).write(to: file)
  }

  /// Rewrites the header of the weights and keeps the numbers.
  private func rewriteHeader(_ folder: URL, _ change: (inout [String: Any]) -> Void) throws {
    let file = folder.appending(path: "model.safetensors")
    let data = try Data(contentsOf: file)
    let length = Int(data.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) })
    var header = try #require(
      JSONSerialization.jsonObject(with: data[8..<8 + length]) as? [String: Any])
    change(&header)
    let bytes = try JSONSerialization.data(withJSONObject: header)
    let count = withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { Data($0) }
    try (count + bytes + data[(8 + length)...]).write(to: file)
  }

  @Test(arguments: [
    "config.json", "modules.json", "1_Pooling/config.json", "model.safetensors",
  ])
  func missingFileIsNamed(name: String) throws {
    let error = try spoiled { try FileManager.default.removeItem(at: $0.appending(path: name)) }
    #expect(error.kind == .missing && error.message.contains(name), "\(error)")
  }

  @Test func missingFolderAndVocabularyAreNamed() throws {
    let error = try #require(throws: EncoderError.self) {
      try SentenceEncoder(folder: Golden.folder.appending(path: "none"))
    }
    #expect(error.kind == .missing && error.message.contains("none"))
    let mute = try spoiled("first") {
      try FileManager.default.removeItem(at: $0.appending(path: "tokenizer.json"))
    }
    #expect(mute.kind == .missing && mute.message.contains("vocab.txt"))
    let nested = try spoiled {
      let file = $0.appending(path: "vocab.txt")
      try FileManager.default.removeItem(at: file)
      try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
    }
    #expect(nested.kind == .missing && nested.message.contains("vocab.txt"))
  }

  /// Cut anywhere: in the length, in the header and in the numbers.
  @Test func truncatedWeightsAreSaidToBe() throws {
    let whole = try Data(contentsOf: Golden.model("mean").appending(path: "model.safetensors"))
    for count in [0, 7, 8, 100, 5_000, whole.count / 2, whole.count - 1] {
      let error = try spoiled {
        try whole.prefix(count).write(to: $0.appending(path: "model.safetensors"))
      }
      #expect(error.kind == .damaged && error.message.contains("truncated"), "\(count): \(error)")
    }
  }

  @Test func missingTensorIsNamed() throws {
    let name = "encoder.layer.1.output.dense.bias"
    let error = try spoiled { try rewriteHeader($0) { $0[name] = nil } }
    #expect(error.kind == .damaged && error.message.contains("lacks the tensor \(name)"))
  }

  @Test func mismatchedTensorIsNamedWithBothShapes() throws {
    let error = try spoiled {
      try replace(
        "\"hidden_size\": 32", by: "\"hidden_size\": 64", in: $0.appending(path: "config.json"))
    }
    #expect(error.kind == .damaged && error.message.contains("embeddings.word_embeddings.weight"))
    #expect(error.message.contains("32]") && error.message.contains("64]"), "\(error)")
  }

  @Test(arguments: [
    [0, 4], [-8, 120], [4, 2], [0], [Int.max - 128, Int.max], [1 << 40, (1 << 40) + 128],
  ])
  func offsetsOutsideTheFileAreRefused(offsets: [Int]) throws {
    let error = try spoiled {
      try rewriteHeader($0) { header in
        var entry = header["embeddings.LayerNorm.bias"] as? [String: Any]
        entry?["data_offsets"] = offsets
        header["embeddings.LayerNorm.bias"] = entry
      }
    }
    #expect(error.kind == .damaged && error.message.contains("embeddings.LayerNorm.bias"))
  }

  @Test func hostileHeadersAreRefused() throws {
    for bytes: [UInt8] in [
      [UInt8](repeating: 255, count: 64), [2, 0, 0, 0, 0, 0, 0, 0] + Array("[]".utf8),
      [2, 0, 0, 0, 0, 0, 0, 0] + [0xFF, 0xFE],
    ] {
      let error = try spoiled { try Data(bytes).write(to: $0.appending(path: "model.safetensors")) }
      #expect(error.kind == .damaged && error.message.contains("model.safetensors"), "\(error)")
    }
  }

  @Test func unknownNumberFormatIsNamed() throws {
    let error = try spoiled {
      try rewriteHeader($0) { header in
        var entry = header["embeddings.LayerNorm.bias"] as? [String: Any]
        entry?["dtype"] = "I8"
        header["embeddings.LayerNorm.bias"] = entry
      }
    }
    #expect(error.kind == .unsupported && error.message.contains("I8"))
  }

  @Test(arguments: [
    ("config.json", "\"model_type\": \"bert\"", "\"model_type\": \"mpnet\"", "mpnet"),
    ("config.json", "\"hidden_act\": \"gelu\"", "\"hidden_act\": \"relu\"", "relu"),
    ("modules.json", "models.Normalize", "models.Dense", "Dense"),
    ("1_Pooling/config.json", "mode_max_tokens\": false", "mode_max_tokens\": true", "1_Pooling"),
    ("tokenizer.json", "\"BertNormalizer\"", "\"Lowercase\"", "BertNormalizer"),
    ("tokenizer.json", "\"lstrip\":false", "\"lstrip\":true", "added tokens"),
  ])
  func unsupportedKindsAreNamed(
    file: String, old: String, new: String, said: String
  ) throws {
    let error = try spoiled { try replace(old, by: new, in: $0.appending(path: file)) }
    #expect(error.kind == .unsupported && error.message.contains(file), "\(error)")
    #expect(error.message.contains(said), "\(error)")
  }

  @Test(arguments: [
    ("config.json", "\"num_attention_heads\": 4", "\"num_attention_heads\": 5", "config.json"),
    ("config.json", "\"hidden_size\": 32,", "", "hidden"), ("config.json", "{", "[", "config.json"),
    ("vocab.txt", "[CLS]", "[QQQ]", "[CLS]"), ("vocab.txt", "[MASK]", "a\nb\nc", "vocabulary"),
    ("tokenizer.json", "\"id\":4,", "\"id\":99999,", "vocabulary"),
    ("tokenizer.json", "\"id\":4,", "\"id\":-1,", "negative"),
  ])
  func damagedFilesAreNamed(file: String, old: String, new: String, said: String) throws {
    let error = try spoiled { try replace(old, by: new, in: $0.appending(path: file)) }
    #expect(error.kind == .damaged && error.message.contains(said), "\(error)")
  }

  @Test func everyFileReadHasItsDigest() throws {
    let encoder = try SentenceEncoder(folder: Golden.model("mean"))
    #expect(
      encoder.digests.keys.sorted() == [
        "1_Pooling/config.json", "config.json", "config_sentence_transformers.json",
        "model.safetensors", "modules.json", "sentence_bert_config.json", "tokenizer.json",
        "vocab.txt",
      ])
    #expect(encoder.digests.values.allSatisfy { $0.count == 64 })
  }
}
