public import Probing

/// One subject's endpoint with what limits and prices it.
public struct Respondent: Sendable {
  public var endpoint: any ModelEndpoint
  public var limits: Limits
  /// `nil` when no price is known; only allowed without a budget of money or for endpoints that
  /// are not metered.
  public var price: Price?

  public init(endpoint: any ModelEndpoint, limits: Limits, price: Price? = nil) {
    self.endpoint = endpoint
    self.limits = limits
    self.price = price
  }

  /// The most that one request for this prompt can cost.
  public func costAtMost(_ prompt: Prompt) -> Spend {
    Spend(
      promptTokens: endpoint.promptTokensAtMost(prompt), completionTokens: prompt.maxTokens,
      price: price)
  }

  /// What the exchange is charged, by the usage reported or else the most it can have cost.
  func cost(of exchange: Exchange<Reply>, atMost worst: Spend) -> Spend {
    switch exchange.result {
    case .success(let reply):
      let length = reply.text.utf8.count + (reply.reasoning?.utf8.count ?? 0) + 16
      return Spend(
        promptTokens: reply.promptTokens ?? worst.promptTokens,
        completionTokens: reply.completionTokens ?? min(worst.completionTokens, length),
        price: price)
    case .failure(let error):
      let isUnbilled = error.isUnsent || exchange.status ?? 0 >= 400 || !endpoint.isMetered
      return isUnbilled ? Spend(requests: 1) : worst
    }
  }
}

/// Asks many questions of many endpoints, and hands every attempt over to be recorded.
public struct Asking: Sendable {
  public struct Item: Sendable {
    public var question: Question
    public var prompt: Prompt
    /// The id of the respondent to ask.
    public var respondent: String

    public init(question: Question, prompt: Prompt, respondent: String) {
      self.question = question
      self.prompt = prompt
      self.respondent = respondent
    }
  }

  public struct Progress: Sendable {
    public var total: Int
    public var answered: Int
    public var failed: Int
    /// Requests that failed and were, or will be, made again.
    public var retried: Int
    public var spent: Spend
    /// The respondent whose question was just concluded or put off.
    public var respondent: String
  }

  public enum Stop: Sendable {
    case finished
    /// The next question did not fit the budget.
    case budget
    case interrupted
    /// All work that was left belonged to endpoints that stopped; the first of their errors.
    case endpoint(EndpointError)
  }

  public struct Summary: Sendable {
    public var answered: Int
    /// Questions that failed for good in this run, by kind.
    public var failed: [EndpointError.Kind: Int]
    /// The first error of each kind.
    public var examples: [EndpointError.Kind: EndpointError]
    /// The first error of every respondent that answered none of the questions asked in this run.
    public var silent: [String: EndpointError]
    /// Questions never concluded.
    public var left: Int
    public var spent: Spend
    public var stop: Stop
    /// Why asking stopped, for every respondent for which it did.
    public var stopped: [String: EndpointError]

    /// How asking ended, such as `budget reached, 12 questions left`.
    public var ending: String {
      let left = "\(left) question\(left == 1 ? "" : "s") left"
      return switch stop {
      case .finished: "finished, \(left)"
      case .budget: "budget reached, \(left)"
      case .interrupted: "interrupted, \(left)"
      case .endpoint(let error): "\(error.message); \(left)"
      }
    }
  }

  public typealias Record = @Sendable (Attempt) async throws -> Void

  public var respondents: [String: Respondent]
  public var budget: RequestBudget
  public var retry: RetryPolicy
  public var time: TimeSource

  public init(
    respondents: [String: Respondent], budget: RequestBudget = RequestBudget(SpendLimit()),
    retry: RetryPolicy = RetryPolicy(), time: TimeSource = .continuous
  ) {
    self.respondents = respondents
    self.budget = budget
    self.retry = retry
    self.time = time
  }

  /// Asks all items, in order for each respondent, until done, out of budget or cancelled.
  ///
  /// Cancelling abandons requests under way, records them as interrupted and finishes recording.
  ///
  /// - Parameters:
  ///   - record: Called for every attempt, from several tasks at once and not cancelled with them.
  ///     When it throws, everything stops at once and the error is rethrown.
  ///   - progress: Called after every concluded question and every failure to be tried again, one
  ///     call at a time.
  /// - Throws: What `record` throws, or `.configuration` when money is limited and a metered
  ///   respondent has no price.
  /// - Precondition: every item's respondent is known.
  public func ask(
    _ items: [Item], record: @escaping Record,
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async throws -> Summary {
    let queues = Dictionary(grouping: items, by: \.respondent)
    return try await ask(Array(queues.values), record: record, progress: progress)
  }

  /// The same for questions that are made as they are asked.
  ///
  /// - Precondition: each queue holds the items of one respondent, and all of them.
  public func ask<Queue: Sequence<Item> & Sendable>(
    _ all: [Queue], record: @escaping Record,
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async throws -> Summary {
    let queues = Dictionary(
      uniqueKeysWithValues: all.compactMap { queue in
        queue.first { _ in true }.map { ($0.respondent, queue) }
      })
    let total = all.reduce(0) { sum, queue in queue.reduce(sum) { count, _ in count + 1 } }
    try checkPrices(of: queues.keys.sorted())
    let tally = Tally(total: total, budget: budget, record: record, progress: progress)
    var turnstiles: [String: Turnstile] = [:]
    for id in queues.keys {
      guard let respondent = respondents[id] else { preconditionFailure("no respondent \(id)") }
      turnstiles[id] = Turnstile(
        limits: respondent.limits, adapted: respondent.endpoint.untaken, time: time)
    }
    await withTaskGroup(of: Void.self) { [turnstiles] group in
      for (id, queue) in queues {
        let interview = Interview(
          id: id, respondent: respondents[id]!, turnstiles: turnstiles, budget: budget,
          retry: retry, tally: tally)
        group.addTask { await interview.conduct(queue) }
      }
      while await group.next() != nil {
        if await tally.recordingError != nil { group.cancelAll() }
      }
    }
    if let error = await tally.recordingError { throw error }
    return await summary(tally, turnstiles)
  }

  private func checkPrices(of ids: [String]) throws(EndpointError) {
    guard budget.limit.money != nil else { return }
    let unpriced = ids.filter { respondents[$0]?.price == nil }
      .compactMap { respondents[$0]?.endpoint }.filter(\.isMetered).map(\.model)
    guard unpriced.isEmpty else {
      throw EndpointError(
        .configuration,
        "money is limited but these models have no prices: \(unpriced.joined(separator: ", ")); "
          + "add input_per_million and output_per_million, 0 for a server of your own")
    }
  }

  private func summary(_ tally: Tally, _ turnstiles: [String: Turnstile]) async -> Summary {
    var stopped: [String: EndpointError] = [:]
    var isOutOfBudget = false
    for (id, turnstile) in turnstiles {
      switch await turnstile.closure {
      case .failing(let error): stopped[id] = error
      case .budget: isOutOfBudget = true
      case nil: break
      }
    }
    let left = await tally.left
    let stop: Stop
    switch stopped.min(by: { $0.key < $1.key }) {
    case _ where Task.isCancelled && left > 0: stop = .interrupted
    case _ where isOutOfBudget && left > 0: stop = .budget
    case (_, let error)?: stop = .endpoint(error)
    case nil: stop = .finished
    }
    return Summary(
      answered: await tally.answered, failed: await tally.failed,
      examples: await tally.examples, silent: await tally.silent, left: left,
      spent: await budget.spent, stop: stop, stopped: stopped)
  }
}
