import Endpoints
import Foundation
import Probing
import Testing

@Suite struct TransportTests {
  private func exchange(
    _ behaviour: String, timeout: Double = 120, maximumBodyBytes: Int = 16 << 20
  ) async throws -> Exchange<Reply> {
    try await withServer { server in
      try await withSurroundings(maximumBodyBytes: maximumBodyBytes) { surroundings in
        let endpoint = try openAI(server.base(behaviour), in: surroundings, timeout: timeout)
        return await endpoint.exchange(for: prompt(), adapted: [])
      }
    }
  }

  @Test func headOfResponseIsKept() async throws {
    let exchange = try await exchange("fine")
    #expect(exchange.status == 200)
    #expect(exchange.requestID == "req-0")
    #expect(exchange.providerDate?.hasSuffix("GMT") == true)
    #expect(exchange.rateLimits == ["x-ratelimit-limit": "9"])
    #expect(try exchange.result.get().text == "fine")
  }

  @Test func connectionCutInBodyIsConnectionError() async throws {
    let exchange = try await exchange("cut")
    #expect(exchange.result.error?.kind == .connection)
    #expect(exchange.result.error?.isUnsent == false)
    #expect(exchange.response == nil)
  }

  @Test(arguments: ["huge", "announced-huge"])
  func responseAboveTheCapIsDropped(behaviour: String) async throws {
    let exchange = try await exchange(behaviour)
    #expect(exchange.result.error?.kind == .tooLarge)
    #expect(exchange.status == 200)
    #expect(exchange.response == nil)
  }

  @Test func deadlineCoversASlowBody() async throws {
    let exchange = try await exchange("drip", timeout: 0.3)
    #expect(exchange.result.error?.kind == .deadline)
  }

  @Test func redirectIsNotFollowed() async throws {
    let error = try await exchange("redirect").result.error
    #expect(error?.kind == .configuration)
    #expect(error?.message.contains("http://127.0.0.2/v1") == true)
  }

  @Test func refusedConnectionWasNotSent() async throws {
    try await withSurroundings { surroundings in
      let endpoint = try openAI("http://127.0.0.1:1", in: surroundings)
      let error = await endpoint.exchange(for: prompt(), adapted: []).result.error
      #expect(error?.kind == .connection)
      #expect(error?.isUnsent == true)
    }
  }

  @Test func cancellingAbandonsTheRequest() async throws {
    try await withServer { server in
      try await withSurroundings { surroundings in
        let endpoint = try openAI(server.base("drip"), in: surroundings)
        let asking = Task { await endpoint.exchange(for: prompt(), adapted: []) }
        while server.seen["drip"].isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        asking.cancel()
        #expect(await asking.value.result.error?.kind == .interrupted)
      }
    }
  }

  @Test func manyRequestsReuseConnections() async throws {
    try await withServer { server in
      try await withSurroundings { surroundings in
        let endpoint = try openAI(server.base("many"), in: surroundings)
        let asking = Asking(respondents: [
          "r": Respondent(endpoint: endpoint, limits: Limits(concurrency: 64))
        ])
        let summary = try await asking.ask(items(500)) { _ in }
        #expect(summary.answered == 500)
        let connections = Set(server.seen["many"].map(\.peer))
        #expect(connections.count <= 64)
      }
    }
  }

  @Test func answerToTheUserNeedsNoAsking() async throws {
    try await withServer { server in
      try await withSurroundings { surroundings in
        let endpoint = try openAI(server.base("no-temperature"), in: surroundings)
        #expect(try await endpoint.reply(to: prompt()).text == "fine")
      }
    }
  }

  @Test func embeddingsAreInTheOrderOfTheTexts() async throws {
    try await withServer { server in
      try await withSurroundings { surroundings in
        let settings = HTTPSettings(model: "e", baseURL: server.base("embeddings"))
        let embeddings = try OpenAIEmbeddings(settings, in: surroundings)
        let exchange = await embeddings.exchange(for: ["a", "b"])
        #expect(exchange.status == 200)
        #expect(try exchange.result.get().vectors == [[1, 0], [0, 1]])
      }
    }
  }

  @Test(arguments: [
    #"{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1]}]}"#,
    #"{"data":[{"index":0,"embedding":[1,2]}]}"#,
    #"{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]}"#,
    #"{"data":[{"index":0,"embedding":[]},{"index":1,"embedding":[]}]}"#,
    #"{"data":[{"index":0,"embedding":[NaN]},{"index":1,"embedding":[1]}]}"#,
    #"{"data":[{"index":0,"embedding":[null]},{"index":1,"embedding":[1]}]}"#,
    #"{"data":[{"index":0,"embedding":[1e300]},{"index":1,"embedding":[1]}]}"#,
    #"{}"#,
  ])
  func unusableEmbeddingsAreMalformed(body: String) async throws {
    try await withSurroundings { surroundings in
      let settings = HTTPSettings(model: "e", baseURL: "http://localhost")
      let embeddings = try OpenAIEmbeddings(settings, in: surroundings)
      let error = #expect(throws: EndpointError.self) {
        try embeddings.embedded(
          in: WireResponse(status: 200, body: Data(body.utf8)), count: 2)
      }
      #expect(error?.kind == .malformed)
    }
  }

  @Test(arguments: [
    ("X-Cache", "HIT from edge", true), ("x-cache", "Miss from edge", false),
    ("cf-cache-status", "HIT", true), ("helicone-cache", "hit", true), ("Age", "31", true),
    ("Age", "0", false), ("Cache-Control", "no-store", false), ("x-architecture", "hit", false),
  ])
  func anAnswerOfACacheIsKnownByItsHeaders(name: String, value: String, isKept: Bool) {
    let response = WireResponse(status: 200, headers: [Header(name, value)], body: Data())
    #expect(response.cache == (isKept ? "\(name.lowercased()): \(value)" : nil))
  }
}
