import Endpoints
import Foundation
import Probing
import Synchronization

/// A transport for the duration of the body.
func withSurroundings<Value: Sendable>(
  environment: [String: String] = [:], maximumBodyBytes: Int = 16 << 20,
  _ body: (Surroundings) async throws -> Value
) async throws -> Value {
  let transport = try Transport(environment: environment, maximumBodyBytes: maximumBodyBytes)
  do {
    let value = try await body(Surroundings(environment: environment, transport: transport))
    await transport.shutdown()
    return value
  } catch {
    await transport.shutdown()
    throw error
  }
}

/// A local OpenAI-compatible endpoint.
func openAI(
  _ base: String, in surroundings: Surroundings, timeout: Double = 20, key: String? = nil
) throws -> HTTPEndpoint<OpenAIChat> {
  var settings = HTTPSettings(model: "m", baseURL: base, keyEnvironment: key)
  settings.timeout = timeout
  return try HTTPEndpoint<OpenAIChat>(settings, in: surroundings)
}

func prompt(_ text: String = "2 + 2 = ?", maxTokens: Int = 16) -> Prompt {
  Prompt(messages: [Message(role: .user, content: text)], maxTokens: maxTokens)
}

func items(_ count: Int, for respondent: String = "r", maxTokens: Int = 16) -> [Asking.Item] {
  (0..<count).map { index in
    Asking.Item(
      question: Question(
        subject: respondent, probeSet: "set", probe: "p\(index)", sample: 0),
      prompt: prompt("question \(index)", maxTokens: maxTokens), respondent: respondent)
  }
}

/// An endpoint that answers as a closure says.
struct Scripted: ModelEndpoint {
  struct Settings: Decodable, Sendable {}

  static let provider: ProviderID = "scripted"
  static let settingNames: [String] = []
  static let usualConcurrency = 1

  let model = "scripted"
  let isMetered = true
  let untaken: Set<Adaptation> = []
  let answer: @Sendable (Prompt) async -> Result<Reply, EndpointError>

  init(_ answer: @escaping @Sendable (Prompt) async -> Result<Reply, EndpointError>) {
    self.answer = answer
  }

  init(_ settings: Settings, in surroundings: Surroundings) {
    self.init { _ in .success(Reply(text: "")) }
  }

  func exchange(for prompt: Prompt, adapted: Set<Adaptation>) async -> Exchange<Reply> {
    let result = await answer(prompt)
    return Exchange(
      request: Data("q".utf8), response: Data("a".utf8), status: result.error?.status,
      result: result)
  }
}

/// A clock that jumps ahead instead of waiting.
final class JumpingClock: Sendable {
  private let elapsed = Mutex(Duration.zero)

  var now: Duration { elapsed.withLock { $0 } }

  var source: TimeSource {
    TimeSource(
      now: { self.now },
      sleep: { duration in
        self.elapsed.withLock { $0 += max(duration, .zero) }
        await Task.yield()
      })
  }
}

/// What was recorded, in order.
final class Notebook: Sendable {
  private let kept = Mutex<[Attempt]>([])

  var attempts: [Attempt] { kept.withLock { $0 } }
  var outcomes: [String] { attempts.map(\.outcome) }

  func keep(_ attempt: Attempt) { kept.withLock { $0.append(attempt) } }
}

extension Result where Failure == EndpointError {
  var error: EndpointError? { if case .failure(let error) = self { error } else { nil } }
}
