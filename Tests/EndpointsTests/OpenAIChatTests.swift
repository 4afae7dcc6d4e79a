import Endpoints
import Foundation
import Probing
import Testing

@Suite struct OpenAIChatTests {
  private func chat(_ change: (inout HTTPSettings) -> Void = { _ in }) throws -> OpenAIChat {
    var settings = HTTPSettings(model: "m", baseURL: "http://localhost:8000")
    change(&settings)
    return try OpenAIChat(settings, environment: ["KEY": "sk-0123456789abcdef"])
  }

  private func reply(_ json: String) throws -> Reply {
    try chat().reply(from: WireResponse(status: 200, body: Data(json.utf8)))
  }

  private func error(_ status: Int, _ body: String) throws -> EndpointError? {
    let chat = try chat()
    return Result { () throws(EndpointError) in
      try chat.reply(from: WireResponse(status: status, body: Data(body.utf8)))
    }.error
  }

  @Test func requestAgainstWrittenJSON() throws {
    let chat = try chat {
      $0.system = "Be brief."
      $0.effort = "low"
      $0.extra = ["top_k": 1]
    }
    var prompt = prompt("Hi", maxTokens: 9)
    prompt.seed = 1 << 31 | 5
    prompt.topLogprobs = 3
    let body = String(decoding: chat.request(for: prompt, adapted: []).body, as: UTF8.self)
    let expected = #"""
      {"logprobs":true,"max_tokens":9,"messages":[{"content":"Be brief.","role":"system"},\#
      {"content":"Hi","role":"user"}],"model":"m","reasoning_effort":"low","seed":5,\#
      "temperature":0,"top_k":1,"top_logprobs":3}
      """#
    #expect(body == expected)
  }

  @Test func adaptedRequestLeavesPartsOut() throws {
    var prompt = prompt()
    prompt.seed = 1
    prompt.topLogprobs = 2
    let request = try chat().request(for: prompt, adapted: Set(Adaptation.allCases))
    let body = try JSONDecoder().decode([String: JSON].self, from: request.body)
    #expect(body.keys.sorted() == ["max_completion_tokens", "messages", "model"])
  }

  @Test(arguments: [
    ("http://h:1", "http://h:1/v1/chat/completions"),
    ("http://h:1/", "http://h:1/v1/chat/completions"),
    ("http://h/v1", "http://h/v1/chat/completions"),
    ("http://h/v1/", "http://h/v1/chat/completions"),
    ("http://h/api/paas/v4", "http://h/api/paas/v4/chat/completions"),
    ("http://h/v1beta/openai", "http://h/v1beta/openai/chat/completions"),
    ("http://h/openai", "http://h/openai/v1/chat/completions"),
    ("http://h/chat/completions", "http://h/chat/completions"),
  ])
  func pathIsAppendedOnce(base: String, url: String) throws {
    let chat = try chat { $0.baseURL = base }
    #expect(chat.request(for: prompt(), adapted: []).url == url)
  }

  @Test(arguments: ["ftp://h", "h:8000", "http://", "http://user:pass@h", "http://h?key=1"])
  func unusableBaseIsRefused(base: String) {
    let error = #expect(throws: EndpointError.self) { try chat { $0.baseURL = base } }
    #expect(error?.kind == .configuration)
  }

  @Test func keyTravelsOnlyInSecretHeaders() throws {
    let chat = try chat {
      $0.keyEnvironment = "KEY"
      $0.headers = ["x-team": "a", "api-key": "$KEY"]
    }
    let request = chat.request(for: prompt(), adapted: [])
    #expect(request.headers == [Header("x-team", "a")])
    #expect(request.secretHeaders.map(\.name) == ["Authorization", "api-key"])
    #expect(!String(reflecting: request).contains("sk-0123456789abcdef"))
    #expect(!"\(request)".contains("sk-0123456789abcdef"))
  }

  @Test func missingKeyIsNamed() {
    let error = #expect(throws: EndpointError.self) {
      try OpenAIChat(HTTPSettings(model: "m"), environment: [:])
    }
    #expect(error?.kind == .authentication)
    #expect(error?.message.contains("OPENAI_API_KEY") == true)
  }

  @Test func keyInPlainHeaderIsRefused() {
    let error = #expect(throws: EndpointError.self) {
      try chat { $0.headers = ["Authorization": "Bearer sk-1"] }
    }
    #expect(error?.kind == .configuration)
  }

  @Test(arguments: [0, -1, .nan, .infinity])
  func unusableTimeoutIsRefused(seconds: Double) {
    #expect(throws: EndpointError.self) { try chat { $0.timeout = seconds } }
  }

  @Test func ordinaryReply() throws {
    let reply = try reply(
      #"""
      {"model":"m-1","system_fingerprint":"f","usage":{"prompt_tokens":7,"completion_tokens":2},
       "choices":[{"finish_reason":"length","message":{"content":" four"},"logprobs":{"content":
       [{"top_logprobs":[{"token":"b","logprob":-2},{"token":"a","logprob":-0.5}]}]}}]}
      """#)
    #expect(
      reply
        == Reply(
          text: " four", finish: .length, modelReturned: "m-1", fingerprint: "f", promptTokens: 7,
          completionTokens: 2,
          firstTokenLogprobs: [
            TokenLogprob(token: "a", logprob: -0.5), TokenLogprob(token: "b", logprob: -2),
          ]))
  }

  @Test(arguments: [
    ("<think>why</think>\n\nfour", "four", "why"),
    ("\n<think>why</think>four", "four", "why"),
    ("why</think>\nfour", "four", "why"),
    ("<think>cut off", "", "cut off"),
    ("<thinking>why</thinking> four", "four", "why"),
    ("write <think>x</think> in a file", "write <think>x</think> in a file", nil),
    (" four", " four", nil),
  ])
  func thoughtIsSeparated(content: String, text: String, reasoning: String?) throws {
    let encoded = String(decoding: try JSONEncoder().encode(content), as: UTF8.self)
    let reply = try reply(#"{"choices":[{"message":{"content":\#(encoded)}}]}"#)
    #expect(reply.text == text)
    #expect(reply.reasoning == reasoning)
  }

  @Test(arguments: ["reasoning", "reasoning_content"])
  func reasoningFieldIsSeparated(field: String) throws {
    let reply = try reply(#"{"choices":[{"message":{"content":"4","\#(field)":"why"}}]}"#)
    #expect(reply.text == "4")
    #expect(reply.reasoning == "why")
  }

  @Test func contentInPartsIsJoined() throws {
    let reply = try reply(
      #"{"choices":[{"message":{"content":[{"type":"text","text":"a"},{"text":"b"}]}}]}"#)
    #expect(reply.text == "ab")
  }

  @Test func refusalIsTheAnswer() throws {
    let reply = try reply(
      #"{"choices":[{"finish_reason":"stop","message":{"content":null,"refusal":"I cannot"}}]}"#)
    #expect(reply.text == "I cannot")
    #expect(reply.finish == .refused)
  }

  @Test(arguments: [
    (400, #"{"error":{"message":"x","code":"content_filter"}}"#),
    (400, #"{"error":{"message":"x","code":"data_inspection_failed"}}"#),
    (403, #"{"error":{"message":"flagged","code":403,"metadata":{"reasons":["violence"]}}}"#),
  ])
  func rejectionForContentIsFilteredReply(status: Int, body: String) throws {
    let reply = try chat().reply(from: WireResponse(status: status, body: Data(body.utf8)))
    #expect(reply == Reply(text: "", finish: .filtered))
  }

  @Test(arguments: [
    (401, #"{"error":{"message":"no"}}"#, EndpointError.Kind.authentication, false),
    (403, "", .authentication, false),
    (404, #"{"error":"model 'x' not found"}"#, .unknownModel, false),
    (400, #"{"error":{"message":"x","code":"model_not_found"}}"#, .unknownModel, false),
    (400, #"{"error":{"message":"too long"}}"#, .badRequest, false),
    (422, #"{"detail":[{"msg":"bad"}]}"#, .badRequest, false),
    (408, "", .deadline, true),
    (409, "", .provider, true),
    (429, "", .rateLimited, true),
    (402, #"{"error":{"message":"pay"}}"#, .rateLimited, false),
    (500, "<html>", .provider, true),
    (529, #"{"error":{"type":"overloaded_error"}}"#, .provider, true),
    (307, "", .configuration, false),
    (200, #"{"error":{"message":"upstream","code":502}}"#, .provider, true),
    (200, #"{"error":{"message":"slow down","code":429}}"#, .rateLimited, true),
    (200, #"{"choices":[{"error":{"message":"died","code":502}}]}"#, .provider, true),
    (200, #"{"choices":[]}"#, .malformed, true),
    (200, "{", .malformed, true),
    (200, "", .malformed, true),
  ])
  func responseBecomesError(
    status: Int, body: String, kind: EndpointError.Kind, isRetriable: Bool
  ) throws {
    let error = try error(status, body)
    #expect(error?.kind == kind)
    #expect(error?.isRetriable == isRetriable)
  }

  @Test(
    arguments: [
      ("Unsupported value: 'temperature' does not support 0 with this model.", .temperature),
      ("Unrecognized request argument supplied: seed", .seed),
      ("logprobs are not supported with reasoning models", .logprobs),
      (
        "'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        .tokenLimitField
      ),
      ("max_tokens is too large: 9999", nil), ("the prompt talks of temperature", nil),
    ] as [(String, Adaptation?)])
  func rejectedPartIsRecognised(message: String, part: Adaptation?) throws {
    let error = try error(400, #"{"error":{"message":"\#(message)"}}"#)
    #expect(error?.rejects == part)
  }

  @Test(
    arguments: [
      (["Retry-After": "3"], Duration.seconds(3)),
      (["retry-after-ms": "250", "Retry-After": "1"], .milliseconds(250)),
      (["Retry-After": "-5"], .zero),
      (["Retry-After": "1e99"], .seconds(86_400)),
      (
        [
          "Retry-After": "Wed, 21 Oct 2015 07:28:30 GMT", "Date": "Wed, 21 Oct 2015 07:28:00 GMT",
        ], .seconds(30)
      ),
      (["Retry-After": "soon"], nil), ([:], nil),
    ] as [([String: String], Duration?)])
  func retryAfterIsRead(headers: [String: String], wait: Duration?) {
    let response = WireResponse(
      status: 429, headers: headers.map { Header($0.key, $0.value) }, body: Data())
    #expect(response.retryAfter == wait)
  }
}
