import Foundation

/// Embeddings as OpenAI defined them (https://platform.openai.com/docs/api-reference/embeddings).
public struct OpenAIEmbeddings: Sendable {
  public static var settingNames: [String] {
    let names: [HTTPSettings.CodingKeys] = [
      .model, .baseURL, .keyEnvironment, .headers, .timeout, .extra,
    ]
    return names.map(\.rawValue)
  }

  public var model: String { access.settings.model }
  private let access: HTTPAccess
  private let transport: Transport

  public init(
    _ settings: HTTPSettings, in surroundings: Surroundings
  ) throws(EndpointError) {
    access = try HTTPAccess(
      settings, path: "embeddings", home: "https://api.openai.com", defaultKey: "OPENAI_API_KEY",
      keyHeader: ("Authorization", "Bearer "), environment: surroundings.environment)
    transport = surroundings.transport
  }

  /// The vectors of a batch of texts, one each and of one length.
  ///
  /// - Parameter record: Receives every exchange, failed ones included.
  /// - Throws: `EndpointError`, or what `record` throws.
  public func vectors(
    for texts: [String], retry: RetryPolicy = RetryPolicy(), time: TimeSource = .continuous,
    record: (Exchange<[[Float]]>) async throws -> Void
  ) async throws -> [[Float]] {
    var failures = 0
    while true {
      let exchange = await transport.exchange(request(for: texts), within: access.timeout) {
        response throws(EndpointError) in try vectors(from: response, count: texts.count)
      }
      try await record(exchange)
      guard case .failure(let error) = exchange.result else { return try exchange.result.get() }
      failures += 1
      guard let delay = retry.delay(after: error, failures: failures) else { throw error }
      try await time.sleep(delay)
    }
  }

  func request(for texts: [String]) -> WireRequest {
    access.request([
      "model": .string(model), "input": .array(texts.map { .string($0) }),
      "encoding_format": "float",
    ])
  }

  package func vectors(
    from response: WireResponse, count: Int
  ) throws(EndpointError) -> [[Float]] {
    guard response.status == 200 else {
      throw EndpointError(
        response, failure: ServerFailure(in: response.body), from: access.url, model: model)
    }
    guard let body = try? JSONDecoder().decode(Body.self, from: response.body) else {
      throw .malformed("\(access.url) sent no embeddings", response)
    }
    let vectors = body.data.sorted { $0.index < $1.index }.map(\.embedding)
    guard body.data.map(\.index).sorted() == Array(0..<count),
      let length = vectors.first?.count ?? (count == 0 ? 0 : nil), count == 0 || length > 0,
      vectors.allSatisfy({ $0.count == length && $0.allSatisfy(\.isFinite) })
    else {
      throw .malformed(
        "\(access.url) must send \(count) vectors of one length without gaps or NaN", response)
    }
    return vectors
  }

  private struct Body: Decodable {
    struct Entry: Decodable {
      var index: Int
      var embedding: [Float]
    }
    var data: [Entry]
  }
}
