import Foundation
import Probing

/// What a study file may say about an endpoint reached over HTTP.
public struct HTTPSettings: Decodable, Sendable {
  public var model: String
  /// Where the server is; `nil` is the provider's own.
  public var baseURL: String?
  /// The environment variable that holds the key.
  public var keyEnvironment: String?
  /// Further headers; a value `$NAME` is a secret taken from the environment.
  public var headers: [String: String]?
  /// Seconds for one request, answer included; 180 when absent.
  public var timeout: Double?
  /// A system prompt put before every conversation.
  public var system: String?
  /// How much a reasoning model is to think, in the provider's words.
  public var effort: String?
  /// `max_tokens` or `max_completion_tokens`.
  public var maxTokensField: String?
  /// Further fields of the request's body, such as vendor options; they win over ours.
  public var extra: [String: JSON]?

  public init(model: String, baseURL: String? = nil, keyEnvironment: String? = nil) {
    self.model = model
    self.baseURL = baseURL
    self.keyEnvironment = keyEnvironment
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case model, headers, timeout, system, effort, extra
    case baseURL = "base_url"
    case keyEnvironment = "key_env"
    case maxTokensField = "max_tokens_field"
  }
}

/// The settings common to all HTTP providers, checked, with the keys read.
struct HTTPAccess: Sendable {
  var settings: HTTPSettings
  var url: String
  var headers: [Header]
  var secretHeaders: [SecretHeader]
  var timeout: Duration

  /// - Parameters:
  ///   - path: What follows the version in the URL, such as `chat/completions`.
  ///   - defaultKey: The variable read when the server is the provider's own.
  ///   - keyHeader: The header and prefix in which the key travels.
  /// - Throws: `.configuration`, or `.authentication` for a key that is not there.
  init(
    _ settings: HTTPSettings, path: String, home: String, defaultKey: String,
    keyHeader: (name: String, prefix: String), environment: [String: String]
  ) throws(EndpointError) {
    if let problem = settings.problems.first { throw problem.error }
    self.settings = settings
    let base = settings.baseURL ?? home
    url = Self.url(base: base, path: path)
    timeout = try .timeout(settings.timeout)
    headers = []
    secretHeaders = []
    let isHome = URL(string: base)?.host == URL(string: home)?.host
    if let variable = settings.keyEnvironment ?? (isHome ? defaultKey : nil) {
      let key = try Secret(variable: variable, in: environment)
      secretHeaders.append(SecretHeader(keyHeader.name, prefix: keyHeader.prefix, key))
    }
    try addHeaders(from: environment)
  }

  /// The body with the vendor's options put in.
  func body(_ fields: [String: JSON]) -> Data {
    JSON.object(fields.merging(settings.extra ?? [:], uniquingKeysWith: { $1 })).bytes
  }

  func request(_ fields: [String: JSON]) -> WireRequest {
    WireRequest(url: url, headers: headers, secretHeaders: secretHeaders, body: body(fields))
  }

  /// Upper bound on the tokens of the conversation with the subject's system prompt.
  func promptTokensAtMost(_ prompt: Prompt) -> Int {
    prompt.tokensAtMost + (settings.system.map { $0.utf8.count + 16 } ?? 0)
  }

  /// `base` may end before the version, at it, or be the whole URL.
  static func url(base: String, path: String) -> String {
    let trimmed = trimmed(base)
    if trimmed.hasSuffix("/" + path) { return trimmed }
    let isVersioned = URLComponents(string: trimmed)?.path.split(separator: "/").contains {
      $0.first == "v" && $0.dropFirst().first?.isNumber == true
    }
    return trimmed + (isVersioned == true ? "/" : "/v1/") + path
  }

  private mutating func addHeaders(from environment: [String: String]) throws(EndpointError) {
    for (name, value) in (settings.headers ?? [:]).sorted(by: { $0.key < $1.key }) {
      if value.hasPrefix("$") {
        let secret = try Secret(variable: HTTPSettings.variable(in: value), in: environment)
        secretHeaders.append(SecretHeader(name, secret))
      } else {
        headers.append(Header(name, value))
      }
    }
  }
}
