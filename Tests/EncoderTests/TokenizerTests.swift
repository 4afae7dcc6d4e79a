import Encoder
import Foundation
import Testing

@Suite struct TokenizerTests {
  /// Every token of generated strings in many scripts, broken Unicode among them.
  @Test(arguments: ["uncased", "cased", "accents", "raw"])
  func againstTokenizers(name: String) throws {
    let golden = try Golden.tokens()
    let normalizer = try #require(golden.normalizers[name])
    var folder = try ModelFolder(Golden.model("mean"))
    var source = try TokenizerSource(&folder)
    source.normalization = Normalization.Settings(
      cleansText: normalizer.settings.cleanText,
      separatesIdeographs: normalizer.settings.handleChineseChars,
      stripsAccents: normalizer.settings.stripAccents ?? normalizer.settings.lowercase,
      lowercases: normalizer.settings.lowercase)
    let tokenizer = try Tokenizer(source)
    let expected = Golden.digests(normalizer.digests)
    #expect(expected.count == (name == "uncased" ? 12_000 : 3_000))
    let string = GeneratedString(golden)
    let wrong = expected.indices.filter {
      digest(tokenizer.tokens(of: string($0), atMost: .max)) != expected[$0]
    }
    let examples = wrong.prefix(5).map { number in
      "\(number): \(string(number).unicodeScalars.map { String($0.value, radix: 16) })"
    }
    #expect(wrong.isEmpty, "\(wrong.count) differ, such as \(examples)")
  }

  @Test(arguments: ["mean", "first"])
  func tokensOfTheReferenceEncoder(model: String) throws {
    let golden = try Golden.vectors()
    let encoder = try SentenceEncoder(folder: Golden.model(model))
    let expected = model == "mean" ? golden.meanTokens : golden.firstTokens
    for (text, tokens) in zip(golden.texts, expected) {
      #expect(encoder.tokens(of: text) == tokens, "\(text.prefix(60))")
    }
  }

  /// The vocabulary comes from vocab.txt in one folder and from tokenizer.json in another; in a third
  /// the settings come from tokenizer_config.json.
  @Test func everyPlaceOfTheTokenizerGivesTheSameTokens() throws {
    let (listed, mapped) = (
      try SentenceEncoder(folder: Golden.model("mean"), longest: 512),
      try SentenceEncoder(folder: Golden.model("first"), longest: 512)
    )
    let older = try Golden.encoder(longest: 512) {
      try FileManager.default.removeItem(at: $0.appending(path: "tokenizer.json"))
    }
    for text in try Golden.vectors().texts {
      #expect(listed.tokens(of: text) == mapped.tokens(of: text))
      #expect(listed.tokens(of: text) == older.tokens(of: text))
    }
    #expect(listed.digests["vocab.txt"] != nil && mapped.digests["vocab.txt"] == nil)
    #expect(older.digests["tokenizer_config.json"] != nil)
  }

  @Test func emptyAndInvisibleTextsAreTheTwoMarks() throws {
    let encoder = try SentenceEncoder(folder: Golden.model("mean"))
    let marks = encoder.tokens(of: "")
    #expect(marks.count == 2)
    for text in [" ", "\n\t", "\u{FFFD}", "\u{0}\u{200B}"] {
      #expect(encoder.tokens(of: text) == marks)
    }
  }

  @Test func longTextsAreCutFromTheEnd() throws {
    let encoder = try SentenceEncoder(folder: Golden.model("mean"))
    let long = encoder.tokens(of: String(repeating: "word ", count: 700))
    #expect(long.count == 128 && long.last == encoder.tokens(of: "").last)
    #expect(long == encoder.tokens(of: String(repeating: "word ", count: 900)))
  }
}
