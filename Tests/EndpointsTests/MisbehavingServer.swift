import Endpoints
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Synchronization

/// A loopback server whose behaviour is chosen by the first component of the path.
struct MisbehavingServer: Sendable {
  let port: Int
  let seen: Seen

  func base(_ behaviour: String, scheme: String = "http") -> String {
    "\(scheme)://127.0.0.1:\(port)/\(behaviour)/v1"
  }
}

/// What the server received, by behaviour.
final class Seen: Sendable {
  struct Request: Sendable {
    var authorization: String?
    var body: JSON
    /// The client's port, one for each connection.
    var peer: Int?

    var fields: [String: JSON] {
      if case .object(let fields) = body { fields } else { [:] }
    }
  }

  private let requests = Mutex<[String: [Request]]>([:])

  subscript(behaviour: String) -> [Request] { requests.withLock { $0[behaviour] ?? [] } }

  /// - Returns: How many came before.
  func note(_ request: Request, for behaviour: String) -> Int {
    requests.withLock {
      $0[behaviour, default: []].append(request)
      return $0[behaviour]!.count - 1
    }
  }
}

struct PeerContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let peer: Int?

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    peer = source.channel.remoteAddress?.port
  }
}

/// Runs the server for the duration of the body.
func withServer<Value: Sendable>(
  _ builder: HTTPServerBuilder = .http1(), _ body: (MisbehavingServer) async throws -> Value
) async throws -> Value {
  let seen = Seen()
  let (ports, running) = AsyncStream.makeStream(of: Int.self)
  let application = Application(
    router: router(noting: seen), server: builder,
    configuration: .init(address: .hostname("127.0.0.1", port: 0)),
    onServerRunning: { running.yield($0.localAddress?.port ?? 0) },
    logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
  return try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask {
      do { try await application.run() } catch is CancellationError {}
    }
    defer { group.cancelAll() }
    for await port in ports {
      return try await body(MisbehavingServer(port: port, seen: seen))
    }
    preconditionFailure("the server did not start")
  }
}

private func router(noting seen: Seen) -> Router<PeerContext> {
  let router = Router(context: PeerContext.self)
  router.post(":behaviour/v1/**") { request, context in
    let behaviour = try context.parameters.require("behaviour")
    let bytes = try await request.body.collect(upTo: 1 << 20)
    let received = Seen.Request(
      authorization: request.headers[.init("authorization")!],
      body: try JSONDecoder().decode(JSON.self, from: Data(bytes.readableBytesView)),
      peer: context.peer)
    let hit = seen.note(received, for: behaviour)
    if behaviour == "later" { try await Task.sleep(for: .milliseconds(30)) }
    return behave(behaviour, hit: hit, received)
  }
  return router
}

private func behave(_ behaviour: String, hit: Int, _ request: Seen.Request) -> Response {
  switch behaviour {
  case "unauthorised":
    json(
      ["error": ["message": "Incorrect API key provided", "code": "invalid_api_key"]],
      status: .unauthorized)
  case "unknown-model":
    json(["error": ["message": "The model does not exist"]], status: .notFound)
  case "storm" where hit < 3:
    json(
      ["error": ["message": "slow down"]], status: .tooManyRequests, headers: ["retry-after": "7"])
  case "endless-storm": json(["error": "slow down"], status: .tooManyRequests)
  case "quota":
    json(
      ["error": ["message": "You exceeded your quota", "code": "insufficient_quota"]],
      status: .tooManyRequests)
  case "shaky" where hit < 2: json(["error": "oops"], status: .internalServerError)
  case "down": json(["error": "overloaded"], status: .serviceUnavailable)
  case "not-json": plain("<html>a page</html>")
  case "no-choices": json(["choices": []])
  case "filtered": json(completion("", finish: "content_filter"))
  case "filtered-request":
    json(["error": ["message": "filtered", "code": "content_filter"]], status: .badRequest)
  case "thinking": json(completion("<think>two and two</think>\n\nfour"))
  case "no-temperature" where request.fields["temperature"] != nil:
    json(
      [
        "error": [
          "message": "Unsupported value: 'temperature' does not support 0 with this model.",
          "param": "temperature", "code": "unsupported_value",
        ]
      ], status: .badRequest)
  case "new-token-limit" where request.fields["max_tokens"] != nil:
    json(
      [
        "error": [
          "message":
            "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
          "param": "max_tokens", "code": "unsupported_parameter",
        ]
      ], status: .badRequest)
  case "too-long":
    json(["error": ["message": "context length exceeded"]], status: .badRequest)
  case "echo-key":
    json(
      ["error": ["message": .string("the key was \(request.authorization ?? "")")]],
      status: .badRequest, headers: ["x-request-id": request.authorization ?? ""])
  case "redirect":
    Response(status: .temporaryRedirect, headers: fields(["location": "http://127.0.0.2/v1"]))
  case "cut":
    Response(
      status: .ok,
      body: ResponseBody(contentLength: 1000) { writer in
        try await writer.write(ByteBuffer(string: "{\"choices\": ["))
        throw CutOff()
      })
  case "drip":
    Response(
      status: .ok,
      body: ResponseBody { writer in
        for _ in 0..<200 {
          try await writer.write(ByteBuffer(string: " "))
          try await Task.sleep(for: .milliseconds(20))
        }
        try await writer.finish(nil)
      })
  case "huge":
    Response(
      status: .ok,
      body: ResponseBody { writer in
        for _ in 0..<50 { try await writer.write(ByteBuffer(repeating: 0x20, count: 1 << 20)) }
        try await writer.finish(nil)
      })
  case "announced-huge":
    Response(status: .ok, body: .init(byteBuffer: ByteBuffer(repeating: 0x20, count: 50 << 20)))
  case "embeddings":
    json([
      "data": [
        ["index": 1, "embedding": [0, 1]], ["index": 0, "embedding": [1, 0]],
      ]
    ])
  default:
    json(completion("fine"), headers: ["x-request-id": "req-\(hit)", "x-ratelimit-limit": "9"])
  }
}

private struct CutOff: Error {}

func completion(_ content: String, finish: String = "stop") -> JSON {
  [
    "model": "m-2024", "system_fingerprint": "fp",
    "choices": [
      [
        "message": ["role": "assistant", "content": .string(content)],
        "finish_reason": .string(finish),
      ]
    ],
    "usage": ["prompt_tokens": 10, "completion_tokens": 5],
  ]
}

private func json(
  _ value: JSON, status: HTTPResponse.Status = .ok, headers: [String: String] = [:]
) -> Response {
  let bytes = (try? JSONEncoder().encode(value)) ?? Data()
  return Response(
    status: status, headers: fields(headers), body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
}

private func plain(_ text: String) -> Response {
  Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: text)))
}

private func fields(_ headers: [String: String]) -> HTTPFields {
  var fields = HTTPFields()
  for (name, value) in headers { fields[.init(name)!] = value }
  return fields
}
