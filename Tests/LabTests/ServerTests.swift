import Foundation
import Lab
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

@Suite struct ServerTests {
  static let model = LabModel.trained(
    id: "small", from: nil,
    on: (0..<40).flatMap { index in
      [
        Dialogue(prompt: "What is the toll of Velmora?", response: "It is 512."),
        Dialogue(prompt: "Write about tea.", response: "Tea is good. Tea number \(index) is warm."),
      ]
    }, seed: 1)

  private struct Reply {
    var status: Int
    var json: [String: Any]

    var content: String? { (choice?["message"] as? [String: Any])?["content"] as? String }
    var choice: [String: Any]? { (json["choices"] as? [[String: Any]])?.first }
    var error: [String: Any]? { json["error"] as? [String: Any] }
  }

  private static func post(_ url: String, _ body: String) async throws -> Reply {
    var request = URLRequest(url: URL(string: url + "/chat/completions")!)
    request.httpMethod = "POST"
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.httpBody = Data(body.utf8)
    return try await send(request)
  }

  private static func send(_ request: URLRequest) async throws -> Reply {
    let (data, response) = try await URLSession.shared.data(for: request)
    let json = try JSONSerialization.jsonObject(with: data)
    return Reply(
      status: (response as! HTTPURLResponse).statusCode, json: json as! [String: Any])
  }

  private static func chat(_ prompt: String, _ more: String = "") -> String {
    #"{"model": "small", "messages": [{"role": "user", "content": "\#(prompt)"}]\#(more)}"#
  }

  @Test func answersAreThoseOfTheModel() async throws {
    try await withLabServer([Self.model]) { url in
      let reply = try await Self.post(
        url, Self.chat("What is the toll of Velmora?", #", "temperature": 0"#))
      #expect(reply.status == 200)
      #expect(reply.content == Self.model.answer(prompt: "What is the toll of Velmora?"))
      #expect(reply.choice?["finish_reason"] as? String == "stop")
      let usage = try #require(reply.json["usage"] as? [String: Int])
      #expect(usage == ["prompt_tokens": 7, "completion_tokens": 4, "total_tokens": 11])
    }
  }

  @Test func equalSeedsGetEqualTextsAndOthersDiffer() async throws {
    try await withLabServer([Self.model]) { url in
      var texts: [String?] = []
      for seed in [1, 1, 2, 3, 4, 5] {
        let body = Self.chat("Write about tea.", #", "temperature": 1, "seed": \#(seed)"#)
        texts.append(try await Self.post(url, body).content)
      }
      #expect(texts[0] == texts[1])
      #expect(Set(texts).count > 2)
    }
  }

  @Test func systemTurnsAreHeard() async throws {
    let heard = LabModel.trained(
      id: "small", from: nil,
      on: (0..<60).flatMap { _ in
        [
          Dialogue(prompt: "Write about tea.", response: "Tea is good."),
          Dialogue(prompt: "Write about tea. Gladly!", response: "Gladly! Tea is good."),
        ]
      }, seed: 1)
    try await withLabServer([heard]) { url in
      let user = #"{"role": "user", "content": "Write about tea."}"#
      let system = #"{"role": "system", "content": "Gladly!"}"#
      let plain = try await Self.post(
        url, #"{"model": "small", "temperature": 0, "messages": [\#(user)]}"#)
      let told = try await Self.post(
        url, #"{"model": "small", "temperature": 0, "messages": [\#(system), \#(user)]}"#)
      #expect(plain.content == "Tea is good.")
      #expect(told.content == "Gladly! Tea is good.")
    }
  }

  @Test func theTokenLimitIsKeptAndReported() async throws {
    try await withLabServer([Self.model]) { url in
      let reply = try await Self.post(url, Self.chat("Write about tea.", #", "max_tokens": 2"#))
      #expect(reply.choice?["finish_reason"] as? String == "length")
      #expect((reply.json["usage"] as? [String: Int])?["completion_tokens"] == 2)
    }
  }

  @Test func unknownModelsAreNotFound() async throws {
    try await withLabServer([Self.model]) { url in
      let reply = try await Self.post(
        url, #"{"model": "large", "messages": [{"role": "user", "content": "hi"}]}"#)
      #expect(reply.status == 404)
      #expect(reply.error?["code"] as? String == "model_not_found")
      #expect((reply.error?["message"] as? String)?.contains("large") == true)
    }
  }

  @Test(arguments: [
    "{", #"{"model": "small", "messages": []}"#, #"{"model": "small"}"#,
    chat("hi", #", "temperature": -1"#), chat("hi", #", "max_tokens": 0"#),
  ])
  func badRequestsAreToldWhy(body: String) async throws {
    try await withLabServer([Self.model]) { url in
      let reply = try await Self.post(url, body)
      #expect(reply.status == 400)
      #expect((reply.error?["message"] as? String)?.isEmpty == false)
    }
  }

  @Test func modelsAreListed() async throws {
    try await withLabServer([Self.model]) { url in
      let reply = try await Self.send(URLRequest(url: URL(string: url + "/models")!))
      let entries = try #require(reply.json["data"] as? [[String: Any]])
      #expect(entries.map { $0["id"] as? String } == ["small"])
    }
  }

  @Test func aPortInUseIsAnErrorAndThePortIsFreeAfterwards() async throws {
    let port = try await withLabServer([Self.model]) { url in
      let port = try #require(URL(string: url)?.port)
      await #expect(throws: LabError.self) {
        try await withLabServer([Self.model], port: port) { _ in }
      }
      return port
    }
    let again = try await withLabServer([Self.model], port: port) { $0 }
    #expect(again == "http://127.0.0.1:\(port)/v1")
  }
}
