import Statistics

/// A product that passes prompts on to models of others: a wrapper around one, or a router among
/// several.
public struct Service: Hashable, Sendable, Codable {
  /// A model, and the share of prompts that it answers.
  public struct Route: Hashable, Sendable, Codable {
    public var model: String
    /// Above 0; shares sum to 1.
    public var share: Double

    public init(model: String, share: Double) {
      self.model = model
      self.share = share
    }
  }

  public var routes: [Route]
  /// Told to the model with every prompt, as a system prompt.
  public var instruction: String
  /// Put before every answer; may be empty.
  public var greeting: String

  public init(routes: [Route], instruction: String, greeting: String = "") {
    self.routes = routes
    self.instruction = instruction
    self.greeting = greeting
  }

  /// What cannot be served.
  var fault: String? {
    let sum = routes.reduce(0) { $0 + $1.share }
    return routes.allSatisfy { $0.share > 0 } && abs(sum - 1) < 1e-6
      ? nil : "the shares of a service's routes are above 0 and sum to 1"
  }

  /// The model that answers a prompt: always the same one for the same prompt.
  func model(for prompt: String) -> String {
    var dealing = RandomStream(seed: 0).substream("route").substream(prompt)
    var rest = dealing.uniform()
    for route in routes {
      rest -= route.share
      if rest < 0 { return route.model }
    }
    return routes[routes.count - 1].model
  }

  /// Share of prompts that a model answers.
  func share(of model: String) -> Double {
    routes.reduce(0) { $0 + ($1.model == model ? $1.share : 0) }
  }
}
