import Endpoints
import Evidence
import Foundation
import Probing

/// Writes every exchange of a run: its exact bytes, the text read out of it, and a line in the log.
actor Recorder {
  private let log: ExchangeLog
  private let roles: [String: Subject.Role]
  private var deviationsSeen: Set<[String]> = []

  init(log: ExchangeLog, subjects: [StudySubject]) {
    self.log = log
    roles = Dictionary(uniqueKeysWithValues: subjects.map { ($0.id, $0.subject.role ?? .control) })
  }

  /// Returns when the attempt is on the disk.
  nonisolated func record(_ attempt: Attempt) async throws {
    var entry = LogEntry(.exchange)
    entry.describe(attempt)
    entry.role = roles[attempt.question.subject]?.rawValue
    let files = entry.nameFiles(of: attempt.exchange)
    for deviation in await newDeviations(of: attempt) {
      try await log.append(deviation)
    }
    try await log.append(entry, naming: files)
  }

  /// Each departure from the plan is noted once per subject.
  private func newDeviations(of attempt: Attempt) -> [LogEntry] {
    attempt.deviations.compactMap { words in
      guard deviationsSeen.insert([attempt.question.subject, words]).inserted else { return nil }
      var entry = LogEntry(.deviation)
      entry.subject = attempt.question.subject
      entry.message = words
      return entry
    }
  }
}

extension [TokenLogprob] {
  /// A JSON array of objects with `token` and `logprob`.
  fileprivate var recorded: Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return try encoder.encode(filter(\.logprob.isFinite))
    } catch {
      preconditionFailure("tokens and finite numbers are always encodable: \(error)")
    }
  }
}

extension LogEntry {
  /// Among the parameters: tokens charged to the budget where they are not those reported.
  static let chargedPrompt = "charged_prompt_tokens"
  static let chargedOutput = "charged_output_tokens"

  /// Names and messages of servers are kept up to this length; the exact bytes hold all of them.
  private static let longestText = 1_000

  /// The exact bytes of an exchange, by whose digests the line names them from now on.
  fileprivate mutating func nameFiles(of exchange: Exchange<Reply>) -> [ExactBytes] {
    var files = [ExactBytes(exchange.request, as: .request)]
    requestDigest = files[0].digest
    func name(_ bytes: Data) -> Digest256 {
      files.append(ExactBytes(bytes, as: .response))
      return files[files.count - 1].digest
    }
    responseDigest = exchange.response.map(name)
    guard case .success(let reply) = exchange.result else { return files }
    parameters?[Self.textParameter] = name(Data(reply.text.utf8)).description
    if !reply.firstTokenLogprobs.isEmpty {
      parameters?[Self.logprobsParameter] = name(reply.firstTokenLogprobs.recorded).description
    }
    return files
  }

  fileprivate mutating func describe(_ attempt: Attempt) {
    let exchange = attempt.exchange
    subject = attempt.question.subject
    probeSet = attempt.question.probeSet
    probe = attempt.question.probe
    sample = attempt.question.sample
    endpoint = exchange.url ?? attempt.provider.rawValue
    modelRequested = attempt.modelRequested
    requestID = exchange.requestID?.printable(atMost: Self.longestText)
    providerDate = exchange.providerDate?.printable(atMost: Self.longestText)
    status = exchange.status
    outcome = attempt.outcome
    self.attempt = attempt.number
    cache = exchange.cache
    parameters = Self.parameters(of: attempt.prompt)
    switch exchange.result {
    case .success(let reply): describe(reply)
    case .failure(let error): message = error.message.printable(atMost: Self.longestText)
    }
    noteCharge(attempt.charged)
  }

  private mutating func describe(_ reply: Reply) {
    modelReturned = reply.modelReturned?.printable(atMost: Self.longestText)
    fingerprint = reply.fingerprint?.printable(atMost: Self.longestText)
    parameters?["finish"] = reply.finish.rawValue
    parameters?["prompt_tokens"] = reply.promptTokens.map(String.init)
    parameters?["output_tokens"] = reply.completionTokens.map(String.init)
    parameters?["reasoning_characters"] = reply.reasoning.map { String($0.count) }
  }

  /// What was charged counts against the budget of later runs, also where nothing was reported.
  private mutating func noteCharge(_ charged: Spend) {
    let counts = [
      (Self.chargedPrompt, "prompt_tokens", charged.promptTokens),
      (Self.chargedOutput, "output_tokens", charged.completionTokens),
    ]
    for (name, reported, tokens) in counts where tokens != number(reported) ?? 0 {
      parameters?[name] = String(tokens)
    }
  }

  private static func parameters(of prompt: Prompt) -> [String: String] {
    var parameters = ["max_tokens": String(prompt.maxTokens)]
    parameters["temperature"] = prompt.temperature.map { "\($0)" }
    parameters["seed"] = prompt.seed.map { "\($0)" }
    if prompt.topLogprobs > 0 { parameters["top_logprobs"] = String(prompt.topLogprobs) }
    return parameters
  }
}
