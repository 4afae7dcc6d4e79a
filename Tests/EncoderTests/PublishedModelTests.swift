import Encoder
import Foundation
import Testing

/// The published weights of all-MiniLM-L6-v2, where the environment variable `FILIATION_ENCODER` names
/// their folder; a folder that cannot be used, or holds other weights, fails.
@Suite(.enabled(if: publishedFolder != nil))
struct PublishedModelTests {
  @Test func weightsAreThoseOfTheGoldenValues() throws {
    let encoder = try SentenceEncoder(folder: try #require(publishedFolder))
    #expect(try encoder.digests["model.safetensors"] == Golden.published().sha256)
    #expect(encoder.dimensions == 384 && encoder.longest == 256)
  }

  @Test func vectorsAgainstSentenceTransformers() async throws {
    let golden = try Golden.published()
    let folder = try #require(publishedFolder)
    let encoder = try SentenceEncoder(folder: folder, longest: golden.longest)
    #expect(golden.texts.map { encoder.tokens(of: $0).count }.max() == 512)
    expectClose(await encoder.vectors(for: golden.texts), golden.vectors)
    let usual = try SentenceEncoder(folder: folder)
    expectClose(await usual.vectors(for: golden.usualTexts), golden.usual)
  }

  @Test func tokensAgainstTokenizers() throws {
    let golden = try Golden.published()
    var folder = try ModelFolder(try #require(publishedFolder))
    let tokenizer = try Tokenizer(try TokenizerSource(&folder))
    let string = try GeneratedString(Golden.tokens())
    let expected = Golden.digests(golden.digests)
    #expect(expected.count == 12_000)
    let wrong = expected.indices.filter {
      digest(tokenizer.tokens(of: string($0), atMost: .max)) != expected[$0]
    }
    #expect(wrong.isEmpty, "\(wrong.count) differ, such as \(wrong.prefix(9))")
  }
}

private let publishedFolder = ProcessInfo.processInfo.environment["FILIATION_ENCODER"].map {
  URL(fileURLWithPath: $0)
}
