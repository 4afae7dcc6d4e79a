import Endpoints
import Foundation
import Probing
import Synchronization
import Testing

@Suite struct BudgetTests {
  /// An endpoint whose usage is random within what was allowed, and which checks at every moment
  /// that what it has billed and what it may yet bill stay within the limit.
  private final class Biller: Sendable {
    let limit: Int
    private let state = Mutex((billed: 0, open: 0, worst: 0))

    init(limit: Int) { self.limit = limit }

    var billed: Int { state.withLock { $0.billed } }
    var worst: Int { state.withLock { $0.worst } }

    func begin(_ most: Int) {
      state.withLock {
        $0.open += most
        $0.worst = max($0.worst, $0.billed + $0.open)
      }
    }

    func end(_ most: Int, billed: Int) {
      state.withLock {
        $0.open -= most
        $0.billed += billed
      }
    }
  }

  @Test(arguments: [1, 4, 32])
  func tokensNeverExceedTheBudgetAgainstTheBillersOwnCount(concurrency: Int) async throws {
    let biller = Biller(limit: 20_000)
    let endpoint = Scripted { prompt in
      let most = prompt.messages[0].content.utf8.count + prompt.maxTokens
      biller.begin(most)
      try? await Task.sleep(for: .microseconds(Int.random(in: 0...300)))
      let used = (prompt: 3, completion: Int.random(in: 1...prompt.maxTokens))
      biller.end(most, billed: used.prompt + used.completion)
      return .success(
        Reply(text: "x", promptTokens: used.prompt, completionTokens: used.completion))
    }
    let budget = RequestBudget(SpendLimit(tokens: 20_000))
    let asking = Asking(
      respondents: [
        "r": Respondent(endpoint: endpoint, limits: Limits(concurrency: concurrency))
      ], budget: budget)
    let summary = try await asking.ask(items(2000, maxTokens: 100)) { _ in }
    #expect(biller.worst <= 20_000)
    #expect(summary.spent.tokens == biller.billed)
    #expect(summary.left > 0)
    // What is left of the budget is less than one worst case: a prompt of some 100 tokens at most,
    // and the completion.
    #expect(summary.spent.tokens > 20_000 - 250)
    guard case .budget = summary.stop else {
      Issue.record("stopped by \(summary.stop)")
      return
    }
  }

  @Test func requestsAndEarlierSpendingCount() async throws {
    let endpoint = Scripted { _ in .success(Reply(text: "")) }
    let budget = RequestBudget(SpendLimit(requests: 10), spent: Spend(requests: 4))
    let asking = Asking(
      respondents: ["r": Respondent(endpoint: endpoint, limits: Limits(concurrency: 3))],
      budget: budget)
    let summary = try await asking.ask(items(20)) { _ in }
    #expect(summary.answered == 6)
    #expect(summary.ending == "budget reached, 14 questions left")
    #expect(summary.spent.requests == 10)
  }

  @Test func moneyFollowsThePrices() async throws {
    let endpoint = Scripted { _ in
      .success(Reply(text: "", promptTokens: 1000, completionTokens: 10))
    }
    let price = Price(inputPerMillion: 2, outputPerMillion: 100)
    let asking = Asking(
      respondents: ["r": Respondent(endpoint: endpoint, limits: Limits(), price: price)],
      budget: RequestBudget(SpendLimit(money: 1)))
    let summary = try await asking.ask(items(10)) { _ in }
    #expect(abs(summary.spent.money - 10 * (0.002 + 0.001)) < 1e-12)
  }

  @Test func moneyWithoutAPriceIsRefusedBeforeAsking() async throws {
    let endpoint = Scripted { _ in .success(Reply(text: "")) }
    let asking = Asking(
      respondents: ["r": Respondent(endpoint: endpoint, limits: Limits())],
      budget: RequestBudget(SpendLimit(money: 1)))
    let error = await #expect(throws: EndpointError.self) {
      try await asking.ask(items(1)) { _ in Issue.record("asked") }
    }
    #expect(error?.kind == .configuration)
  }

  @Test(arguments: [
    (EndpointError(.connection, "cut"), 50), (EndpointError(.deadline, "slow"), 50),
    (EndpointError(.malformed, "odd", status: 200), 50),
    (EndpointError(.connection, "refused", isUnsent: true), 0),
    (EndpointError(.provider, "down", status: 503), 0),
  ])
  func onlyFailuresThatMayBeBilledAreCharged(error: EndpointError, tokens: Int) async throws {
    let endpoint = Scripted { _ in .failure(error) }
    let asking = Asking(
      respondents: ["r": Respondent(endpoint: endpoint, limits: Limits())],
      retry: RetryPolicy(attempts: 1))
    let summary = try await asking.ask(items(1, maxTokens: 50)) { _ in }
    #expect(summary.spent.completionTokens == tokens)
    #expect(summary.spent.requests == 1)
  }

  @Test(arguments: [1, 3, 9, 10, 15, 60, 600])
  func noMinuteSeesMoreThanTheLimitAgainstCounting(perMinute: Int) {
    var bucket = TokenBucket(perMinute: perMinute, now: .zero)
    var now = Duration.zero
    var times: [Duration] = []
    var random = SystemRandomNumberGenerator()
    for _ in 0..<(perMinute * 4) {
      if Int.random(in: 0..<50, using: &random) == 0 { now += .seconds(90) }
      var wait = bucket.wait(for: 1, now: now)
      while wait > .zero {
        now += wait
        wait = bucket.wait(for: 1, now: now)
      }
      bucket.take(1)
      times.append(now)
    }
    for (index, start) in times.enumerated() {
      let inWindow = times[index...].prefix { $0 < start + .seconds(60) }
      #expect(inWindow.count <= perMinute)
    }
  }

  @Test func paceIsKeptByTheClock() async throws {
    let clock = JumpingClock()
    let endpoint = Scripted { _ in .success(Reply(text: "")) }
    let asking = Asking(
      respondents: [
        "r": Respondent(endpoint: endpoint, limits: Limits(requestsPerMinute: 60))
      ], time: clock.source)
    _ = try await asking.ask(items(69)) { _ in }
    // 6 at once, then 63 at 0.9 a second.
    #expect(clock.now >= .seconds(69.9))
    #expect(clock.now <= .seconds(71))
  }

  @Test func retryDelayIsUniformBelowADoublingCap() {
    let policy = RetryPolicy(
      attempts: 9, base: .seconds(1), cap: .seconds(5), patience: .seconds(30), random: { 0.5 })
    let error = EndpointError(.provider, "x")
    let delays = (1...9).map { policy.delay(after: error, failures: $0) }
    #expect(delays == [0.5, 1, 2, 2.5, 2.5, 2.5, 2.5, 2.5].map { .seconds($0) } + [nil])
    var asked = EndpointError(.rateLimited, "x", retryAfter: .seconds(30))
    #expect(policy.delay(after: asked, failures: 1) == .seconds(30.5))
    asked.retryAfter = .seconds(31)
    #expect(policy.delay(after: asked, failures: 1) == nil)
  }
}
