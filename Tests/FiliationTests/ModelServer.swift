import Endpoints
import Foundation
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// Models behind OpenAI's chat completions on a loopback port, well and badly behaved.
///
/// The model's name decides: `style-N` answers by rule, so that the same question always gets the
/// same answer, `steady-N` does so after a while; `changing-N` is `style-0` for its first N requests
/// and `style-1` afterwards; the other names misbehave each in its own way.
struct ModelServer: Sendable {
  /// Stands in the path, so that tests that share the server count apart.
  let name = UUID().uuidString
  let port: Int

  var base: String { "http://127.0.0.1:\(port)/\(name)/v1" }

  /// How many requests a model has received.
  subscript(model: String) -> Int { Self.requests.withLock { $0[name]?[model] ?? 0 } }

  var total: Int { Self.requests.withLock { $0[name]?.values.reduce(0, +) ?? 0 } }

  /// The bodies a model has received, in order.
  func bodies(_ model: String) -> [[String: JSON]] {
    Self.bodies.withLock { $0[name]?[model] ?? [] }
  }

  fileprivate static let requests = Mutex<[String: [String: Int]]>([:])
  fileprivate static let bodies = Mutex<[String: [String: [[String: JSON]]]]>([:])
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
    let before = ModelServer.requests.withLock { requests in
      requests[name, default: [:]][question.model, default: 0] += 1
      return requests[name]![question.model]! - 1
    }
    let body = try JSONDecoder().decode([String: JSON].self, from: Data(bytes.readableBytesView))
    ModelServer.bodies.withLock { $0[name, default: [:]][question.model, default: []].append(body) }
    let key = request.headers[.authorization]?.split(separator: " ").last.map(String.init)
    return try await question.response(.init(key: key ?? "", before: before, body: body))
  }
  router.post(":name/v1/embeddings") { request, context in
    let name = try context.parameters.require("name")
    let bytes = try await request.body.collect(upTo: 1 << 20)
    let question = try JSONDecoder().decode(Embedded.self, from: Data(bytes.readableBytesView))
    let count = ModelServer.requests.withLock { requests in
      requests[name, default: [:]][question.model, default: 0] += 1
      return requests[name]![question.model]!
    }
    return question.response(request: count)
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

/// Embeddings by rule, so that the same text always has the same vector; the model's name decides
/// how well they are served.
private struct Embedded: Decodable, Sendable {
  var model: String
  var input: [String]

  func response(request: Int) -> Response {
    let length = model == "changing" && request > 1 ? 5 : 8
    var vectors = input.map { Self.vector($0, length) }
    switch model {
    case "unauthorised": return json(#"{"error": {"message": "Incorrect API key"}}"#, .unauthorized)
    case "unknown": return json(#"{"error": {"message": "no such model"}}"#, .notFound)
    case "rejecting": return json(#"{"error": {"message": "input too long"}}"#, .badRequest)
    case "nan": vectors[0] = "[NaN,1,2,3,4,5,6,7]"
    case "empty": vectors = vectors.map { _ in "[]" }
    case "uneven": vectors[0] = "[1,2,3]"
    case "missing": vectors.removeLast()
    default: break
    }
    let entries: [String] = vectors.enumerated().map { index, vector in
      #"{"index":\#(index),"embedding":\#(vector)}"#
    }
    let list = entries.joined(separator: ",")
    return json(
      #"{"data":[\#(list)],"model":"\#(model)-served","usage":{"prompt_tokens":7}}"#, .ok)
  }

  private static func vector(_ text: String, _ length: Int) -> String {
    let numbers = (0..<length).map { Double(hash("\($0) \(text)") % 1000) / 500 - 1 }
    return "[\(numbers.map { "\($0)" }.joined(separator: ","))]"
  }
}

/// FNV-1a, which is the same in every process.
private func hash(_ text: String) -> Int {
  Int(text.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 })
}

func json(
  _ text: String, _ status: HTTPResponse.Status, _ headers: HTTPFields = [:]
) -> Response {
  var headers = headers
  headers[.contentType] = "application/json"
  return Response(
    status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
}

struct Asked: Decodable, Sendable {
  struct Message: Decodable, Sendable { var content: String }

  var model: String
  var messages: [Message]

  func response(_ circumstances: Circumstances) async throws -> Response {
    if let awkward = awkward(circumstances) { return awkward }
    if model.hasPrefix("changing-"), let limit = Int(model.dropFirst("changing-".count)) {
      return completion(answer(as: circumstances.before < limit ? "style-0" : "style-1"))
    }
    return switch model {
    case "echo": completion("Said with Bearer \(circumstances.key): \(answer(as: model))")
    case "cached": cached()
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
    case "slow": try await answer(after: .milliseconds(150))
    case _ where model.hasPrefix("steady"): try await answer(after: .milliseconds(30))
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

  private func answer(after delay: Duration) async throws -> Response {
    try await Task.sleep(for: delay)
    return completion(answer(as: model))
  }

  /// As a gateway answers that has seen the question before.
  private func cached() -> Response {
    var response = completion(answer(as: model))
    response.headers[.init("x-cache")!] = "HIT from edge"
    return response
  }

  /// A sentence that depends on model and question alone. Models of one style share some words.
  private func answer(as model: String) -> String {
    let question = messages.last?.content ?? ""
    let seed = hash(question)
    let own = hash(model + question)
    let openings = ["Well", "Sure", "The", "It", "In short", "I think", "As asked", "So"]
    let moods = ["gladly", "briefly", "surely", "plainly", "kindly"]
    return "\(openings[own % openings.count]), it is \(seed % 90 + own % 4).\n"
      + "Said \(moods[own % 5]) and \(moods[hash(model) % 5])."
  }

  func completion(_ text: String, finish: String = "stop", model: String? = nil) -> Response {
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
      model: model ?? self.model + "-2025",
      choices: [.init(message: .init(content: text), finish_reason: finish)])
    guard let bytes = try? JSONEncoder().encode(value) else { return json("{}", .ok) }
    return json(String(decoding: bytes, as: UTF8.self), .ok)
  }
}
