import Foundation
import Testing

/// What the program says and how it ends before anything is asked.
@Suite struct UsageTests {
  private static let commands = [
    "init", "doctor", "ask", "status", "assess", "report", "run", "plan", "seal", "verify",
    "timestamp", "keys", "redact", "import", "list", "probes", "demo",
  ]

  @Test func helpAndVersionEndWell() async throws {
    try await withFolder { folder in
      let program = Program(folder: folder)
      let help = try await program.run("--help")
      #expect(help.status == 0)
      #expect(help.output.contains("Example"))
      let version = try await program.run("--version")
      #expect(version.status == 0)
      #expect(version.output.split(separator: ".").count == 3)
    }
  }

  @Test(arguments: commands)
  func theHelpOfEveryCommandHasAnExample(command: String) async throws {
    try await withFolder { folder in
      let help = try await Program(folder: folder).run(command, "--help")
      #expect(help.status == 0)
      #expect(help.output.contains("Example"))
      #expect(help.output.contains("filiation \(command)"))
    }
  }

  @Test(arguments: [
    ["asc"], ["ask"], ["ask", "a.yml", "--fast"], ["list", "models"], ["assess"],
    ["assess", "--panel", "p"], ["init", "--suspect", "openai:m"],
    ["init", "--suspect", "m", "--source", "n"], ["import"], ["plan", "unlock"], ["seal", "s"],
    ["keys", "new"], ["timestamp", "send", "c"], ["redact", "c"], ["verify"],
  ])
  func aWrongCommandLineIsAUsageError(arguments: [String]) async throws {
    try await withFolder { folder in
      let outcome = try await Program(folder: folder).run(arguments)
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("Usage:"))
    }
  }

  @Test(arguments: [
    ["ask", "no.yml"], ["status", "no.study"], ["report", "no.study"], ["assess", "no.study"],
    ["assess", "--panel", "no", "--out", "o"], ["import", "no.csv", "--out", "o"],
    ["plan", "lock", "no.yml"], ["plan", "show", "no.study"], ["plan", "verify", "no.study"],
    ["seal", "no.study", "--out", "o"], ["verify", "no"], ["timestamp", "write", "no"],
    ["timestamp", "attach", "no", "--response", "no.tsr"], ["keys", "show", "no.pem"],
    ["redact", "no", "--out", "o"],
  ])
  func aMissingFileIsNamed(arguments: [String]) async throws {
    try await withFolder { folder in
      let outcome = try await Program(folder: folder).run(arguments)
      #expect(outcome.status == 66)
      #expect(outcome.errors.hasPrefix("filiation: error: "))
      #expect(outcome.errors.contains("no"))
    }
  }

  @Test func anExistingStudyFileIsNotOverwritten() async throws {
    try await withFolder { folder in
      let program = Program(folder: folder)
      let first = try await program.run("init")
      #expect(first.status == 0)
      let written = folder.appendingPathComponent("study.yml").text
      #expect(try await program.run("init").status == 73)
      #expect(folder.appendingPathComponent("study.yml").text == written)
    }
  }

  @Test func aStudyThatInitWritesPlansWithoutKeysAndNamesTheMissingOnes() async throws {
    try await withFolder { folder in
      let program = Program(folder: folder)
      let written = try await program.run(
        "init", "--suspect", "openai:gpt-4.1-mini", "--source", "anthropic:claude-haiku-4-5")
      #expect(written.status == 0)
      #expect(written.output.contains("unrelated control lineages"))
      let plan = try await program.run("ask", "study.yml", "--dry-run")
      #expect(plan.status == 0, "\(plan.errors)")
      #expect(plan.output.contains("What it can conclude"))
      let asked = try await program.run("ask", "study.yml")
      #expect(asked.status == 78)
      for key in ["OPENAI_API_KEY", "ANTHROPIC_API_KEY", "OPENROUTER_API_KEY"] {
        #expect(asked.errors.contains(key))
      }
    }
  }

  @Test func allMistakesOfAStudyFileArePrinted() async throws {
    try await withFolder { folder in
      try folder.appendingPathComponent("study.yml").write(
        """
        study: a
        suspect: {id: s, endpoint: {provider: openia, model: m}}
        sources: []
        probes: [{set: nothing-v1}]
        metrics: [lexical.opening]
        """)
      let outcome = try await Program(folder: folder).run("ask", "study.yml")
      #expect(outcome.status == 78)
      #expect(outcome.errors.contains("study.yml:2:"))
      #expect(outcome.errors.contains("did you mean 'openai'?"))
      #expect(outcome.errors.contains("sources"))
      #expect(outcome.errors.contains("study.yml:4:"))
      #expect(outcome.errors.contains("study.yml:5:"))
    }
  }
}
