import Endpoints
import Foundation
import Probing
import Testing

@Suite struct LocalCommandTests {
  private func ask(
    _ script: String, times: Int = 1, timeout: Double = 10
  ) async throws -> [Exchange<Reply>] {
    try await withSurroundings { surroundings in
      let command = try LocalCommand(
        .init(command: ["sh", "-c", script], model: "local", timeout: timeout), in: surroundings)
      var exchanges: [Exchange<Reply>] = []
      for _ in 0..<times {
        exchanges.append(await command.exchange(for: prompt("2 + 2 = ?"), adapted: []))
      }
      await command.close()
      return exchanges
    }
  }

  private let counting = #"""
    n=0; while read -r line; do n=$((n+1)); echo "{\"text\":\"$n\",\"model\":\"m\"}"; done
    """#

  @Test func oneProcessAnswersAll() async throws {
    let texts = try await ask(counting, times: 5).map { try $0.result.get().text }
    #expect(texts == ["1", "2", "3", "4", "5"])
  }

  @Test func deadlineCountsFromTheQuestionsOwnTurn() async throws {
    let script = #"while read -r line; do sleep 0.4; echo '{"text":"ok"}'; done"#
    try await withSurroundings { surroundings in
      let command = try LocalCommand(
        .init(command: ["sh", "-c", script], timeout: 4), in: surroundings)
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<15 {
          group.addTask {
            #expect(await command.exchange(for: prompt(), adapted: []).result.error == nil)
          }
        }
      }
      await command.close()
    }
  }

  @Test func questionsAtOnceGetTheirOwnAnswers() async throws {
    let script = #"""
      while read -r line; do s=${line##*\"sample\":}; echo "{\"text\":\"${s%%[,\}]*}\"}"; done
      """#
    try await withSurroundings { surroundings in
      let command = try LocalCommand(.init(command: ["sh", "-c", script]), in: surroundings)
      await withTaskGroup(of: Void.self) { group in
        for sample in 0..<50 {
          group.addTask {
            var prompt = prompt()
            prompt.sample = sample
            let reply = try? await command.exchange(for: prompt, adapted: []).result.get()
            #expect(reply?.text == "\(sample)")
          }
        }
      }
      await command.close()
    }
  }

  @Test func programSeesTheWholeQuestion() async throws {
    // The program sends the question back inside its answer.
    let script = #"read -r line; printf '{"text":"<think>hm</think>ok","asked":%s}\n' "$line""#
    let exchange = try await ask(script)[0]
    let answer = try JSONDecoder().decode([String: JSON].self, from: exchange.response!)
    #expect(
      answer["asked"] == [
        "messages": [["role": "user", "content": "2 + 2 = ?"]], "max_tokens": 16, "sample": 0,
        "temperature": 0,
      ])
    #expect(try exchange.result.get() == Reply(text: "ok", reasoning: "hm"))
  }

  @Test func programThatDiesIsStartedAgain() async throws {
    let script = #"read -r line; echo '{"text":"one"}'; echo 'out of memory' >&2; exit 3"#
    let exchanges = try await ask(script, times: 3)
    #expect(try exchanges[0].result.get().text == "one")
    #expect(exchanges[1].result.error?.kind == .commandFailed)
    #expect(exchanges[1].result.error?.isRetriable == true)
    #expect(exchanges[1].result.error?.message.contains("out of memory") == true)
    #expect(try exchanges[2].result.get().text == "one")
  }

  /// An answer must never be taken for that of another question.
  @Test(arguments: [
    // Two lines for each question.
    #"while read -r line; do q=${line##*\"sample\":}; q=${q%%[,\}]*}; "#
      + #"printf '{"text":"%s"}\n{"text":"late %s"}\n' "$q" "$q"; done"#,
    // A banner, at once or while the first question waits.
    #"echo Loading; while read -r line; do q=${line##*\"sample\":}; "#
      + #"echo "{\"text\":\"${q%%[,\}]*}\"}"; done"#,
    #"sleep 0.2; echo Loading; while read -r line; do q=${line##*\"sample\":}; "#
      + #"echo "{\"text\":\"${q%%[,\}]*}\"}"; done"#,
  ])
  func linesOutOfTurnAreNobodysAnswer(script: String) async throws {
    try await withSurroundings { surroundings in
      let command = try LocalCommand(.init(command: ["sh", "-c", script]), in: surroundings)
      var failures: [EndpointError] = []
      for sample in 0..<6 {
        var prompt = prompt()
        prompt.sample = sample
        let exchange = await command.exchange(for: prompt, adapted: [])
        switch exchange.result {
        case .success(let reply): #expect(reply.text == "\(sample)")
        case .failure(let error): failures.append(error)
        }
        // As long as recording takes.
        try await Task.sleep(for: .milliseconds(30))
      }
      await command.close()
      #expect(!failures.isEmpty)
      let words = ["answers no question", "must answer each line"]
      #expect(failures.allSatisfy { error in words.contains { error.message.contains($0) } })
    }
  }

  @Test func slowProgramIsEndedAtTheDeadline() async throws {
    let script = #"read -r line; case "$line" in *) sleep 20;; esac"#
    let exchange = try await ask(script, timeout: 0.3)[0]
    #expect(exchange.result.error?.kind == .deadline)
  }

  @Test(arguments: [
    (
      #"read -r line; echo '{"error":"no weights"}'"#, EndpointError.Kind.commandFailed,
      "no weights"
    ),
    (#"read -r line; echo 'Loading model...'"#, .malformed, "Loading model"),
    ("exit 1", .commandFailed, "ended"),
  ])
  func failureIsNamed(script: String, kind: EndpointError.Kind, words: String) async throws {
    let error = try await ask(script)[0].result.error
    #expect(error?.kind == kind)
    #expect(error?.message.contains(words) == true)
  }

  @Test(arguments: ["no-such-program-here", "./no/such/program"])
  func missingProgramIsNamed(program: String) async throws {
    try await withSurroundings { surroundings in
      let command = try LocalCommand(.init(command: [program]), in: surroundings)
      let error = await command.exchange(for: prompt(), adapted: []).result.error
      #expect(error?.kind == .commandFailed)
      #expect(error?.message.contains(program) == true)
    }
  }

  @Test func cancellingEndsTheWait() async throws {
    try await withSurroundings { surroundings in
      let command = try LocalCommand(.init(command: ["sleep", "20"]), in: surroundings)
      let asking = Task { await command.exchange(for: prompt(), adapted: []) }
      try await Task.sleep(for: .milliseconds(100))
      asking.cancel()
      #expect(await asking.value.result.error?.kind == .interrupted)
    }
  }
}

@Suite struct RecordedPanelTests {
  @Test func answersAreLookedUpByProbeAndSample() async throws {
    let answers = RecordedAnswers([
      .init(probe: "p", sample: 0): "zero", .init(probe: "p", sample: 1): "one",
    ])
    let panel = RecordedPanel(model: "m", answers: answers)
    var prompt = prompt()
    prompt.probe = "p"
    prompt.sample = 1
    #expect(try await panel.reply(to: prompt).text == "one")
    prompt.sample = 2
    let error = await panel.exchange(for: prompt, adapted: []).result.error
    #expect(error?.kind == .notRecorded)
  }
}

@Suite struct EndpointSpecTests {
  private func spec(_ json: String) throws -> EndpointSpec {
    try JSONDecoder().decode(EndpointSpec.self, from: Data(json.utf8))
  }

  @Test(arguments: [
    (#"{"provider":"openai","model":"m","base_url":"http://h"}"#, "m", 8),
    (#"{"provider":"anthropic","model":"c","key_env":"K","concurrency":3}"#, "c", 3),
    (#"{"provider":"command","command":["/bin/cat"]}"#, "cat", 1),
    (#"{"provider":"panel","path":"p","subject":"s"}"#, "s", 1),
  ])
  func everyProviderIsMade(json: String, model: String, concurrency: Int) async throws {
    let transport = try Transport(environment: [:])
    let surroundings = Surroundings(environment: ["K": "key"], transport: transport) {
      _, _ throws(EndpointError) in RecordedAnswers([:])
    }
    let spec = try spec(json)
    #expect(try spec.endpoint(in: surroundings).model == model)
    #expect(spec.limits.concurrency == concurrency)
    let again = try JSONDecoder().decode(
      EndpointSpec.self, from: try JSONEncoder().encode(spec))
    #expect(again.raw == spec.raw)
    await transport.shutdown()
  }

  @Test(arguments: [
    (#"{"provider":"openia","model":"m"}"#, "openai, anthropic, command, panel"),
    (#"{"provider":"openai","modle":"m"}"#, "model"),
    (#"{"provider":"anthropic","model":"m","max_tokens_field":"max_tokens"}"#, "effort"),
    (#"{"provider":"openai","model":"m","concurrency":0}"#, "at least 1"),
  ])
  func mistakesAreNamed(json: String, words: String) {
    let error = #expect(throws: DecodingError.self) { try spec(json) }
    #expect("\(error!)".contains(words))
  }

  @Test func settingNamesAreKnownForEveryProvider() {
    for provider in BuiltInEndpoints.providers {
      #expect(BuiltInEndpoints.settingNames(of: provider)?.isEmpty == false)
    }
    #expect(BuiltInEndpoints.settingNames(of: "nobody") == nil)
  }
}
