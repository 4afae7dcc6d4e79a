/// What has been, or may be, used up. Sums that no integer can hold stay at the largest one.
public struct Spend: Hashable, Codable, Sendable {
  public var requests: Int
  public var promptTokens: Int
  public var completionTokens: Int
  /// In the currency of the prices.
  public var money: Double

  public var tokens: Int { promptTokens.saturatingSum(completionTokens) }

  public init(
    requests: Int = 0, promptTokens: Int = 0, completionTokens: Int = 0, money: Double = 0
  ) {
    self.requests = requests
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
    self.money = money
  }

  /// One request and its tokens; without a price it costs nothing.
  public init(promptTokens: Int, completionTokens: Int, price: Price?) {
    self.init(
      requests: 1, promptTokens: promptTokens, completionTokens: completionTokens,
      money: price?.cost(prompt: promptTokens, completion: completionTokens) ?? 0)
  }

  public static func + (a: Spend, b: Spend) -> Spend {
    Spend(
      requests: a.requests.saturatingSum(b.requests),
      promptTokens: a.promptTokens.saturatingSum(b.promptTokens),
      completionTokens: a.completionTokens.saturatingSum(b.completionTokens),
      money: a.money + b.money)
  }

  public static func - (a: Spend, b: Spend) -> Spend {
    Spend(
      requests: a.requests.saturatingSum(-b.requests),
      promptTokens: a.promptTokens.saturatingSum(-b.promptTokens),
      completionTokens: a.completionTokens.saturatingSum(-b.completionTokens),
      money: a.money - b.money)
  }
}

extension Int {
  /// The sum, or the integer nearest to it.
  func saturatingSum(_ other: Int) -> Int {
    let (sum, isBeyond) = addingReportingOverflow(other)
    return isBeyond ? (other > 0 ? .max : .min) : sum
  }
}

/// What a model costs, per million tokens.
public struct Price: Hashable, Codable, Sendable {
  public var inputPerMillion: Double
  public var outputPerMillion: Double

  public init(inputPerMillion: Double, outputPerMillion: Double) {
    self.inputPerMillion = inputPerMillion
    self.outputPerMillion = outputPerMillion
  }

  enum CodingKeys: String, CodingKey {
    case inputPerMillion = "input_per_million"
    case outputPerMillion = "output_per_million"
  }

  func cost(prompt: Int, completion: Int) -> Double {
    (Double(prompt) * inputPerMillion + Double(completion) * outputPerMillion) / 1_000_000
  }
}

/// The most that may be spent; what is `nil` is not limited.
public struct SpendLimit: Hashable, Codable, Sendable {
  public var requests: Int?
  public var tokens: Int?
  public var money: Double?

  public init(requests: Int? = nil, tokens: Int? = nil, money: Double? = nil) {
    self.requests = requests
    self.tokens = tokens
    self.money = money
  }

  func allows(_ spend: Spend) -> Bool {
    spend.requests <= requests ?? .max && spend.tokens <= tokens ?? .max
      && spend.money <= money ?? .infinity
  }
}

/// Keeps spending within its limit by reserving the worst case before each request.
///
/// It holds as far as servers honour the token limit they are sent.
public actor RequestBudget {
  public nonisolated let limit: SpendLimit
  public private(set) var spent: Spend
  private var reserved = Spend()
  private var underWay = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// - Parameter spent: What earlier runs of the same study spent.
  public init(_ limit: SpendLimit, spent: Spend = Spend()) {
    self.limit = limit
    self.spent = spent
  }

  /// Sets the worst case aside. While it does not fit, waits for requests under way, which mostly
  /// cost less than was set aside for them.
  ///
  /// - Returns: Whether it fits; if not, nothing is set aside.
  public func reserve(_ worst: Spend) async -> Bool {
    while !limit.allows(spent + reserved + worst) {
      guard underWay > 0 else { return false }
      await withCheckedContinuation { waiting.append($0) }
    }
    reserved = reserved + worst
    underWay += 1
    return true
  }

  /// Replaces a reservation by what was really spent.
  ///
  /// - Precondition: `worst` was reserved and not settled yet.
  public func settle(_ worst: Spend, actual: Spend) {
    precondition(underWay > 0)
    underWay -= 1
    // With nothing under way nothing is reserved: rounding of money must not accumulate.
    reserved = underWay == 0 ? Spend() : reserved - worst
    spent = spent + actual
    for waiter in waiting { waiter.resume() }
    waiting = []
  }
}
