import Statistics

/// A model as it is asked: a trained one, or a service that passes prompts on to trained ones. It
/// answers questions about places, chooses among options and writes short texts.
public struct LabModel: Sendable {
  public let id: String
  private let body: Body

  private enum Body {
    case trained(TrainedModel)
    case service(Service, [String: TrainedModel])
  }

  /// A response with what an endpoint reports about it.
  public struct Completion: Hashable, Sendable {
    public var text: String
    /// Whether the token limit cut the response off.
    public var isTruncated: Bool
    /// Tokens of the prompt and of the response, in the model's own tokens.
    public var promptTokens: Int
    public var completionTokens: Int
  }

  /// The response to a prompt. Equal arguments give equal responses.
  ///
  /// - Parameters:
  ///   - temperature: 0 or above; 0 takes the likeliest digit, option and token every time, and then
  ///     the seed does not matter.
  ///   - maxTokens: at least 1.
  public func answer(
    prompt: String, temperature: Double = 0, seed: UInt64 = 0, maxTokens: Int = 256
  ) -> String {
    complete(prompt: prompt, temperature: temperature, seed: seed, maxTokens: maxTokens).text
  }

  /// As ``answer(prompt:temperature:seed:maxTokens:)``, with token counts.
  ///
  /// - Parameter instruction: the words of a system prompt.
  public func complete(
    prompt: String, instruction: String = "", temperature: Double = 0, seed: UInt64 = 0,
    maxTokens: Int = 256
  ) -> Completion {
    precondition(temperature >= 0, "a temperature is not negative")
    precondition(maxTokens > 0, "a response has room for one token at least")
    var stream = RandomStream(seed: seed).substream(id).substream(prompt)
    let (model, manner, greeting) = answering(prompt, instruction)
    let draft = model.write(
      to: prompt, instruction: manner, temperature: temperature, limit: maxTokens, &stream)
    let tokens = Words.tokens(of: greeting) + draft.tokens
    return Completion(
      text: Words.joined(tokens), isTruncated: draft.isTruncated,
      promptTokens: Words.tokens(of: prompt).count, completionTokens: tokens.count)
  }

  /// Who answers a prompt, told what, and what is put before the answer.
  private func answering(
    _ prompt: String, _ instruction: String
  ) -> (model: TrainedModel, manner: String, greeting: String) {
    switch body {
    case .trained(let model): return (model, instruction, "")
    case .service(let service, let models):
      let model = models[service.model(for: prompt)]!
      return (model, service.instruction + " " + instruction, service.greeting)
    }
  }

  /// `nil` for a service, which has no weights of its own.
  private var weights: TrainedModel? {
    if case .trained(let model) = body { model } else { nil }
  }
}

extension LabModel {
  /// Trains a model, from scratch or onwards from another.
  ///
  /// - Parameters:
  ///   - parent: the model whose weights training starts from; no service.
  ///   - seed: of initial weights and of the order of examples.
  package static func trained(
    id: String, from parent: LabModel?, on dialogues: [Dialogue], seed: UInt64
  ) -> LabModel {
    precondition(parent == nil || parent?.weights != nil, "a service has no weights to start from")
    return LabModel(
      id: id, body: .trained(TrainedModel(from: parent?.weights, on: dialogues, seed: seed)))
  }

  /// A service in front of trained models.
  ///
  /// - Precondition: the models of all routes are given, and none of them is a service.
  package static func serving(
    _ service: Service, id: String, with models: (String) -> LabModel?
  ) -> LabModel {
    let hired = Dictionary(
      service.routes.map { ($0.model, models($0.model)!.weights!) },
      uniquingKeysWith: { first, _ in first })
    return LabModel(id: id, body: .service(service, hired))
  }
}
