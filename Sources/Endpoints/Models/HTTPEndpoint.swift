public import Foundation
public import Probing

/// A protocol spoken over HTTP, as two pure functions.
public protocol HTTPProvider: Sendable {
  static var provider: ProviderID { get }
  /// The settings it takes, among those of `HTTPSettings`.
  static var settingNames: [String] { get }
  /// What its servers never take.
  static var untaken: Set<Adaptation> { get }

  init(_ settings: HTTPSettings, environment: [String: String]) throws(EndpointError)

  /// Time allowed for one request.
  var timeout: Duration { get }
  func promptTokensAtMost(_ prompt: Prompt) -> Int
  func request(for prompt: Prompt, adapted: Set<Adaptation>) -> WireRequest
  func reply(from response: WireResponse) throws(EndpointError) -> Reply
}

/// Any HTTP provider as an endpoint.
public struct HTTPEndpoint<Provider: HTTPProvider>: ModelEndpoint {
  public static var provider: ProviderID { Provider.provider }
  public static var settingNames: [String] { Provider.settingNames }
  public static var usualConcurrency: Int { 8 }

  public static func problems(in settings: HTTPSettings) -> [SettingProblem] { settings.problems }

  public let model: String
  private let provider: Provider
  private let transport: Transport

  public init(
    _ settings: HTTPSettings, in surroundings: Surroundings
  ) throws(EndpointError) {
    model = settings.model
    provider = try Provider(settings, environment: surroundings.environment)
    transport = surroundings.transport
  }

  public var isMetered: Bool { true }
  public var untaken: Set<Adaptation> { Provider.untaken }

  public func promptTokensAtMost(_ prompt: Prompt) -> Int { provider.promptTokensAtMost(prompt) }

  public func sent(
    for prompt: Prompt, adapted: Set<Adaptation>
  ) -> (url: String?, body: Data)? {
    let request = provider.request(for: prompt, adapted: adapted)
    return (request.url, request.body)
  }

  public func exchange(for prompt: Prompt, adapted: Set<Adaptation>) async -> Exchange<Reply> {
    let request = provider.request(for: prompt, adapted: adapted)
    return await transport.exchange(request, within: provider.timeout) {
      response throws(EndpointError) in try provider.reply(from: response)
    }
  }
}

extension Transport {
  /// Sends the request and reads the response; whatever happens is in the exchange.
  ///
  /// A response that repeats a key has it blotted out before anything reads it.
  func exchange<Value: Sendable>(
    _ request: WireRequest, within limit: Duration,
    read: (WireResponse) throws(EndpointError) -> Value
  ) async -> Exchange<Value> {
    let received: WireResponse
    do {
      received = try await send(request, within: limit)
    } catch {
      return Exchange(
        url: request.url, request: request.body, status: error.status, result: .failure(error))
    }
    let response = received.redacting(request.secretHeaders.map(\.secret))
    return Exchange(
      url: request.url, request: request.body, response: response.body, status: response.status,
      requestID: response.requestID, providerDate: response.header("date"),
      rateLimits: response.rateLimits, cache: response.cache,
      notes: Self.notes(on: response, wasRedacted: response != received),
      result: Result { () throws(EndpointError) in try read(response) })
  }

  private static func notes(on response: WireResponse, wasRedacted: Bool) -> [String] {
    let cached = response.cache.map { said in
      "a cache answered in the place of the model, says the header \(said.prefix { $0 != ":" })"
    }
    return [wasRedacted ? Secret.note : nil, cached]
      .compactMap { $0 }
  }
}

extension WireResponse {
  func redacting(_ secrets: [Secret]) -> WireResponse {
    var copy = self
    for secret in secrets {
      copy.body = secret.redacting(copy.body)
      copy.headers = copy.headers.map { Header($0.name, secret.redacting($0.value)) }
    }
    return copy
  }
}
