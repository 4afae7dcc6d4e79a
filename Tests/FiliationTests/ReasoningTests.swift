import Endpoints
import Foundation
import Testing

/// Reasoning models and what they take, through the built program.
@Suite struct ReasoningTests {
  @Test(arguments: ["thinking", "reasoning-field"])
  func reasoningIsRecordedAndSeparated(model: String) async throws {
    try await askSmallStudy {
      $0.suspect = model
    } _: { study, _, _, outcome in
      #expect(outcome.status == 0, "\(outcome.errors)")
      // The text that is compared, and the exact bytes with the thoughts in them.
      #expect(study.files.contains { $0.text == "It is 42." })
      #expect(
        study.files.contains { $0.text.contains("hidden thoughts") || $0.text.contains("I wonder") }
      )
      let parameters = study.suspectLines.compactMap { $0["parameters"] as? [String: String] }
      #expect(parameters.count == 3)
      #expect(parameters.allSatisfy { Int($0["reasoning_characters"] ?? "") ?? 0 > 5 })
    }
  }

  @Test func effortSystemPromptAndTokenLimitAreSentAsSet() async throws {
    try await askSmallStudy {
      $0.settings =
        ", system: Answer in French., effort: low, max_tokens_field: max_completion_tokens, "
        + "extra: {top_k: 1}"
    } _: { study, _, server, outcome in
      #expect(outcome.status == 0, "\(outcome.errors)")
      let body = try #require(server.bodies("style-0").first)
      #expect(body["reasoning_effort"] == "low")
      #expect(body["max_completion_tokens"] == 64)
      #expect(body["max_tokens"] == nil)
      #expect(body["top_k"] == 1)
      guard case .array(let messages) = body["messages"], messages.count == 2 else {
        Issue.record("\(body)")
        return
      }
      #expect(messages[0] == ["role": "system", "content": "Answer in French."])
      // The other subject is asked without the suspect's prompt.
      let other = try #require(server.bodies("style-1").first)
      #expect(other["reasoning_effort"] == nil)
      #expect(other["max_tokens"] == 64)
      let plan = study.out.appendingPathComponent("plan.json").text
      #expect(plan.contains("Answer in French."))
      #expect(plan.contains("\"effort\" : \"low\""))
    }
  }

  @Test(arguments: [
    ("no-temperature", "temperature", nil, "temperature 0.0 not sent"),
    ("new-limit", "max_tokens", "max_completion_tokens", "token limit sent in the other field"),
  ])
  func whatAModelDoesNotTakeIsLeftOutAndRecorded(
    model: String, field: String, replacement: String?, deviation: String
  ) async throws {
    try await askSmallStudy {
      $0.suspect = model
      $0.settings = ", concurrency: 1"
    } _: { study, program, server, outcome in
      #expect(outcome.status == 0, "\(outcome.errors)")
      let bodies = server.bodies(model)
      #expect(bodies.map { $0[field] != nil } == [true, false, false, false])
      if let replacement { #expect(bodies.dropFirst().allSatisfy { $0[replacement] == 64 }) }
      let deviations = study.logLines.filter { $0["event"] as? String == "deviation" }
      #expect(deviations.count == 1)
      let message = deviations.first?["message"] as? String ?? ""
      #expect(message.contains(deviation), "\(message)")
      #expect(deviations.first?["subject"] as? String == "s")
      #expect(study.suspectLines.first?["outcome"] as? String == "bad-request")
      let assessed = try await program.run("assess", "small.study")
      #expect(assessed.status == 0, "\(assessed.errors)")
      #expect(study.out.appendingPathComponent("report.html").text.contains(deviation))
    }
  }
}
