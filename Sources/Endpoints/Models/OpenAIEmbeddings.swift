public import Foundation

/// Embeddings as OpenAI defined them (https://platform.openai.com/docs/api-reference/embeddings).
public struct OpenAIEmbeddings: TextEmbedder {
  public static let kind = "endpoint"
  public static let usualConcurrency = 4
  public static var settingNames: [String] {
    let names: [HTTPSettings.CodingKeys] = [
      .model, .baseURL, .keyEnvironment, .headers, .timeout, .extra,
    ]
    return names.map(\.rawValue)
  }

  public var model: String { access.settings.model }
  public var isMetered: Bool { true }
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

  public func close() async {}

  public func exchange(for texts: [String]) async -> Exchange<EmbeddedTexts> {
    let request = access.request([
      "model": .string(model), "input": .array(texts.map { .string($0) }),
      "encoding_format": "float",
    ])
    return await transport.exchange(request, within: access.timeout) {
      response throws(EndpointError) in try embedded(in: response, count: texts.count)
    }
  }

  package func embedded(
    in response: WireResponse, count: Int
  ) throws(EndpointError) -> EmbeddedTexts {
    guard response.status == 200 else {
      throw EndpointError(
        response, failure: ServerFailure(in: response.body), from: access.url, model: model)
    }
    guard let embedded = Self.embedded(in: response.body) else {
      throw .malformed("\(access.url) sent no embeddings", response)
    }
    if let fault = embedded.fault(for: count) {
      throw .malformed("\(access.url) sent \(fault)", response)
    }
    return embedded
  }

  public static func embedded(in response: Data) -> EmbeddedTexts? {
    guard let body = try? JSONDecoder().decode(Body.self, from: response) else { return nil }
    let entries = body.data.sorted { $0.index < $1.index }
    guard entries.map(\.index) == Array(entries.indices) else { return nil }
    return EmbeddedTexts(
      vectors: entries.map(\.embedding), modelReturned: body.model,
      promptTokens: body.usage?.promptTokens)
  }

  private struct Body: Decodable {
    struct Entry: Decodable {
      var index: Int
      var embedding: [Float]
    }

    struct Usage: Decodable {
      var promptTokens: Int?

      enum CodingKeys: String, CodingKey { case promptTokens = "prompt_tokens" }
    }

    var data: [Entry]
    var model: String?
    var usage: Usage?
  }
}
