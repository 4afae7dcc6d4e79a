import Foundation

/// What a folder says about its tokenizer: tokenizer.json, or vocab.txt with tokenizer_config.json.
///
/// Where both are there, the words come from vocab.txt and everything else from tokenizer.json.
package struct TokenizerSource {
  /// UTF-8, in the order of their ids.
  var pieces: [[UInt8]] = []
  package var normalization = Normalization.Settings()
  var verbatim: [(text: String, id: Int32)] = []
  var unknown = "[UNK]"
  var longestWord = 100

  package init(_ folder: inout ModelFolder) throws(EncoderError) {
    let hasWords = folder.holds("vocab.txt")
    guard hasWords || folder.holds("tokenizer.json") else {
      throw EncoderError(
        .missing,
        "\(folder.url.path) holds neither vocab.txt nor tokenizer.json; copy the whole folder")
    }
    if hasWords { pieces = Self.lines(try folder.data("vocab.txt")) }
    if folder.holds("tokenizer.json") {
      try read(try folder.decoded(TokenizerFile.self, from: "tokenizer.json"))
      if !hasWords {
        pieces = try Self.words(try folder.data("tokenizer.json"))
      }
    } else {
      try readSettings(&folder)
    }
  }

  private static func lines(_ data: Data) -> [[UInt8]] {
    var lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { line in
      Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }
  }

  private mutating func read(_ file: TokenizerFile) throws(EncoderError) {
    guard file.model.type ?? "WordPiece" == "WordPiece", let normalizer = file.normalizer,
      normalizer.type == "BertNormalizer", file.preTokenizer?.type == "BertPreTokenizer",
      file.model.continuingSubwordPrefix ?? "##" == "##"
    else {
      throw EncoderError(
        .unsupported,
        "tokenizer.json: only WordPiece with BertNormalizer and BertPreTokenizer is "
          + "supported")
    }
    guard file.addedTokens.allSatisfy(\.isPlain) else {
      throw EncoderError(
        .unsupported,
        "tokenizer.json: added tokens that are normalized, stripped or single words "
          + "are not supported")
    }
    normalization = normalizer.settings
    verbatim = file.addedTokens.map { ($0.content, $0.id) }
    unknown = file.model.unkToken ?? unknown
    longestWord = file.model.maxInputCharsPerWord ?? longestWord
  }

  /// Settings as BertTokenizer reads them from tokenizer_config.json, if there is one.
  private mutating func readSettings(_ folder: inout ModelFolder) throws(EncoderError) {
    if folder.holds("tokenizer_config.json") {
      let file = try folder.decoded(SettingsFile.self, from: "tokenizer_config.json")
      normalization.lowercases = file.doLowerCase ?? true
      normalization.stripsAccents = file.stripAccents ?? normalization.lowercases
      normalization.separatesIdeographs = file.tokenizeChineseChars ?? true
    }
    let special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"].map { Array($0.utf8) }
    verbatim = pieces.enumerated().filter { special.contains($0.element) }
      .map { (String(decoding: $0.element, as: UTF8.self), Int32($0.offset)) }
  }

  /// The words of tokenizer.json by their ids.
  ///
  /// Two keys that differ only in how Unicode writes them are one key to a dictionary of strings, so
  /// every byte beyond ASCII is read as a private-use scalar, which is like no other.
  private static func words(_ data: Data) throws(EncoderError) -> [[UInt8]] {
    var separate: [UInt8] = []
    separate.reserveCapacity(data.count)
    for byte in data {
      let isSingle = byte < 0x80
      separate += isSingle ? [byte] : [0xEE, byte >> 6 | 0x80, byte & 63 | 0x80]
    }
    guard let file = try? JSONDecoder().decode(WordsFile.self, from: Data(separate)) else {
      throw EncoderError(.damaged, "tokenizer.json holds no vocabulary of words with their ids")
    }
    var words = [[UInt8]?](repeating: nil, count: file.model.vocab.count)
    for (word, id) in file.model.vocab where words.indices.contains(id) {
      words[id] = word.unicodeScalars.flatMap { scalar in
        (0xE080...0xE0FF).contains(scalar.value)
          ? [UInt8(scalar.value - 0xE000)] : Array(String(scalar).utf8)
      }
    }
    guard words.allSatisfy({ $0 != nil }) else {
      throw EncoderError(
        .damaged,
        "tokenizer.json: ids of its vocabulary are missing; put the model's vocab.txt beside it")
    }
    return words.map { $0! }
  }
}

private struct TokenizerFile: Decodable {
  struct Added: Decodable {
    var id: Int32
    var content: String
    var singleWord: Bool?
    var lstrip: Bool?
    var rstrip: Bool?
    var normalized: Bool?

    var isPlain: Bool { ![singleWord, lstrip, rstrip, normalized].contains(true) }
  }

  struct Normalizer: Decodable {
    var type: String
    var cleanText: Bool?
    var handleChineseChars: Bool?
    var stripAccents: Bool?
    var lowercase: Bool?

    var settings: Normalization.Settings {
      Normalization.Settings(
        cleansText: cleanText ?? true, separatesIdeographs: handleChineseChars ?? true,
        stripsAccents: stripAccents ?? lowercase ?? true, lowercases: lowercase ?? true)
    }
  }

  struct PreTokenizer: Decodable { var type: String }

  struct Model: Decodable {
    var type: String?
    var unkToken: String?
    var continuingSubwordPrefix: String?
    var maxInputCharsPerWord: Int?
  }

  var addedTokens: [Added]
  var normalizer: Normalizer?
  var preTokenizer: PreTokenizer?
  var model: Model
}

private struct WordsFile: Decodable {
  struct Model: Decodable { var vocab: [String: Int] }
  var model: Model
}

private struct SettingsFile: Decodable {
  var doLowerCase: Bool?
  var stripAccents: Bool?
  var tokenizeChineseChars: Bool?
}
