import Foundation
import Testing

/// The repeated block through the built program, with a model that is exchanged halfway.
@Suite struct IdentityTests {
  /// Six probes, five samples: 30 questions before the 12 of the study and 30 after them.
  private func asked(
    _ suspect: String, onDrift: String, budget: String = "",
    _ check: (SmallStudy, Program, ModelServer, Program.Outcome) async throws -> Void
  ) async throws {
    try await withFolder { folder in
      try await withModels { server in
        var study = SmallStudy(folder: folder, base: server.base)
        study.suspect = suspect
        study.unrelated = 2
        study.budget = budget
        study.identity = "{samples: 5, on_drift: \(onDrift)}"
        try study.write()
        let program = Program(folder: folder)
        let outcome = try await program.run("ask", study.file)
        try await check(study, program, server, outcome)
      }
    }
  }

  private struct Findings: Decodable {
    struct Record: Decodable {
      // The names are those of the file.
      // swift-format-ignore: AlwaysUseLowerCamelCase
      let has_drifted: Bool
      let subject: String
    }

    struct Study: Decodable { let notes: [String] }

    let identity: [Record]
    let study: Study
  }

  private func findings(_ study: SmallStudy) throws -> Findings {
    let data = try Data(contentsOf: study.out.appendingPathComponent("findings.json"))
    return try JSONDecoder().decode(Findings.self, from: data)
  }

  @Test func aModelThatIsExchangedIsFlagged() async throws {
    try await asked("changing-36", onDrift: "flag") { study, program, server, outcome in
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.errors.contains("s: answers to the repeated block changed"))
      #expect(server["changing-36"] == 72)
      let log = study.out.appendingPathComponent("log.jsonl")
      let lines = log.text.split(separator: "\n").count
      #expect(log.text.contains("deviation"))
      // Asking again asks nothing and notes nothing twice.
      #expect(try await program.run("ask", study.file).status == 0)
      #expect(server["changing-36"] == 72)
      #expect(log.text.split(separator: "\n").count == lines + 2)
      #expect(try await program.run("assess", "small.study").status == 0)
      let findings = try findings(study)
      #expect(findings.identity.filter(\.has_drifted).map(\.subject) == ["s"])
      #expect(findings.identity.count == 4)
      #expect(findings.study.notes.count { $0.contains("repeated block changed") } == 1)
      let report = study.out.appendingPathComponent("report.html").text
      #expect(report.contains("An endpoint changed while the study was asked"))
      let status = try await program.run("status", "small.study")
      #expect(status.output.contains("72/72"))
    }
  }

  @Test func aModelThatIsExchangedStopsAStudyThatSaysSo() async throws {
    try await asked("changing-36", onDrift: "stop") { study, program, _, outcome in
      #expect(outcome.status == 65, "\(outcome.errors)")
      #expect(outcome.errors.contains("the study is stopped"))
      let assessed = try await program.run("assess", "small.study")
      #expect(assessed.status == 65)
      #expect(assessed.errors.contains("changed between start and end"))
      let written = study.out.appendingPathComponent("findings.json")
      #expect(!FileManager.default.fileExists(atPath: written.path))
    }
  }

  @Test func modelsThatStayAsTheyAreAreNot() async throws {
    try await asked("style-0", onDrift: "stop") { study, program, _, outcome in
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(!study.out.appendingPathComponent("log.jsonl").text.contains("deviation"))
      #expect(try await program.run("assess", "small.study").status == 0)
      let findings = try findings(study)
      #expect(findings.identity.allSatisfy { !$0.has_drifted })
      let report = study.out.appendingPathComponent("report.html").text
      #expect(report.contains("No endpoint was seen to change"))
    }
  }

  @Test func theBlockIsResumedAndCounted() async throws {
    try await asked("style-0", onDrift: "flag", budget: "budget: {requests: 100}") {
      study, program, server, outcome in
      #expect(outcome.status == 75, "\(outcome.errors)")
      #expect(server.total == 100)
      var raised = study
      raised.budget = "budget: {requests: 288}"
      try raised.write()
      let dry = try await program.run("ask", study.file, "--dry-run")
      #expect(dry.output.contains("identity-start"))
      #expect(dry.output.contains("288"))
      #expect(try await program.run("ask", study.file).status == 0)
      #expect(server.total == 4 * 72)
    }
  }
}
