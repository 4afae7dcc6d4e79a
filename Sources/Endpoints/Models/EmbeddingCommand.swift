public import Foundation

/// A local program that reads texts, one JSON object a line, and answers each line with their
/// vectors.
///
/// To the program: `{"input": ["...", "..."]}`. From the program: `{"embeddings": [[...], [...]],
/// "model": "..."}`, the name optional, or `{"error": "..."}`. The program is started once and
/// started again if it dies.
public struct EmbeddingCommand: TextEmbedder {
  public struct Settings: Decodable, Sendable {
    /// The program and its arguments.
    public var command: [String]
    /// What to call the model; the program's name when absent.
    public var model: String?
    /// Seconds for one line; 180 when absent.
    public var timeout: Double?

    public init(command: [String], model: String? = nil, timeout: Double? = nil) {
      self.command = command
      self.model = model
      self.timeout = timeout
    }
  }

  public static let kind = "command"
  public static let settingNames = ["command", "model", "timeout"]
  public static let usualConcurrency = 1

  public let model: String
  public var isMetered: Bool { false }
  private let process: CommandProcess

  public init(_ settings: Settings, in surroundings: Surroundings) throws(EndpointError) {
    guard let name = settings.command.first, !name.isEmpty else {
      throw EndpointError(.configuration, "command must name a program")
    }
    model = settings.model ?? URL(fileURLWithPath: name).lastPathComponent
    process = CommandProcess(
      command: settings.command, timeout: try .timeout(settings.timeout))
  }

  public func close() async { await process.stop() }

  public func exchange(for texts: [String]) async -> Exchange<EmbeddedTexts> {
    let line = JSON.object(["input": .array(texts.map { .string($0) })]).bytes
    switch await process.answer(to: line) {
    case .failure(let error): return Exchange(request: line, result: .failure(error))
    case .success(let answer):
      return Exchange(
        request: line, response: answer,
        result: Result { () throws(EndpointError) in try embedded(in: answer, count: texts.count) })
    }
  }

  private func embedded(in answer: Data, count: Int) throws(EndpointError) -> EmbeddedTexts {
    if let error = JSON(parsing: answer)?["error"], error != .null {
      let said = error.string ?? String(decoding: error.bytes, as: UTF8.self)
      throw EndpointError(.commandFailed, "\(model) answered with an error: \(said)")
    }
    guard let embedded = Self.embedded(in: answer) else {
      let start = String(decoding: answer.prefix(80), as: UTF8.self)
      throw EndpointError(
        .malformed,
        "\(model) must answer each line with {\"embeddings\": [[...], ...]}; it answered: \(start)")
    }
    if let fault = embedded.fault(for: count) {
      throw EndpointError(.malformed, "\(model) answered with \(fault)")
    }
    return embedded
  }

  public static func embedded(in response: Data) -> EmbeddedTexts? {
    struct Body: Decodable {
      var embeddings: [[Float]]
      var model: String?
    }
    guard let body = try? JSONDecoder().decode(Body.self, from: response) else { return nil }
    return EmbeddedTexts(vectors: body.embeddings, modelReturned: body.model)
  }
}
