import Foundation
import Testing

/// Asking through the built program, against models on a loopback port.
@Suite struct AskingTests {
  private func ask(
    _ change: (inout SmallStudy) -> Void = { _ in }, environment: [String: String] = [:],
    _ check: (SmallStudy, Program, ModelServer, Program.Outcome) async throws -> Void
  ) async throws {
    try await withFolder { folder in
      try await withModels { server in
        var study = SmallStudy(folder: folder, base: server.base)
        change(&study)
        try study.write()
        let program = Program(folder: folder, environment: environment)
        let outcome = try await program.run("ask", study.file)
        try await check(study, program, server, outcome)
      }
    }
  }

  @Test func everyQuestionIsAskedOnceAndOnlyOnce() async throws {
    try await ask { study, program, server, outcome in
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(server.total == 8 * 12)
      #expect(try await program.run("ask", study.file).status == 0)
      #expect(server.total == 8 * 12)
      let status = try await program.run("status", "small.study")
      #expect(status.status == 0)
      #expect(status.output.contains("12/12"))
      #expect(status.output.contains("style-0-2025"))
      #expect(status.output.contains("The record is sound"))
    }
  }

  @Test func assessingWritesAllResultsAndSaysWhyThereIsNoRatio() async throws {
    // swift-format-ignore: OnlyOneTrailingClosureArgument
    try await ask({ $0.questions = 60 }) { study, program, _, _ in
      let assessed = try await program.run("assess", "small.study")
      #expect(assessed.status == 0, "\(assessed.errors)")
      for name in ["findings.json", "pairs.csv", "report.html", "report.md"] {
        #expect(!study.out.appendingPathComponent(name).text.isEmpty, "\(name)")
      }
      let pairs = study.out.appendingPathComponent("pairs.csv").text
      #expect(pairs.hasPrefix("suspect,source_model,label,excess,log10_lr,"))
      #expect(pairs.contains("too-few-lineages"))
      let report = study.out.appendingPathComponent("report.html").text
      try FileManager.default.removeItem(at: study.out.appendingPathComponent("report.html"))
      #expect(try await program.run("report", "small.study").status == 0)
      #expect(study.out.appendingPathComponent("report.html").text == report)
    }
  }

  @Test(
    arguments: [
      ("unauthorised", Int32(77)), ("unknown", 78), ("quota", 75), ("not-json", 69),
      ("no-choices", 69), ("huge", 69),
    ])
  func aModelThatCannotBeAskedEndsInItsOwnStatus(model: String, status: Int32) async throws {
    try await ask {
      $0.suspect = model
      $0.unrelated = 1
      $0.questions = 2
    } _: { study, program, server, outcome in
      #expect(outcome.status == status, "\(outcome.errors)")
      // What the others answered is kept.
      #expect(server["style-1"] == 2)
      let standing = try await program.run("status", "small.study")
      #expect(standing.output.contains("2/2"))
      #expect(standing.output.contains("0/2"))
      #expect(try await program.run("assess", "small.study").status == 0)
    }
  }

  /// A server that fails, one that cuts its answers off, and one that is not there, at once: giving
  /// up takes about a minute, so that it runs in `make test-slow`.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["FILIATION_SLOW"] != nil))
  func providersThatStayDownAreGivenUp() async throws {
    try await ask {
      $0.suspect = "down"
      $0.source = "cut"
      $0.unrelated = 0
      $0.questions = 1
      $0.furtherControls = [
        "{id: gone, endpoint: {provider: openai, model: m, base_url: \"http://127.0.0.1:9/v1\"}, "
          + "relation: unrelated}"
      ]
    } _: { study, program, server, outcome in
      #expect(outcome.status == 69, "\(outcome.errors)")
      #expect(server["down"] > 1)
      #expect(server["cut"] > 1)
      #expect(outcome.errors.contains("3 failed"))
      #expect(outcome.errors.contains("filiation ask study.yml"))
      let status = try await program.run("status", "small.study")
      #expect(status.status == 0)
      #expect(!status.output.contains("1/1"))
      #expect(study.out.appendingPathComponent("log.jsonl").text.contains("127.0.0.1:9"))
    }
  }

  @Test func aBudgetStopsBeforeItIsExceededAndCanBeRaised() async throws {
    try await ask {
      $0.budget = "budget: {requests: 30}"
    } _: { study, program, server, outcome in
      #expect(outcome.status == 75)
      #expect(server.total == 30)
      var raised = study
      raised.budget = "budget: {requests: 96}"
      try raised.write()
      #expect(try await program.run("ask", study.file).status == 0)
      #expect(server.total == 96)
    }
  }

  @Test func anotherPlanIsNotAskedInTheSameFolder() async throws {
    try await ask { study, program, server, _ in
      var other = study
      other.unrelated = 5
      try other.write()
      let outcome = try await program.run("ask", study.file)
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains("plan"))
      #expect(server.total == 96)
    }
  }

  @Test func reasoningIsNotComparedAndCutOffAnswersAreFlagged() async throws {
    try await ask {
      $0.suspect = "thinking"
      $0.source = "cut-off"
      $0.unrelated = 0
    } _: { study, program, _, outcome in
      #expect(outcome.status == 0)
      let lines = study.out.appendingPathComponent("log.jsonl").text
      #expect(lines.contains("reasoning_characters"))
      #expect(lines.contains("truncated"))
      let status = try await program.run("status", "small.study")
      #expect(status.output.contains("  12  "))
    }
  }

  /// Of choices, log probabilities are asked for, recorded and compared: with shares .6 and .3 of A,
  /// .35 and .65 of B and .05 of others the Jensen-Shannon similarity is .93.
  @Test func logProbabilitiesOfChoicesAreCompared() async throws {
    try await withFolder { folder in
      try await withModels { server in
        var study = SmallStudy(folder: folder, base: server.base)
        study.suspect = "choosing-60"
        study.source = "choosing-30"
        study.unrelated = 0
        try study.write()
        let header = folder.appendingPathComponent("small-v1.jsonl").text.prefix { $0 != "\n" }
        try folder.appendingPathComponent("small-v1.jsonl").write(
          header + "\n" + #"{"id": "c", "stratum": "sums", "kind": "choice", "prompt": "A or B?", "#
            + #""choices": ["a", "b"], "key": "A", "extract": "choice"}"# + "\n")
        let program = Program(folder: folder)
        #expect(try await program.run("ask", study.file).status == 0)
        #expect(try await program.run("assess", "small.study").status == 0)
        let pairs = study.out.appendingPathComponent("findings.json").text
        let metric = try #require(pairs.range(of: #""metric" : "logprobs.first-token""#))
        let similarity = try #require(
          pairs[metric.upperBound...].firstMatch(of: /"similarity" : (0\.9[0-9]*)/))
        #expect(abs((Double(similarity.1) ?? 0) - 0.93027) < 1e-4)
      }
    }
  }

  @Test func filteredContentIsAnAnswerAndNotAskedAgain() async throws {
    try await ask {
      $0.suspect = "filtered"
      $0.unrelated = 0
    } _: { study, program, server, outcome in
      #expect(outcome.status == 0)
      let again = try await program.run("ask", study.file)
      #expect(again.status == 0)
      #expect(server["filtered"] == 12)
    }
  }

  @Test func aKeyIsSentAndStandsInNoFile() async throws {
    let key = "sk-planted-secret-0123456789"
    // swift-format-ignore: OnlyOneTrailingClosureArgument
    try await ask({ $0.settings = ", key_env: SMALL_API_KEY" }, environment: ["SMALL_API_KEY": key])
    {
      study, program, _, outcome in
      #expect(outcome.status == 0, "\(outcome.errors)")
      let assessed = try await program.run("assess", "small.study")
      #expect(assessed.status == 0)
      let files = FileManager.default.enumerator(at: study.folder, includingPropertiesForKeys: nil)
      var checked = 0
      while let file = files?.nextObject() as? URL {
        guard let bytes = try? Data(contentsOf: file) else { continue }
        checked += 1
        #expect(bytes.range(of: Data(key.utf8)) == nil, "\(file.path)")
      }
      #expect(checked > 10)
    }
  }

  @Test func anInterruptedRunSaysHowToResumeAndLosesNothing() async throws {
    try await withFolder { folder in
      try await withModels { server in
        var study = SmallStudy(folder: folder, base: server.base)
        study.suspect = "slow"
        study.unrelated = 0
        study.questions = 60
        try study.write()
        let program = Program(folder: folder)
        let running = try program.start(["ask", study.file])
        while server["slow"] < 10 { try await Task.sleep(for: .milliseconds(10)) }
        running.send(SIGINT)
        let outcome = await running.outcome()
        #expect(outcome.status == 130)
        #expect(outcome.errors.contains("filiation ask study.yml"))
        #expect(try await program.run("ask", study.file).status == 0)
        let status = try await program.run("status", "small.study")
        #expect(status.status == 0)
        #expect(status.output.contains("60/60"))
      }
    }
  }

  @Test func doctorNamesTheModelReturnedAndWhatIsWrong() async throws {
    try await withFolder { folder in
      try await withModels { server in
        var study = SmallStudy(folder: folder, base: server.base)
        try study.write()
        let program = Program(folder: folder)
        let healthy = try await program.run("doctor", study.file)
        #expect(healthy.status == 0, "\(healthy.errors)")
        #expect(healthy.output.contains("style-0-2025"))
        study.suspect = "unknown"
        try study.write()
        #expect(try await program.run("doctor", study.file).status == 78)
        study.suspect = "unauthorised"
        try study.write()
        #expect(try await program.run("doctor", study.file).status == 77)
      }
    }
  }
}
