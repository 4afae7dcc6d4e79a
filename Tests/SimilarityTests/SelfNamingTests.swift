import Probing
import Similarity
import Testing

@Suite struct SelfNamingTests {
  private func table(_ rows: [(maker: String, texts: [[String]])]) -> AnswerTable {
    var transcript = Transcript(
      texts: rows.map(\.texts),
      subjects: rows.enumerated().map { .made("s\($0)", family: "f\($0)", maker: $1.maker) })
    for probe in transcript.probes.indices { transcript.probes[probe].stratum = "maker" }
    return AnswerTable(transcript)
  }

  private func value(_ text: String, maker: String) async throws -> Double? {
    try await builtIn("identity.self-naming").similarities(
      in: table([("own", [[text]]), (maker, [["x"]])]))[0, 1]
  }

  @Test(arguments: [
    ("I was made by OpenAI.", "openai"), ("I'm ChatGPT, OpenAI's assistant", "OpenAI"),
    ("based on GPT-4o", "openai"), ("gpt4 or so", "openai"), ("Claude, by Anthropic", "anthropic"),
    ("I am Qwen2.5, from Alibaba Cloud", "qwen"), ("我是通义千问", "alibaba"),
    ("Gemini!", "google-deepmind"),
    ("from meta ai", "meta"), ("LLaMA 3", "Meta AI"), ("Built at Initech Labs", "initech labs"),
  ])
  func namesAreFound(_ text: String, _ maker: String) async throws {
    #expect(try await value(text, maker: maker) == 1)
  }

  @Test(arguments: [
    ("I was made by OpenAI.", "anthropic"), ("An open AI model", "openai"),
    ("metaphorically speaking", "meta"), ("I am a language model.", "google"),
    ("Built at Initech", "initech labs"),
    ("I am an AI", "ai21"), ("gpt4all", "openai"),
  ])
  func otherNamesAreNot(_ text: String, _ maker: String) async throws {
    #expect(try await value(text, maker: maker) == 0)
  }

  /// Two of three responses to one probe, none to the other; a blank one counts as none.
  @Test func shareIsTheMeanOverAnsweredProbes() async throws {
    let table = table([
      ("x", [["OpenAI", "gpt", "me"], ["no", " "], [""]]), ("openai", [["?"], ["?"], ["?"]]),
    ])
    let matrix = try await builtIn("identity.self-naming").similarities(in: table)
    #expect(gap(matrix[0, 1], (2.0 / 3 + 0) / 2) < 1e-12)
    #expect(matrix[1, 0] == 0)
    let evidence = try await builtIn("identity.self-naming").evidence(from: table)
    #expect(gap(evidence.similarities(under: [[3, 1, 5]])[0][0, 1], 0.5) < 1e-12)
    #expect(evidence.similarities(under: [[0, 0, 1]])[0][0, 1] == nil)
  }

  @Test func onlyProbesThatAskForTheMakerCount() async {
    let table = AnswerTable(Transcript(texts: [[["OpenAI"]], [["OpenAI"]]]))
    await #expect(throws: NotMeasurable(.notApplicable)) {
      _ = try await builtIn("identity.self-naming").evidence(from: table)
    }
    #expect(!BuiltInMetrics.fused.contains("identity.self-naming"))
  }
}
