import Foundation
public import Probing

/// Anthropic's Messages API, version 2023-06-01 (https://docs.anthropic.com/en/api/messages).
public struct AnthropicMessages: HTTPProvider {
  public static let provider: ProviderID = "anthropic"
  public static var settingNames: [String] {
    HTTPSettings.CodingKeys.allCases.filter { $0 != .maxTokensField }.map(\.rawValue)
  }
  public static let untaken: Set<Adaptation> = [.seed, .logprobs]

  private let access: HTTPAccess

  public init(
    _ settings: HTTPSettings, environment: [String: String]
  ) throws(EndpointError) {
    var access = try HTTPAccess(
      settings, path: "messages", home: "https://api.anthropic.com",
      defaultKey: "ANTHROPIC_API_KEY", keyHeader: ("x-api-key", ""), environment: environment)
    if !access.headers.contains(where: { $0.name.lowercased() == "anthropic-version" }) {
      access.headers.append(Header("anthropic-version", "2023-06-01"))
    }
    self.access = access
  }

  public var timeout: Duration { access.timeout }

  public func promptTokensAtMost(_ prompt: Prompt) -> Int { access.promptTokensAtMost(prompt) }

  public func request(for prompt: Prompt, adapted: Set<Adaptation>) -> WireRequest {
    let turns = prompt.messages.filter { $0.role != .system }
    var fields: [String: JSON] = [
      "model": .string(access.settings.model), "messages": .array(turns.map(\.wire)),
      "max_tokens": .integer(prompt.maxTokens),
    ]
    let inline = prompt.messages.filter { $0.role == .system }.map(\.content)
    let system = [access.settings.system].compactMap { $0 } + inline
    if !system.isEmpty { fields["system"] = .string(system.joined(separator: "\n\n")) }
    if let temperature = prompt.temperature, !adapted.contains(.temperature) {
      fields["temperature"] = .number(temperature)
    }
    if let effort = access.settings.effort {
      fields["output_config"] = ["effort": .string(effort)]
    }
    return access.request(fields)
  }

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
    guard let blocks = json["content"]?.elements else {
      throw .malformed("\(access.url) answered without any content", response)
    }
    return Self.reply(json, blocks: blocks)
  }

  private static func reply(_ json: JSON, blocks: [JSON]) -> Reply {
    func joined(_ type: String) -> String {
      blocks.filter { $0["type"]?.string == type }.compactMap { $0[type]?.string }.joined()
    }
    let content = SeparatedText(joined("text"))
    let thinking = joined("thinking")
    let usage = json["usage"]
    let inputs = ["input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"]
      .compactMap { usage?[$0]?.tokenCount }
    return Reply(
      text: content.text, reasoning: thinking.isEmpty ? content.reasoning : thinking,
      finish: finish(json["stop_reason"]?.string), modelReturned: json["model"]?.string,
      promptTokens: inputs.isEmpty ? nil : inputs.reduce(0, +),
      completionTokens: usage?["output_tokens"]?.tokenCount)
  }

  private static func finish(_ reason: String?) -> Reply.Finish {
    switch reason {
    case "end_turn", "stop_sequence": .stop
    case "max_tokens", "model_context_window_exceeded": .length
    case "refusal": .refused
    default: .other
    }
  }
}
