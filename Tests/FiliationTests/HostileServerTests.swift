import Foundation
import Testing

/// Servers that report nonsense or are hard to talk to, through the built program.
@Suite struct HostileServerTests {
  @Test func usageNearTheLargestIntegerIsCountedAndDoesNotEndTheProgram() async throws {
    try await askSmallStudy {
      $0.suspect = "countless"
      $0.budget = "budget: {requests: 1000}"
    } _: { study, program, server, outcome in
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(server["countless"] == 3)
      // Reading what was recorded adds it up again.
      let again = try await program.run("ask", study.file)
      #expect(again.status == 0)
      let status = try await program.run("status", "small.study")
      #expect(status.status == 0)
      #expect(server["countless"] == 3)
    }
  }

  @Test func usageNearTheLargestIntegerUsesUpABudget() async throws {
    try await askSmallStudy {
      $0.suspect = "countless"
      $0.shared = ", concurrency: 1"
      $0.budget = "budget: {tokens: 1000000}"
    } _: { _, _, server, outcome in
      #expect(outcome.status == 75, "\(outcome.errors)")
      #expect(server["countless"] == 1)
    }
  }

  @Test(arguments: [("half-character", "cut \u{FFFD}"), ("half-bytes", "caf\u{FFFD}")])
  func anAnswerThatStopsInsideACharacterIsKept(model: String, text: String) async throws {
    try await askSmallStudy {
      $0.suspect = model
    } _: { study, program, server, outcome in
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(server[model] == 3)
      #expect(study.suspectLines.allSatisfy { $0["outcome"] as? String == "answered" })
      #expect(study.files.contains { $0.text == text })
      let assessed = try await program.run("assess", "small.study")
      #expect(assessed.status == 0)
    }
  }

  @Test(arguments: ["storm", "storm-by-date", "shaky"])
  func aStormThatPassesIsWaitedOut(model: String) async throws {
    let start = ContinuousClock.now
    try await askSmallStudy {
      $0.suspect = model
      $0.questions = 1
    } _: { study, _, server, outcome in
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(server[model] == study.suspectLines.count)
      #expect(study.suspectLines.count > 1)
      #expect(study.suspectLines.compactMap { $0["attempt"] as? Int } == Array(1...server[model]))
    }
    // At least what Retry-After asks for, once or twice.
    if model != "shaky" { #expect(ContinuousClock.now - start >= .seconds(1)) }
  }

  @Test func aStormLongerThanAnyPatienceIsToBeTriedAgain() async throws {
    try await askSmallStudy {
      $0.suspect = "long-storm"
    } _: { _, _, server, outcome in
      #expect(outcome.status == 75, "\(outcome.errors)")
      #expect(server["long-storm"] >= 1)
      #expect(outcome.errors.contains("continues where this run stopped"))
    }
  }

  @Test func whatAServerSaysCannotSteerTheTerminal() async throws {
    try await askSmallStudy {
      $0.suspect = "steering"
    } _: { study, program, _, outcome in
      let doctor = try await program.run("doctor", study.file)
      for text in [outcome.errors, doctor.errors, doctor.output] {
        #expect(!text.contains("\u{1B}"))
        #expect(!text.contains("\u{7}"))
        #expect(!text.contains("\nfiliation: all is well"))
      }
      #expect(doctor.errors.contains("gone"))
    }
  }

  @Test func aNameOfMegabytesDoesNotSpoilTheLog() async throws {
    try await askSmallStudy {
      $0.suspect = "long-name"
    } _: { study, program, _, outcome in
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(study.suspectLines.count == 3)
      let status = try await program.run("status", "small.study")
      #expect(status.status == 0, "\(status.errors)")
      #expect(status.output.utf8.count < 10_000)
    }
  }

  /// A price for a server on this machine is a price: it may pass questions on.
  @Test func aBudgetOfMoneyHoldsForALoopbackServerWithAPrice() async throws {
    try await askSmallStudy {
      $0.questions = 40
      $0.budget = """
        budget: {money: 0.012 USD}
        prices: {s: {input_per_million: 10, output_per_million: 100}}
        """
    } _: { study, program, server, outcome in
      #expect(outcome.status == 75, "\(outcome.errors)")
      #expect((1..<40).contains(server["style-0"]))
      let plan = try await program.run("ask", study.file, "--dry-run")
      #expect(plan.output.contains("USD"))
    }
  }

  /// What may have been billed without a report counts in later runs as well.
  @Test func whatWasChargedCountsAfterARestart() async throws {
    try await askSmallStudy {
      $0.suspect = "not-json"
      $0.questions = 1
    } _: { study, program, server, outcome in
      #expect(outcome.status == 69)
      let charged = study.suspectLines.compactMap {
        ($0["parameters"] as? [String: String])?["charged_output_tokens"]
      }
      #expect(charged == ["64", "64", "64"])
      var limited = study
      limited.budget = "budget: {tokens: 192}"
      try limited.write()
      let again = try await program.run("ask", study.file)
      #expect(again.status == 75, "\(again.errors)")
      #expect(server["not-json"] == 3)
    }
  }
}
