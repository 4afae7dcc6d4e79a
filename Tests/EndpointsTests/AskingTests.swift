import Endpoints
import Foundation
import Probing
import Synchronization
import Testing

@Suite struct AskingTests {
  private struct Report: Sendable {
    var summary: Asking.Summary
    var attempts: [Attempt]
    var seen: [Seen.Request]
    var waited: Duration

    var outcomes: [String] { attempts.map(\.outcome) }
  }

  /// Asks a number of questions, one at a time, of a server that behaves so.
  private func ask(
    _ behaviour: String, questions: Int = 1, concurrency: Int = 1
  ) async throws -> Report {
    try await withServer { server in
      try await withSurroundings { surroundings in
        let endpoint = try openAI(server.base(behaviour), in: surroundings)
        let clock = JumpingClock()
        let asking = Asking(
          respondents: [
            "r": Respondent(endpoint: endpoint, limits: Limits(concurrency: concurrency))
          ], retry: RetryPolicy(random: { 0.5 }), time: clock.source)
        let notebook = Notebook()
        let summary = try await asking.ask(items(questions)) { notebook.keep($0) }
        return Report(
          summary: summary, attempts: notebook.attempts, seen: server.seen[behaviour],
          waited: clock.now)
      }
    }
  }

  @Test func everyQuestionIsAskedOnceOfItsOwnEndpoint() async throws {
    let asked = Mutex<[String: [String]]>([:])
    func respondent(_ name: String) -> Respondent {
      let endpoint = Scripted { prompt in
        asked.withLock { $0[name, default: []].append(prompt.messages[0].content) }
        return .success(Reply(text: name))
      }
      return Respondent(endpoint: endpoint, limits: Limits(concurrency: 7))
    }
    let names = ["a", "b", "c"]
    let asking = Asking(
      respondents: Dictionary(uniqueKeysWithValues: names.map { ($0, respondent($0)) }))
    let all = names.flatMap { items(60, for: $0) }.shuffled()
    let notebook = Notebook()
    let counts = Mutex<[Int]>([])
    let summary = try await asking.ask(all) {
      notebook.keep($0)
    } progress: { progress in
      counts.withLock { $0.append(progress.answered) }
    }
    #expect(summary.answered == 180)
    #expect(summary.left == 0)
    #expect(counts.withLock { $0 } == Array(1...180))
    #expect(Set(notebook.attempts.map(\.question)) == Set(all.map(\.question)))
    #expect(notebook.attempts.allSatisfy { (try? $0.exchange.result.get().text) == $0.endpoint })
    #expect(asked.withLock { $0.mapValues(\.count) } == ["a": 60, "b": 60, "c": 60])
  }

  @Test func questionsAreAskedInOrderWhenOneAtATime() async throws {
    let notebook = Notebook()
    let endpoint = Scripted { _ in .success(Reply(text: "")) }
    let asking = Asking(respondents: ["r": Respondent(endpoint: endpoint, limits: Limits())])
    _ = try await asking.ask(items(20)) { notebook.keep($0) }
    #expect(notebook.attempts.map(\.question.probe) == (0..<20).map { "p\($0)" })
  }

  @Test func stormIsWaitedOutAsTheServerAsks() async throws {
    let report = try await ask("storm")
    #expect(
      report.outcomes == ["rate-limited", "rate-limited", "rate-limited", "answered"])
    #expect(report.attempts.map(\.number) == [1, 2, 3, 4])
    #expect(report.waited >= .seconds(21))
    #expect(
      report.attempts[0].exchange.response == Data(#"{"error":{"message":"slow down"}}"#.utf8))
  }

  @Test func endlessStormStopsTheEndpoint() async throws {
    let report = try await ask("endless-storm", questions: 3)
    #expect(report.outcomes == Array(repeating: "rate-limited", count: 8))
    #expect(report.summary.failed == [.rateLimited: 1])
    #expect(report.summary.left == 2)
    #expect(report.summary.stopped["r"]?.kind == .rateLimited)
  }

  @Test func usedUpQuotaIsNotRetried() async throws {
    let report = try await ask("quota", questions: 3)
    #expect(report.outcomes == ["rate-limited"])
  }

  @Test func shakyServerIsAskedAgain() async throws {
    let report = try await ask("shaky")
    #expect(report.outcomes == ["provider", "provider", "answered"])
    #expect(report.waited == .seconds(1.5))
  }

  @Test func serverThatIsDownIsGivenUp() async throws {
    let report = try await ask("down", questions: 20)
    #expect(report.attempts.count == 40)
    #expect(report.summary.failed == [.provider: 5])
    #expect(report.summary.left == 15)
    guard case .endpoint(let error) = report.summary.stop else {
      Issue.record("stopped by \(report.summary.stop)")
      return
    }
    #expect(error.kind == .provider)
  }

  @Test func failuresBetweenAnswersDoNotStopTheEndpoint() async throws {
    let count = Mutex(0)
    let endpoint = Scripted { _ in
      let number = count.withLock {
        $0 += 1
        return $0
      }
      return number % 3 == 0
        ? .success(Reply(text: "")) : .failure(EndpointError(.provider, "down"))
    }
    let asking = Asking(
      respondents: ["r": Respondent(endpoint: endpoint, limits: Limits())],
      retry: RetryPolicy(attempts: 1))
    let summary = try await asking.ask(items(30)) { _ in }
    #expect(summary.answered == 10)
    #expect(summary.failed == [.provider: 20])
  }

  @Test(arguments: [("unauthorised", "authentication"), ("unknown-model", "unknown-model")])
  func fatalErrorStopsAtOnce(behaviour: String, outcome: String) async throws {
    let report = try await ask(behaviour, questions: 5)
    #expect(report.outcomes == [outcome])
    #expect(report.summary.left == 4)
  }

  @Test func fatalErrorStopsOnlyItsEndpoint() async throws {
    let refused = Scripted { _ in .failure(EndpointError(.authentication, "no")) }
    let fine = Scripted { _ in .success(Reply(text: "")) }
    let asking = Asking(respondents: [
      "bad": Respondent(endpoint: refused, limits: Limits()),
      "good": Respondent(endpoint: fine, limits: Limits()),
    ])
    let summary = try await asking.ask(items(9, for: "bad") + items(9, for: "good")) { _ in }
    #expect(summary.answered == 9)
    #expect(summary.failed == [.authentication: 1])
    #expect(summary.left == 8)
    #expect(Array(summary.stopped.keys) == ["bad"])
  }

  @Test(arguments: ["not-json", "no-choices", "cut"])
  func brokenResponsesAreBounded(behaviour: String) async throws {
    let report = try await ask(behaviour)
    #expect(report.attempts.count == (behaviour == "cut" ? 8 : 3))
    #expect(report.summary.failed == [behaviour == "cut" ? .connection : .malformed: 1])
  }

  @Test(arguments: ["filtered", "filtered-request"])
  func filteredContentIsAnAnswer(behaviour: String) async throws {
    let report = try await ask(behaviour)
    #expect(report.outcomes == ["filtered"])
    #expect(report.summary.answered == 1)
  }

  @Test func rejectedQuestionDoesNotStopTheOthers() async throws {
    let report = try await ask("too-long", questions: 4)
    #expect(report.outcomes == Array(repeating: "bad-request", count: 4))
    #expect(report.summary.left == 0)
  }

  @Test(arguments: [("no-temperature", "temperature"), ("new-token-limit", "max_tokens")])
  func rejectedPartIsLeftOutFromThenOn(behaviour: String, field: String) async throws {
    let report = try await ask(behaviour, questions: 3)
    #expect(report.outcomes == ["bad-request", "answered", "answered", "answered"])
    #expect(report.seen.map { $0.fields[field] != nil } == [true, false, false, false])
    #expect(report.attempts.map(\.deviations.count) == [0, 1, 1, 1])
    #expect(report.attempts.map(\.number) == [1, 2, 1, 1])
  }

  @Test func rejectedPartIsLeftOutUnderConcurrency() async throws {
    let report = try await ask("no-temperature", questions: 40, concurrency: 8)
    #expect(report.summary.answered == 40)
    #expect(report.outcomes.filter { $0 == "bad-request" }.count <= 8)
  }

  @Test func noSecretIsRecorded() async throws {
    let key = "sk-very-secret-0123456789"
    try await withServer { server in
      try await withSurroundings(environment: ["KEY": key]) { surroundings in
        let endpoint = try openAI(server.base("echo-key"), in: surroundings, key: "KEY")
        let notebook = Notebook()
        let asking = Asking(respondents: ["r": Respondent(endpoint: endpoint, limits: Limits())])
        _ = try await asking.ask(items(1)) { notebook.keep($0) }
        #expect(server.seen["echo-key"][0].authorization == "Bearer " + key)
        let attempt = try #require(notebook.attempts.first)
        let exchange = attempt.exchange
        let recorded = exchange.request + (exchange.response ?? Data())
        #expect(!String(decoding: recorded, as: UTF8.self).contains(key))
        #expect(!"\(attempt)".contains(key))
        #expect(exchange.requestID == "Bearer [redacted]")
        #expect(attempt.deviations.count == 1)
      }
    }
  }

  @Test func failedRecordingStopsEverything() async throws {
    struct DiskFull: Error {}
    let endpoint = Scripted { prompt in
      // The others are under way, deaf to cancelling, when the first record fails.
      if prompt.messages[0].content != "question 0" {
        await Task { try? await Task.sleep(for: .milliseconds(300)) }.value
      }
      return .success(Reply(text: ""))
    }
    let respondent = Respondent(endpoint: endpoint, limits: Limits(concurrency: 4))
    let asking = Asking(respondents: ["a": respondent, "b": respondent])
    let questions = items(500, for: "a") + items(500, for: "b").dropFirst()
    let calls = Mutex(0)
    await #expect(throws: DiskFull.self) {
      try await asking.ask(questions) { _ in
        calls.withLock { $0 += 1 }
        throw DiskFull()
      }
    }
    #expect(calls.withLock { $0 } == 1)
  }

  @Test func cancellingFinishesRecordsAndReports() async throws {
    let begun = Mutex(0)
    let kept = Notebook()
    let endpoint = Scripted { _ in
      do {
        try await Task.sleep(for: .milliseconds(1))
        return .success(Reply(text: ""))
      } catch {
        return .failure(EndpointError(.interrupted, "abandoned"))
      }
    }
    let asking = Asking(respondents: [
      "r": Respondent(endpoint: endpoint, limits: Limits(concurrency: 8))
    ])
    let running = Task {
      try await asking.ask(items(100_000)) { attempt in
        begun.withLock { $0 += 1 }
        try await Task.sleep(for: .milliseconds(20))
        kept.keep(attempt)
      }
    }
    while kept.attempts.count < 50 { try await Task.sleep(for: .milliseconds(1)) }
    running.cancel()
    let summary = try await running.value
    #expect(begun.withLock { $0 } == kept.attempts.count)
    #expect(summary.answered == kept.outcomes.filter { $0 == "answered" }.count)
    #expect(summary.answered + summary.left == 100_000)
    guard case .interrupted = summary.stop else {
      Issue.record("stopped by \(summary.stop)")
      return
    }
  }

  @Test func cancellingWakesWhoeverWaits() async throws {
    let endpoint = Scripted { _ in
      .failure(
        EndpointError(.rateLimited, "wait", status: 429, retryAfter: .seconds(200)))
    }
    let notebook = Notebook()
    let asking = Asking(respondents: [
      "r": Respondent(endpoint: endpoint, limits: Limits(concurrency: 3))
    ])
    let running = Task { try await asking.ask(items(9)) { notebook.keep($0) } }
    while notebook.attempts.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
    running.cancel()
    #expect(try await running.value.left == 9)
  }
}
