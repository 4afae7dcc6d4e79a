import Endpoints
import Foundation
import Probing
import Testing

@Suite struct AnthropicMessagesTests {
  private func messages(
    _ change: (inout HTTPSettings) -> Void = { _ in }
  ) throws -> AnthropicMessages {
    var settings = HTTPSettings(model: "claude")
    change(&settings)
    return try AnthropicMessages(settings, environment: ["ANTHROPIC_API_KEY": "sk-ant-0123456789"])
  }

  private func reply(_ json: String, status: Int = 200) throws -> Reply {
    try messages().reply(from: WireResponse(status: status, body: Data(json.utf8)))
  }

  @Test func requestAgainstWrittenJSON() throws {
    let messages = try messages {
      $0.system = "Be brief."
      $0.effort = "low"
    }
    var prompt = prompt("Hi", maxTokens: 9)
    prompt.messages.insert(Message(role: .system, content: "In English."), at: 0)
    prompt.seed = 4
    let request = messages.request(for: prompt, adapted: AnthropicMessages.untaken)
    let expected = #"""
      {"max_tokens":9,"messages":[{"content":"Hi","role":"user"}],"model":"claude",\#
      "output_config":{"effort":"low"},"system":"Be brief.\n\nIn English.","temperature":0}
      """#
    #expect(String(decoding: request.body, as: UTF8.self) == expected)
    #expect(request.url == "https://api.anthropic.com/v1/messages")
    #expect(request.headers == [Header("anthropic-version", "2023-06-01")])
    #expect(request.secretHeaders.map(\.name) == ["x-api-key"])
  }

  @Test func thinkingIsSeparated() throws {
    let reply = try reply(
      #"""
      {"model":"claude-1","stop_reason":"end_turn","usage":{"input_tokens":3,
       "cache_read_input_tokens":4,"output_tokens":5},"content":[{"type":"thinking",
       "thinking":"why","signature":"s"},{"type":"redacted_thinking","data":"z"},
       {"type":"text","text":"fo"},{"type":"text","text":"ur"}]}
      """#)
    #expect(
      reply
        == Reply(
          text: "four", reasoning: "why", modelReturned: "claude-1", promptTokens: 7,
          completionTokens: 5))
  }

  @Test(arguments: [
    ("end_turn", Reply.Finish.stop), ("stop_sequence", .stop), ("max_tokens", .length),
    ("refusal", .refused), ("pause_turn", .other),
  ])
  func stopReason(reason: String, finish: Reply.Finish) throws {
    let reply = try reply(#"{"content":[],"stop_reason":"\#(reason)"}"#)
    #expect(reply.finish == finish)
  }

  @Test(arguments: [
    (
      401, #"{"error":{"type":"authentication_error","message":"x"}}"#,
      EndpointError.Kind.authentication
    ),
    (404, #"{"error":{"type":"not_found_error","message":"model: x"}}"#, .unknownModel),
    (400, #"{"error":{"type":"e","message":"Your credit balance is too low"}}"#, .rateLimited),
    (529, #"{"error":{"type":"overloaded_error","message":"Overloaded"}}"#, .provider),
    (200, #"{"type":"message"}"#, .malformed), (200, "nonsense", .malformed),
  ])
  func responseBecomesError(status: Int, body: String, kind: EndpointError.Kind) {
    let error = #expect(throws: EndpointError.self) { try reply(body, status: status) }
    #expect(error?.kind == kind)
  }

  @Test func rejectionForContentIsFilteredReply() throws {
    let body = #"{"error":{"type":"e","message":"Output blocked by content filtering policy"}}"#
    #expect(try reply(body, status: 400) == Reply(text: "", finish: .filtered))
  }

  @Test func temperatureBesideThinkingIsRecognised() {
    let body = """
      {"error":{"type":"invalid_request_error",
      "message":"`temperature` may only be set to 1 when thinking is enabled."}}
      """
    let error = #expect(throws: EndpointError.self) { try reply(body, status: 400) }
    #expect(error?.rejects == .temperature)
  }
}
