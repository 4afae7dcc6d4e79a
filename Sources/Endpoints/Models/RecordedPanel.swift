import Foundation
public import Probing

/// One subject's answers from an earlier collection, by probe and sample.
public struct RecordedAnswers: Sendable {
  public struct Key: Hashable, Sendable {
    public var probe: String
    /// 0-based index among repeated samples.
    public var sample: Int

    public init(probe: String, sample: Int) {
      self.probe = probe
      self.sample = sample
    }
  }

  public var texts: [Key: String]
  /// Log probabilities of first tokens, where there are any.
  public var logprobs: [Key: [TokenLogprob]]

  public init(_ texts: [Key: String], logprobs: [Key: [TokenLogprob]] = [:]) {
    self.texts = texts
    self.logprobs = logprobs
  }
}

/// Recorded answers in the place of a model; nothing is sent anywhere.
public struct RecordedPanel: ModelEndpoint {
  public struct Settings: Decodable, Sendable {
    /// The panel's folder.
    public var path: String
    /// The subject's id in that panel.
    public var subject: String
  }

  public static let provider: ProviderID = "panel"
  public static let settingNames = ["path", "subject"]
  public static let usualConcurrency = 1

  public let model: String
  private let answers: RecordedAnswers

  public init(
    _ settings: Settings, in surroundings: Surroundings
  ) throws(EndpointError) {
    self.init(
      model: settings.subject,
      answers: try surroundings.recordedAnswers(settings.path, settings.subject))
  }

  public init(model: String, answers: RecordedAnswers) {
    self.model = model
    self.answers = answers
  }

  public var isMetered: Bool { false }
  public var untaken: Set<Adaptation> { [] }

  public func exchange(for prompt: Prompt, adapted: Set<Adaptation>) async -> Exchange<Reply> {
    let probe = prompt.probe ?? ""
    let request = JSON.object(["probe": .string(probe), "sample": .integer(prompt.sample)])
    let key = RecordedAnswers.Key(probe: probe, sample: prompt.sample)
    guard let text = answers.texts[key] else {
      let error = EndpointError(
        .notRecorded, "\(model) has no recorded answer to probe \(probe), sample \(prompt.sample)")
      return Exchange(request: request.bytes, result: .failure(error))
    }
    return Exchange(
      request: request.bytes, response: Data(text.utf8), cache: "panel",
      result: .success(
        Reply(
          text: text, modelReturned: model, firstTokenLogprobs: answers.logprobs[key] ?? [])))
  }
}
