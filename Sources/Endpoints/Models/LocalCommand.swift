public import Foundation
public import Probing

/// A local program that reads one JSON object a line and answers each with one JSON line.
///
/// To the program: `{"messages": [...], "temperature": 0, "max_tokens": 256, "seed": 1,
/// "sample": 0}`, where temperature and seed may be absent. From the program:
/// `{"text": "...", "finish": "stop", "model": "..."}`, the latter two optional, or
/// `{"error": "..."}`. The program is started once, and started again if it dies, answers otherwise
/// or prints a line that nobody asked for.
public struct LocalCommand: ModelEndpoint {
  public struct Settings: Decodable, Sendable {
    /// The program and its arguments.
    public var command: [String]
    /// What to call the model; the program's name when absent.
    public var model: String?
    /// Seconds for one line; 180 when absent.
    public var timeout: Double?
    /// A system prompt put before every conversation.
    public var system: String?

    public init(
      command: [String], model: String? = nil, timeout: Double? = nil, system: String? = nil
    ) {
      self.command = command
      self.model = model
      self.timeout = timeout
      self.system = system
    }
  }

  public static let provider: ProviderID = "command"
  public static let settingNames = ["command", "model", "timeout", "system"]
  public static let usualConcurrency = 1

  public static func problems(in settings: Settings) -> [SettingProblem] {
    [
      settings.timeout.flatMap(Duration.problem(ofTimeout:)),
      settings.command.first?.isEmpty == false
        ? nil : SettingProblem("command", "is empty", "name a program and its arguments"),
    ].compactMap { $0 }
  }

  public let model: String
  private let system: String?
  private let process: CommandProcess
  /// The program inherits the environment, and may repeat what it finds there.
  private let secrets: [Secret]

  public init(
    _ settings: Settings, in surroundings: Surroundings
  ) throws(EndpointError) {
    if let problem = Self.problems(in: settings).first { throw problem.error }
    model = settings.model ?? URL(fileURLWithPath: settings.command[0]).lastPathComponent
    system = settings.system
    secrets = Secret.all(in: surroundings.environment).map(\.secret)
    process = CommandProcess(
      command: settings.command, timeout: try .timeout(settings.timeout))
  }

  public var isMetered: Bool { false }
  public var untaken: Set<Adaptation> { [.logprobs] }

  public func sent(
    for prompt: Prompt, adapted: Set<Adaptation>
  ) -> (url: String?, body: Data)? {
    (nil, request(for: prompt))
  }

  public func exchange(for prompt: Prompt, adapted: Set<Adaptation>) async -> Exchange<Reply> {
    let line = request(for: prompt)
    switch await process.answer(to: line) {
    case .failure(var error):
      error.message = secrets.reduce(error.message) { $1.redacting($0) }
      return Exchange(request: line, result: .failure(error))
    case .success(let received):
      let answer = secrets.reduce(received) { $1.redacting($0) }
      let result = Result { () throws(EndpointError) in try reply(from: answer) }
      // What is not an answer may stand before one, which must not be taken for the next question's.
      if case .failure(let error) = result, error.kind == .malformed { await process.stop() }
      return Exchange(
        request: line, response: answer, notes: answer == received ? [] : [Secret.note],
        result: result)
    }
  }

  public func close() async { await process.stop() }

  private func request(for prompt: Prompt) -> Data {
    let system = system.map { [Message(role: .system, content: $0)] } ?? []
    var fields: [String: JSON] = [
      "messages": .array((system + prompt.messages).map(\.wire)),
      "max_tokens": .integer(prompt.maxTokens), "sample": .integer(prompt.sample),
    ]
    fields["temperature"] = prompt.temperature.map { .number($0) }
    fields["seed"] = prompt.seed.map { .integer(OpenAIChat.wireSeed($0)) }
    return JSON.object(fields).bytes
  }

  private func reply(from line: Data) throws(EndpointError) -> Reply {
    let json = JSON(parsing: line)
    if let error = json?["error"], error != .null {
      let said = error.string ?? String(decoding: error.bytes, as: UTF8.self)
      throw EndpointError(
        .commandFailed, "\(model) answered with an error: \(said.printable(atMost: 500))")
    }
    guard let json, let text = json["text"]?.string else {
      let start = String(decoding: line.prefix(80), as: UTF8.self).printable()
      throw EndpointError(
        .malformed, "\(model) must answer each line with {\"text\": ...}; it answered: \(start)")
    }
    let content = SeparatedText(text)
    return Reply(
      text: content.text, reasoning: content.reasoning,
      finish: json["finish"]?.string.map { Reply.Finish(rawValue: $0) ?? .other } ?? .stop,
      modelReturned: json["model"]?.string)
  }
}
