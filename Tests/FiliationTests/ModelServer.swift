import Foundation
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// Models behind OpenAI's chat completions on a loopback port, well and badly behaved.
///
/// The model's name decides: `style-N` answers by rule, so that the same question always gets the
/// same answer; `choosing-N` chooses A in N % of cases and gives log probabilities; `changing-N` is `style-0` for its first N requests and `style-1` afterwards; the
/// other names misbehave each in its own way.
struct ModelServer: Sendable {
  /// Stands in the path, so that tests that share the server count apart.
  let name = UUID().uuidString
  let port: Int

  var base: String { "http://127.0.0.1:\(port)/\(name)/v1" }

  /// How many requests a model has received.
  subscript(model: String) -> Int { Self.requests.withLock { $0[name]?[model] ?? 0 } }

  var total: Int { Self.requests.withLock { $0[name]?.values.reduce(0, +) ?? 0 } }

  fileprivate static let requests = Mutex<[String: [String: Int]]>([:])
}

/// A server for the body; all of them are one, which runs until the tests end.
func withModels<Value: Sendable>(
  _ body: (ModelServer) async throws -> Value
) async throws -> Value {
  try await body(ModelServer(port: await port.value))
}

private let port = Task {
  let router = Router()
  router.post(":name/v1/chat/completions") { request, context in
    let name = try context.parameters.require("name")
    let bytes = try await request.body.collect(upTo: 1 << 20)
    let question = try JSONDecoder().decode(Asked.self, from: Data(bytes.readableBytesView))
    let number = ModelServer.requests.withLock {
      $0[name, default: [:]][question.model, default: 0] += 1
      return $0[name]?[question.model] ?? 0
    }
    return try await question.response(number)
  }
  let (ports, running) = AsyncStream.makeStream(of: Int.self)
  let application = Application(
    router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
    onServerRunning: { running.yield($0.localAddress?.port ?? 0) },
    logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
  Task { try await application.run() }
  for await port in ports { return port }
  preconditionFailure("the server did not start")
}

private struct Asked: Decodable, Sendable {
  struct Message: Decodable, Sendable { var content: String }

  var model: String
  var messages: [Message]

  /// - Parameter number: of the request to this model, from 1.
  func response(_ number: Int) async throws -> Response {
    if model.hasPrefix("changing-"), let limit = Int(model.dropFirst("changing-".count)) {
      return completion(answer(as: number <= limit ? "style-0" : "style-1"))
    }
    if model.hasPrefix("choosing-"), let share = Double(model.dropFirst("choosing-".count)) {
      return choice(share / 100)
    }
    return switch model {
    case "unauthorised": json(#"{"error": {"message": "Incorrect API key"}}"#, .unauthorized)
    case "unknown": json(#"{"error": {"message": "no such model"}}"#, .notFound)
    case "quota":
      json(
        #"{"error": {"message": "quota", "code": "insufficient_quota"}}"#, .tooManyRequests)
    case "down": json(#"{"error": "overloaded"}"#, .serviceUnavailable)
    case "not-json": json("<html>", .ok)
    case "no-choices": json(#"{"choices": []}"#, .ok)
    case "filtered": completion("", finish: "content_filter")
    case "thinking": completion("<think>I wonder: 1</think>It is 42.")
    case "cut-off": completion("It goes on and", finish: "length")
    case "slow": try await slow()
    case "cut":
      Response(
        status: .ok, headers: [.contentLength: "1000"],
        body: ResponseBody { writer in
          try await writer.write(ByteBuffer(string: #"{"choices": ["#))
          throw CancellationError()
        })
    case "huge":
      Response(
        status: .ok,
        body: ResponseBody { writer in
          let block = ByteBuffer(repeating: UInt8(ascii: " "), count: 1 << 20)
          for _ in 0..<50 { try await writer.write(block) }
          try await writer.finish(nil)
        })
    default: completion(answer(as: model))
    }
  }

  /// A one-token answer with its alternatives.
  private func choice(_ share: Double) -> Response {
    let alternatives = [("A", share), ("B", 0.95 - share)].map { token, p in
      #"{"token": "\#(token)", "logprob": \#(Foundation.log(p))}"#
    }
    return json(
      #"{"choices": [{"message": {"content": "A"}, "finish_reason": "stop", "logprobs": "#
        + #"{"content": [{"top_logprobs": [\#(alternatives.joined(separator: ", "))]}]}}]}"#, .ok)
  }

  private func slow() async throws -> Response {
    try await Task.sleep(for: .milliseconds(150))
    return completion(answer(as: model))
  }

  /// A sentence that depends on model and question alone. Models of one style share some words.
  private func answer(as model: String) -> String {
    let question = messages.last?.content ?? ""
    let seed = Self.hash(question)
    let own = Self.hash(model + question)
    let openings = ["Well", "Sure", "The", "It", "In short", "I think", "As asked", "So"]
    let moods = ["gladly", "briefly", "surely", "plainly", "kindly"]
    return "\(openings[own % openings.count]), it is \(seed % 90 + own % 4).\n"
      + "Said \(moods[own % 5]) and \(moods[Self.hash(model) % 5])."
  }

  /// FNV-1a, which is the same in every process.
  private static func hash(_ text: String) -> Int {
    Int(text.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 })
  }

  private func completion(_ text: String, finish: String = "stop") -> Response {
    // The names are those of the wire.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    struct Completion: Encodable {
      struct Choice: Encodable {
        struct Message: Encodable {
          var role = "assistant"
          var content: String
        }

        var index = 0
        var message: Message
        var finish_reason: String
      }

      struct Usage: Encodable {
        var prompt_tokens = 10
        var completion_tokens = 5
      }

      var model: String
      var choices: [Choice]
      var usage = Usage()
    }
    let value = Completion(
      model: model + "-2025",
      choices: [.init(message: .init(content: text), finish_reason: finish)])
    guard let bytes = try? JSONEncoder().encode(value) else { return json("{}", .ok) }
    return json(String(decoding: bytes, as: UTF8.self), .ok)
  }

  private func json(_ text: String, _ status: HTTPResponse.Status) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
