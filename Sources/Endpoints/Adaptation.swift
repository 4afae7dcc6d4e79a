import Probing

/// A part of the request that a server does not take, and what is sent instead.
public enum Adaptation: String, Codable, CaseIterable, Sendable {
  /// Leave the temperature to the server.
  case temperature
  /// Send the other of `max_tokens` and `max_completion_tokens`.
  case tokenLimitField = "token-limit-field"
  case seed
  case logprobs

  /// How a request adapted this way departs from the plan, or `nil` when the prompt does not
  /// ask for that part.
  func deviation(for prompt: Prompt) -> String? {
    switch self {
    case .temperature:
      prompt.temperature.map { "temperature \($0) not sent: the server does not take it" }
    case .tokenLimitField: "token limit sent in the other field: the server rejects the usual one"
    case .seed: prompt.seed.map { "seed \($0) not sent: the server takes none" }
    case .logprobs:
      prompt.topLogprobs > 0 ? "log probabilities not asked for: the server gives none" : nil
    }
  }
}

extension Set<Adaptation> {
  /// The departures from the plan, in a fixed order.
  func deviations(for prompt: Prompt) -> [String] {
    Adaptation.allCases.filter { contains($0) }.compactMap { $0.deviation(for: prompt) }
  }
}
