import Foundation
public import Probing

/// Chat completions as OpenAI defined them and most servers speak them: vLLM, llama.cpp, Ollama,
/// OpenRouter, DashScope and others (https://platform.openai.com/docs/api-reference/chat).
public struct OpenAIChat: HTTPProvider {
  public static let provider: ProviderID = "openai"
  public static var settingNames: [String] { HTTPSettings.CodingKeys.allCases.map(\.rawValue) }
  public static let untaken: Set<Adaptation> = []

  private let access: HTTPAccess

  public init(
    _ settings: HTTPSettings, environment: [String: String]
  ) throws(EndpointError) {
    access = try HTTPAccess(
      settings, path: "chat/completions", home: "https://api.openai.com",
      defaultKey: "OPENAI_API_KEY", keyHeader: ("Authorization", "Bearer "),
      environment: environment)
  }

  public var timeout: Duration { access.timeout }

  public func promptTokensAtMost(_ prompt: Prompt) -> Int { access.promptTokensAtMost(prompt) }

  public func request(for prompt: Prompt, adapted: Set<Adaptation>) -> WireRequest {
    let system = access.settings.system.map { [Message(role: .system, content: $0)] } ?? []
    var fields: [String: JSON] = [
      "model": .string(access.settings.model),
      "messages": .array((system + prompt.messages).map(\.wire)),
      tokenLimitField(adapted): .integer(prompt.maxTokens),
    ]
    if let temperature = prompt.temperature, !adapted.contains(.temperature) {
      fields["temperature"] = .number(temperature)
    }
    if let seed = prompt.seed, !adapted.contains(.seed) {
      fields["seed"] = .integer(Self.wireSeed(seed))
    }
    if prompt.topLogprobs > 0, !adapted.contains(.logprobs) {
      fields["logprobs"] = true
      fields["top_logprobs"] = .integer(prompt.topLogprobs)
    }
    if let effort = access.settings.effort { fields["reasoning_effort"] = .string(effort) }
    return access.request(fields)
  }

  /// OpenAI's own server prefers the newer name; the others know the older one.
  private func tokenLimitField(_ adapted: Set<Adaptation>) -> String {
    let isHome = access.url.hasPrefix("https://api.openai.com/")
    let usual = access.settings.maxTokensField ?? (isHome ? "max_completion_tokens" : "max_tokens")
    guard adapted.contains(.tokenLimitField) else { return usual }
    return usual == "max_tokens" ? "max_completion_tokens" : "max_tokens"
  }

  /// The low 31 bits, the range every server takes.
  static func wireSeed(_ seed: UInt64) -> Int { Int(seed & 0x7fff_ffff) }

  public func reply(from response: WireResponse) throws(EndpointError) -> Reply {
    let failure = ServerFailure(in: response.body)
    if let filtered = failure?.filteredReply(status: response.status) { return filtered }
    guard response.status == 200, failure == nil else {
      throw EndpointError(
        response, failure: failure, from: access.url, model: access.settings.model)
    }
    guard let json = JSON(parsing: response.body) else {
      throw .malformed("\(access.url) did not answer in JSON", response)
    }
    guard let choice = json["choices"]?[0], case .object(let message)? = choice["message"] else {
      throw .malformed("\(access.url) answered without any choice", response)
    }
    switch message["content"] ?? .null {
    case .string, .array, .null: break
    default: throw .malformed("\(access.url) answered with content that is no text", response)
    }
    return Self.reply(json, choice: choice, message: .object(message))
  }

  private static func reply(_ json: JSON, choice: JSON, message: JSON) -> Reply {
    let refusal = message["refusal"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    let content = SeparatedText(text(of: message["content"]))
    let apart = message["reasoning_content"]?.string ?? message["reasoning"]?.string
    let finish = finish(choice["finish_reason"]?.string)
    return Reply(
      text: refusal ?? content.text,
      reasoning: apart.flatMap { $0.isEmpty ? nil : $0 } ?? content.reasoning,
      finish: refusal == nil ? finish : .refused,
      modelReturned: json["model"]?.string, fingerprint: json["system_fingerprint"]?.string,
      promptTokens: json["usage"]?["prompt_tokens"]?.tokenCount,
      completionTokens: json["usage"]?["completion_tokens"]?.tokenCount,
      firstTokenLogprobs: logprobs(choice["logprobs"]))
  }

  /// The content, which some servers send in parts.
  private static func text(of content: JSON?) -> String {
    content?.string ?? (content?.elements ?? []).compactMap { $0["text"]?.string }.joined()
  }

  private static func finish(_ reason: String?) -> Reply.Finish {
    switch reason {
    case "stop", "eos": .stop
    case "length": .length
    case "content_filter": .filtered
    default: .other
    }
  }

  private static func logprobs(_ json: JSON?) -> [TokenLogprob] {
    let alternatives = json?["content"]?[0]?["top_logprobs"]?.elements ?? []
    return alternatives.compactMap { entry in
      guard let token = entry["token"]?.string, let logprob = entry["logprob"]?.double else {
        return nil
      }
      return TokenLogprob(token: token, logprob: logprob)
    }.sorted { $0.logprob > $1.logprob }
  }
}

extension Message {
  var wire: JSON { ["role": .string(role.rawValue), "content": .string(content)] }
}
