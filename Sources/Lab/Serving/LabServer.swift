import Foundation
import Hummingbird
import Logging
import Probing

/// Serves models on the loopback interface while `body` runs, and stops before it returns.
///
/// The interface is that of OpenAI-compatible servers: `POST /v1/chat/completions` and
/// `GET /v1/models`; a model's name is its id. A request with a seed, or at temperature 0, always gets
/// the same response; without a seed, every request draws a new one. Models see the last user turn and
/// what system turns say.
///
/// - Parameters:
///   - models: with distinct ids.
///   - port: 0 lets the system choose.
///   - body: receives the base URL, for example `http://127.0.0.1:41234/v1`.
/// - Throws: what `body` throws; `LabError` when the server cannot run.
public func withLabServer<Result: Sendable>(
  _ models: [LabModel], port: Int = 0, _ body: (_ baseURL: String) async throws -> Result
) async throws -> Result {
  let (ports, opened) = AsyncStream.makeStream(of: Int.self)
  let application = Application(
    router: router(for: models),
    configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
    onServerRunning: { opened.yield($0.localAddress?.port ?? port) },
    logger: Logger(label: "lab") { _ in SwiftLogNoOpLogHandler() })
  return try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask {
      defer { opened.finish() }
      do { try await application.run() } catch {
        throw LabError(.serverUnavailable, "the lab server cannot use port \(port)", cause: error)
      }
    }
    guard let chosen = await ports.first(where: { _ in true }) else {
      try await group.waitForAll()
      throw LabError(.serverUnavailable, "the lab server stopped before it could be used")
    }
    let result = try await body("http://127.0.0.1:\(chosen)/v1")
    group.cancelAll()
    return result
  }
}

private func router(for models: [LabModel]) -> Router<BasicRequestContext> {
  let router = Router(context: BasicRequestContext.self)
  let chat = ChatDesk(models: models)
  router.post("v1/chat/completions") { request, context in
    try await chat.response(to: request, in: context)
  }
  router.get("v1/models") { _, _ in
    ModelList(data: models.map { ModelList.Entry(id: $0.id, ownedBy: "lab") })
  }
  return router
}

/// Answers chat completion requests.
private struct ChatDesk: Sendable {
  private let models: [String: LabModel]
  private static let largestBody = 1 << 20

  init(models: [LabModel]) {
    self.models = Dictionary(uniqueKeysWithValues: models.map { ($0.id, $0) })
  }

  func response(to request: Request, in context: BasicRequestContext) async throws -> Response {
    let chat: ChatRequest
    do {
      let body = try await request.body.collect(upTo: Self.largestBody)
      chat = try JSONDecoder().decode(ChatRequest.self, from: Data(body.readableBytesView))
    } catch {
      let details = ErrorBody.Details(message: "the body is not a chat completion request")
      return try failure(.badRequest, details, request, context)
    }
    guard let model = models[chat.model] else {
      let details = ErrorBody.Details(
        message: "The model `\(chat.model)` does not exist", param: "model", code: "model_not_found"
      )
      return try failure(.notFound, details, request, context)
    }
    if let fault = chat.fault {
      let details = ErrorBody.Details(message: fault.message, param: fault.member)
      return try failure(.badRequest, details, request, context)
    }
    let completion = model.complete(
      prompt: chat.messages.last!.content, instruction: chat.instruction,
      temperature: chat.temperature ?? 1,
      seed: chat.seed.map { UInt64(bitPattern: $0) } ?? .random(in: .min ... .max),
      maxTokens: chat.tokenLimit)
    return try ChatResponse(model: model.id, completion).response(from: request, context: context)
  }

  private func failure(
    _ status: HTTPResponse.Status, _ details: ErrorBody.Details, _ request: Request,
    _ context: BasicRequestContext
  ) throws -> Response {
    var response = try ErrorBody(error: details).response(from: request, context: context)
    response.status = status
    return response
  }
}
