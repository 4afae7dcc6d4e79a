import Foundation
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// Models behind OpenAI's chat completions on a loopback port, well and badly behaved.
///
/// The model's name decides: `style-N` answers by rule, so that the same question always gets the
/// same answer; the other names misbehave each in its own way.
struct ModelServer: Sendable {
  let port: Int
  let requests: RequestCount

  var base: String { "http://127.0.0.1:\(port)/v1" }
}

/// How many requests each model has received.
final class RequestCount: Sendable {
  private let counts = Mutex<[String: Int]>([:])

  subscript(model: String) -> Int { counts.withLock { $0[model] ?? 0 } }

  var total: Int { counts.withLock { $0.values.reduce(0, +) } }

  func add(_ model: String) { counts.withLock { $0[model, default: 0] += 1 } }
}

/// Runs the server for the duration of the body.
func withModels<Value: Sendable>(
  _ body: (ModelServer) async throws -> Value
) async throws -> Value {
  let requests = RequestCount()
  let router = Router()
  router.post("v1/chat/completions") { request, _ in
    let bytes = try await request.body.collect(upTo: 1 << 20)
    let question = try JSONDecoder().decode(Asked.self, from: Data(bytes.readableBytesView))
    requests.add(question.model)
    return try await question.response()
  }
  let (ports, running) = AsyncStream.makeStream(of: Int.self)
  let application = Application(
    router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
    onServerRunning: { running.yield($0.localAddress?.port ?? 0) },
    logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
  return try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask {
      do { try await application.run() } catch is CancellationError {}
    }
    defer { group.cancelAll() }
    for await port in ports {
      return try await body(ModelServer(port: port, requests: requests))
    }
    preconditionFailure("the server did not start")
  }
}

private struct Asked: Decodable, Sendable {
  struct Message: Decodable, Sendable { var content: String }

  var model: String
  var messages: [Message]

  func response() async throws -> Response {
    switch model {
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
    default: completion(answer)
    }
  }

  private func slow() async throws -> Response {
    try await Task.sleep(for: .milliseconds(150))
    return completion(answer)
  }

  /// A sentence that depends on model and question alone. Models of one style share some words.
  private var answer: String {
    let question = messages.last?.content ?? ""
    let seed = Self.hash(question)
    let own = Self.hash(model + question)
    let openings = ["Well", "Sure", "The", "It", "In short", "I think", "As asked", "So"]
    return "\(openings[own % openings.count]), \(seed % 7 == 0 ? "about" : "exactly") "
      + "\((seed % 90 + own % 4)).\nThat is \(own % 13) and \(Self.hash(model) % 29)."
  }

  /// FNV-1a, which is the same in every process.
  private static func hash(_ text: String) -> Int {
    Int(text.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 })
  }

  private func completion(_ text: String, finish: String = "stop") -> Response {
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
