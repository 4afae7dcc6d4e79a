public import Foundation
public import Probing

/// The name of a kind of endpoint in a study file, such as `openai`.
public struct ProviderID: RawRepresentable, Hashable, Codable, Sendable {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

extension ProviderID: ExpressibleByStringLiteral, CustomStringConvertible {
  public init(stringLiteral value: String) { self.init(rawValue: value) }
  public var description: String { rawValue }
}

/// Something that answers prompts, one request at a time.
///
/// An endpoint never retries, waits, counts or records: `Asking` does, once for all of them.
public protocol ModelEndpoint: Sendable {
  associatedtype Settings: Decodable & Sendable

  static var provider: ProviderID { get }
  /// The settings a study file may give, by name.
  static var settingNames: [String] { get }
  /// How many questions may be under way when the study file does not say.
  static var usualConcurrency: Int { get }

  /// What is wrong with settings that have the right form.
  static func problems(in settings: Settings) -> [SettingProblem]

  init(_ settings: Settings, in surroundings: Surroundings) throws(EndpointError)

  /// The model asked for, as recorded.
  var model: String { get }
  /// Whether a request may cost money.
  var isMetered: Bool { get }
  /// What this kind of endpoint is known not to take.
  var untaken: Set<Adaptation> { get }
  /// An upper bound on the tokens of the prompt as billed.
  func promptTokensAtMost(_ prompt: Prompt) -> Int
  /// Makes one request, with the given parts adapted.
  func exchange(for prompt: Prompt, adapted: Set<Adaptation>) async -> Exchange<Reply>
  /// What `exchange` would send, and where to; `nil` when that cannot be told without asking.
  func sent(for prompt: Prompt, adapted: Set<Adaptation>) -> (url: String?, body: Data)?
  /// Frees what the endpoint holds; it must not be asked afterwards.
  func close() async
}

extension ModelEndpoint {
  /// One answer without retries, adapting to what the server rejects.
  public func reply(to prompt: Prompt) async throws(EndpointError) -> Reply {
    var adapted = untaken
    while true {
      switch await exchange(for: prompt, adapted: adapted).result {
      case .success(let reply): return reply
      case .failure(let error):
        guard let part = error.rejects, adapted.insert(part).inserted else { throw error }
      }
    }
  }

  public static func problems(in settings: Settings) -> [SettingProblem] { [] }

  public func sent(
    for prompt: Prompt, adapted: Set<Adaptation>
  ) -> (url: String?, body: Data)? { nil }

  public func close() async {}

  public func promptTokensAtMost(_ prompt: Prompt) -> Int { prompt.tokensAtMost }
}

extension Prompt {
  /// An upper bound on the tokens of the messages: no byte-level tokenizer makes more tokens than
  /// bytes, and a chat template is allowed 16 tokens a message and 64 of its own.
  var tokensAtMost: Int {
    messages.reduce(64) { $0 + $1.content.utf8.count + 16 }
  }
}
