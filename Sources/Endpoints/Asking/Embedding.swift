/// Embeds texts in batches, and hands every attempt over to be recorded.
public struct Embedding: Sendable {
  /// Texts in one request.
  public static let batch = 32

  /// One request and what came of it, as handed to the log.
  public struct Attempt: Sendable {
    public var texts: Int
    public var kind: String
    public var modelRequested: String
    /// 1 for the first request made for this batch in this run.
    public var number: Int
    public var exchange: Exchange<EmbeddedTexts>

    /// The outcome after which a batch is not asked again.
    public static let conclusiveOutcome = "embedded"

    /// `embedded`, or the raw value of the error's kind.
    public var outcome: String {
      switch exchange.result {
      case .success: Self.conclusiveOutcome
      case .failure(let error): error.kind.rawValue
      }
    }
  }

  public struct Summary: Sendable {
    public var embedded: Int
    public var left: Int
    public var stop: Asking.Stop
  }

  public typealias Record = @Sendable (Attempt) async throws -> Void

  public var embedder: any TextEmbedder
  public var limits: Limits
  public var price: Price?
  public var budget: RequestBudget
  public var retry: RetryPolicy
  public var time: TimeSource

  public init(
    embedder: any TextEmbedder, limits: Limits = Limits(), price: Price? = nil,
    budget: RequestBudget = RequestBudget(SpendLimit()), retry: RetryPolicy = RetryPolicy(),
    time: TimeSource = .continuous
  ) {
    self.embedder = embedder
    self.limits = limits
    self.price = price
    self.budget = budget
    self.retry = retry
    self.time = time
  }

  /// Embeds all texts in order until done, out of budget, cancelled or a batch fails for good.
  ///
  /// - Parameters:
  ///   - dimensions: the length that vectors recorded before have; others are malformed.
  ///   - record: called for every attempt, from several tasks at once and not cancelled with them;
  ///     what it throws ends everything and is rethrown.
  ///   - progress: called with the number of texts embedded so far.
  public func embed(
    _ texts: [String], dimensions: Int? = nil, record: @escaping Record,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> Summary {
    let run = EmbeddingRun(
      embedding: self, turnstile: Turnstile(limits: limits, adapted: [], time: time),
      length: VectorLength(dimensions), record: record)
    let batches = stride(from: 0, to: texts.count, by: Self.batch).map {
      Array(texts[$0..<min($0 + Self.batch, texts.count)])
    }
    return try await withThrowingTaskGroup(of: BatchEnd.self) { group in
      var rest = batches.makeIterator()
      for _ in 0..<limits.concurrency {
        if let batch = rest.next() { group.addTask { try await run.conclude(batch) } }
      }
      var summary = Summary(embedded: 0, left: texts.count, stop: .finished)
      while let end = try await group.next() {
        summary.note(end)
        if case .embedded = end { progress(summary.embedded) }
        guard case .finished = summary.stop, !Task.isCancelled else { continue }
        if let batch = rest.next() { group.addTask { try await run.conclude(batch) } }
      }
      if case .finished = summary.stop, summary.left > 0 { summary.stop = .interrupted }
      return summary
    }
  }
}

extension Embedding.Summary {
  fileprivate mutating func note(_ end: BatchEnd) {
    switch end {
    case .embedded(let count):
      embedded += count
      left -= count
    case .stopped(let reason):
      if case .finished = stop { stop = reason }
    }
  }
}

/// How a batch ended.
private enum BatchEnd: Sendable {
  case embedded(Int)
  case stopped(Asking.Stop)
}

/// The length that all vectors of a study have.
private actor VectorLength {
  private var length: Int?

  init(_ length: Int?) { self.length = length }

  /// What is wrong with vectors of another length than those before, in words.
  func fault(in embedded: EmbeddedTexts) -> String? {
    let expected = length ?? embedded.dimensions
    length = expected
    guard embedded.dimensions != expected else { return nil }
    return "vectors of \(embedded.dimensions) numbers where earlier ones have \(expected); the "
      + "model behind the name has changed, so embed in a new study folder"
  }
}

/// The asking of one embedder.
private struct EmbeddingRun: Sendable {
  let embedding: Embedding
  let turnstile: Turnstile
  let length: VectorLength
  let record: Embedding.Record

  /// Asks for one batch until it is embedded, fails for good or asking stops.
  func conclude(_ texts: [String]) async throws -> BatchEnd {
    var failures = 0
    for number in 1... {
      let worst = cost(atMost: texts)
      guard !Task.isCancelled else { return .stopped(.interrupted) }
      guard await embedding.budget.reserve(worst) else { return .stopped(.budget) }
      guard await turnstile.admit(tokens: worst.tokens) else {
        await embedding.budget.settle(worst, actual: Spend())
        return .stopped(.interrupted)
      }
      let exchange = await attempt(texts, number, worst)
      try await keep(exchange, texts.count, number)
      guard case .failure(let error) = exchange.result else { return .embedded(texts.count) }
      if error.kind == .interrupted { return .stopped(.interrupted) }
      failures += 1
      guard let delay = embedding.retry.delay(after: error, failures: failures) else {
        await turnstile.close(.failing(error))
        return .stopped(.endpoint(error))
      }
      if let wait = error.retryAfter { await turnstile.pause(for: wait) }
      guard await turnstile.nap(delay) else { return .stopped(.interrupted) }
    }
    preconditionFailure("a retry policy gives up")
  }

  private func attempt(
    _ texts: [String], _ number: Int, _ worst: Spend
  ) async -> Exchange<EmbeddedTexts> {
    var exchange = await embedding.embedder.exchange(for: texts)
    if case .success(let embedded) = exchange.result,
      let fault = await length.fault(in: embedded)
    {
      exchange.result = .failure(
        EndpointError(
          .malformed, "\(embedding.embedder.model) answered with \(fault)", isRetriable: false))
    }
    let actual = cost(of: exchange, atMost: worst)
    await embedding.budget.settle(worst, actual: actual)
    await turnstile.settle(tokens: worst.tokens, actual: actual.tokens)
    return exchange
  }

  /// Records the attempt whole, even when the task is cancelled meanwhile.
  private func keep(_ exchange: Exchange<EmbeddedTexts>, _ texts: Int, _ number: Int) async throws {
    let attempt = Embedding.Attempt(
      texts: texts, kind: type(of: embedding.embedder).kind,
      modelRequested: embedding.embedder.model, number: number, exchange: exchange)
    try await Task { [record] in try await record(attempt) }.value
  }

  /// No byte-level tokenizer makes more tokens than bytes; two more mark the ends of a text.
  private func cost(atMost texts: [String]) -> Spend {
    Spend(
      promptTokens: texts.reduce(0) { $0 + $1.utf8.count + 2 }, completionTokens: 0,
      price: embedding.price)
  }

  private func cost(of exchange: Exchange<EmbeddedTexts>, atMost worst: Spend) -> Spend {
    switch exchange.result {
    case .success(let embedded):
      return Spend(
        promptTokens: embedded.promptTokens ?? worst.promptTokens, completionTokens: 0,
        price: embedding.price)
    case .failure(let error):
      let isUnbilled =
        error.isUnsent || exchange.status ?? 0 >= 400 || !embedding.embedder.isMetered
      return isUnbilled ? Spend(requests: 1) : worst
    }
  }
}
