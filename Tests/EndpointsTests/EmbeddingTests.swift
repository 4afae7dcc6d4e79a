import Endpoints
import Foundation
import Probing
import Synchronization
import Testing

/// An embedder that answers as a closure says.
private struct ScriptedEmbedder: TextEmbedder {
  struct Settings: Decodable, Sendable {}

  static let kind = "scripted"
  static let settingNames: [String] = []
  static let usualConcurrency = 1

  let model = "scripted"
  let isMetered = true
  let answer: @Sendable ([String]) async -> Result<EmbeddedTexts, EndpointError>

  init(_ answer: @escaping @Sendable ([String]) async -> Result<EmbeddedTexts, EndpointError>) {
    self.answer = answer
  }

  init(_ settings: Settings, in surroundings: Surroundings) {
    self.init { _ in .success(EmbeddedTexts(vectors: [])) }
  }

  func exchange(for texts: [String]) async -> Exchange<EmbeddedTexts> {
    Exchange(request: Data("q".utf8), response: Data("a".utf8), result: await answer(texts))
  }

  func close() async {}

  static func embedded(in response: Data) -> EmbeddedTexts? { nil }
}

/// What was recorded, in order.
private final class Record: Sendable {
  private let kept = Mutex<[Embedding.Attempt]>([])

  var attempts: [Embedding.Attempt] { kept.withLock { $0 } }
  var outcomes: [String] { attempts.map(\.outcome) }

  func keep(_ attempt: Embedding.Attempt) { kept.withLock { $0.append(attempt) } }
}

@Suite struct EmbeddingTests {
  private let texts = (0..<100).map { "text \($0)" }

  private static func vectors(_ texts: [String], dimensions: Int = 2) -> EmbeddedTexts {
    EmbeddedTexts(
      vectors: texts.map { text in (0..<dimensions).map { Float(text.utf8.count + $0) } },
      promptTokens: texts.count)
  }

  private func embedding(
    limit: SpendLimit = SpendLimit(), concurrency: Int = 1,
    _ answer: @escaping @Sendable ([String]) async -> Result<EmbeddedTexts, EndpointError>
  ) -> Embedding {
    Embedding(
      embedder: ScriptedEmbedder(answer), limits: Limits(concurrency: concurrency),
      budget: RequestBudget(limit), retry: RetryPolicy(attempts: 3), time: JumpingClock().source)
  }

  @Test func everyTextIsEmbeddedOnceInBatches() async throws {
    let record = Record()
    let summary = try await embedding(concurrency: 3) { .success(Self.vectors($0)) }
      .embed(texts, record: record.keep)
    #expect(summary.embedded == 100 && summary.left == 0)
    guard case .finished = summary.stop else {
      Issue.record("\(summary.stop)")
      return
    }
    #expect(record.attempts.map(\.texts).sorted() == [4, 32, 32, 32])
  }

  @Test func failureThatMayPassIsRepeatedAndRecorded() async throws {
    let record = Record()
    let summary = try await embedding { texts in
      record.outcomes.count == 1
        ? .failure(EndpointError(.provider, "busy")) : .success(Self.vectors(texts))
    }.embed(texts, record: record.keep)
    #expect(summary.left == 0)
    #expect(record.outcomes == ["embedded", "provider", "embedded", "embedded", "embedded"])
    #expect(record.attempts.map(\.number) == [1, 1, 2, 1, 1])
  }

  @Test func failureThatStaysEndsTheRun() async throws {
    let record = Record()
    let summary = try await embedding { texts in
      texts.contains("text 40")
        ? .failure(EndpointError(.badRequest, "too long")) : .success(Self.vectors(texts))
    }.embed(texts, record: record.keep)
    #expect(summary.embedded == 32 && summary.left == 68)
    guard case .endpoint(let error) = summary.stop else {
      Issue.record("no stop")
      return
    }
    #expect(error.kind == .badRequest)
    #expect(record.outcomes == ["embedded", "bad-request"])
  }

  @Test(arguments: [nil, 3])
  func vectorsOfAnotherLengthAreMalformed(dimensions: Int?) async throws {
    let record = Record()
    let summary = try await embedding { texts in
      .success(Self.vectors(texts, dimensions: texts.contains("text 0") ? 3 : 2))
    }.embed(texts, dimensions: dimensions, record: record.keep)
    guard case .endpoint(let error) = summary.stop else {
      Issue.record("no stop")
      return
    }
    #expect(error.kind == .malformed && !error.isRetriable)
    #expect(error.message.contains("vectors of 2 numbers where earlier ones have 3"))
    #expect(record.outcomes == ["embedded", "malformed"])
  }

  @Test func budgetIsNotExceeded() async throws {
    let record = Record()
    let summary = try await embedding(limit: SpendLimit(requests: 2), concurrency: 2) {
      .success(Self.vectors($0))
    }.embed(texts, record: record.keep)
    guard case .budget = summary.stop else {
      Issue.record("\(summary.stop)")
      return
    }
    #expect(record.attempts.count == 2 && summary.left == 36)
  }

  @Test func cancellingKeepsWhatWasEmbedded() async throws {
    let record = Record()
    let embedding = embedding { texts in
      if texts.contains("text 40") {
        try? await Task.sleep(for: .seconds(60))
        return .failure(EndpointError(.interrupted, "not waited for"))
      }
      return .success(Self.vectors(texts))
    }
    let task = Task { [texts] in try await embedding.embed(texts, record: record.keep) }
    while record.attempts.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    let summary = try await task.value
    guard case .interrupted = summary.stop else {
      Issue.record("\(summary.stop)")
      return
    }
    #expect(summary.embedded == 32)
    #expect(record.outcomes == ["embedded", "interrupted"])
  }

  @Test func failureOfTheLogEndsEverything() async throws {
    await #expect(throws: CancellationError.self) {
      try await embedding { .success(Self.vectors($0)) }
        .embed(texts) { _ in throw CancellationError() }
    }
  }

  // MARK: The local command

  private func ask(_ script: String, _ texts: [String] = ["a", "b"]) async throws
    -> Exchange<EmbeddedTexts>
  {
    try await withSurroundings { surroundings in
      let command = try EmbeddingCommand(
        .init(command: ["sh", "-c", script], model: "local", timeout: 10), in: surroundings)
      let exchange = await command.exchange(for: texts)
      await command.close()
      return exchange
    }
  }

  @Test func commandIsSentTheTextsAndAnswersVectors() async throws {
    let exchange = try await ask(
      #"read -r line; printf '{"embeddings":[[1,2],[3,4]],"model":"m","asked":%s}\n' "$line""#)
    #expect(
      try exchange.result.get()
        == EmbeddedTexts(vectors: [[1, 2], [3, 4]], modelReturned: "m"))
    #expect(EmbeddedTexts.texts(in: exchange.request) == ["a", "b"])
    let recorded = try #require(exchange.response)
    #expect(
      BuiltInEmbedders.embedded(in: recorded, kind: "command")?.vectors == [[1, 2], [3, 4]])
  }

  @Test(arguments: [
    ("[[1,2]]", "1 vectors for 2 texts"), ("[[1,2],[3]]", "vectors of different lengths"),
    ("[[],[]]", "an empty vector"), ("[[1,2],[NaN,1]]", "must answer each line"),
    ("[[1,2],[1e300,1]]", "must answer each line"), ("3", "must answer each line"),
  ])
  func unusableAnswersOfACommandAreMalformed(embeddings: String, said: String) async throws {
    let exchange = try await ask(
      "read -r line; echo '{\"embeddings\":\(embeddings)}'; sleep 1")
    let error = try #require(exchange.result.error)
    #expect(error.kind == .malformed)
    #expect(error.message.contains(said), "\(error.message)")
  }

  @Test func errorOfACommandIsPassedOn() async throws {
    let exchange = try await ask(#"read -r line; echo '{"error":"no such model"}'; sleep 1"#)
    #expect(exchange.result.error?.kind == .commandFailed)
    #expect(exchange.result.error?.message.contains("no such model") == true)
  }

  // MARK: Descriptions

  private func spec(_ json: String) throws -> EmbedderSpec {
    try JSONDecoder().decode(EmbedderSpec.self, from: Data(json.utf8))
  }

  @Test func descriptionsAreRead() throws {
    let server = try spec(
      #"{"endpoint": {"provider": "openai", "model": "e", "base_url": "http://h", "concurrency": 2}}"#
    )
    #expect(server.kind == "endpoint" && server.limits.concurrency == 2)
    let command = try spec(#"{"command": ["python3", "embed.py"], "model": "mini"}"#)
    #expect(command.kind == "command" && command.limits.concurrency == 1)
  }

  @Test(arguments: [
    #"{}"#, #"{"endpoint": {"model": "e"}, "command": ["cat"]}"#, #"{"endpoint": {}}"#,
    #"{"endpoint": {"model": "e", "temperature": 1}}"#, #"{"command": "cat"}"#,
    #"{"endpoint": {"model": "e", "provider": "anthropic"}}"#,
    #"{"endpoint": {"model": "e"}, "timeout": 5}"#,
    #"{"command": ["cat"], "base_url": "http://h"}"#,
    #"{"endpoint": {"model": "e", "concurrency": 0}}"#,
  ])
  func descriptionsThatAreWrongAreRefused(json: String) {
    #expect(throws: DecodingError.self) { try spec(json) }
  }
}
