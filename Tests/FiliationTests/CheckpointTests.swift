import Foundation
import Lab
import Reporting
import Testing

/// A series of checkpoints of known making, held to gates through the built program.
@Suite(.serialized) struct CheckpointTests {
  private static let gates = [
    "{gate: excess, percentile: 95}", "{gate: rare-errors, margin: 0.02}",
  ]

  private struct Result: Decodable {
    struct Gate: Decodable {
      let gate: String
      let verdict: String
      let message: String
    }

    struct Requests: Decodable {
      let asked: Int
      let saved: Int
    }

    let gates: [Gate]
    let requests: Requests?

    func verdict(_ gate: String) -> String? { gates.first { $0.gate == gate }?.verdict }
  }

  private func result(_ outcome: Program.Outcome) throws -> Result {
    try JSONDecoder().decode(Result.self, from: Data(outcome.output.utf8))
  }

  private func write(
    _ series: CheckpointSeries, _ name: String, gates: [String], live: String? = nil,
    in folder: URL
  ) throws -> Program {
    let place = folder.appendingPathComponent(name)
    try place.appendingPathComponent("study.yml").write(
      series.study(of: name, gates: gates, live: live))
    return Program(folder: place)
  }

  @Test func aSeriesPassesAndFailsWhereItShould() async throws {
    let series = try await CheckpointSeries.trained
    try await withFolder { folder in
      let options = ["check", "study.yml", "--baseline", "../baseline.json", "--offline"]
      let base = try write(series, "stranger-1", gates: Self.gates, in: folder)
      let made = try await base.run(options + ["--update-baseline"])
      try #require(made.status == 0, "\(made.errors)")
      let verdicts: [(name: String, excess: String, rareErrors: String)] = [
        ("stranger-1", "passed", "passed"), ("stranger-2", "passed", "passed"),
        ("student-aldine-5", "passed", "passed"), ("student-aldine-25", "failed", "failed"),
        ("student-aldine-50", "failed", "failed"), ("student-aldine-100", "failed", "failed"),
      ]
      for (name, excess, rareErrors) in verdicts {
        let program = try write(series, name, gates: Self.gates, in: folder)
        let outcome = try await program.run(options + ["--json"])
        let result = try result(outcome)
        #expect(outcome.status == (excess == "passed" ? 0 : 1), "\(name): \(outcome.errors)")
        #expect(result.verdict("excess") == excess, "\(name): \(outcome.errors)")
        #expect(result.verdict("rare-errors") == rareErrors, "\(name): \(outcome.errors)")
        for gate in result.gates {
          #expect(Linter.refusedTerms(in: gate.message).isEmpty, "\(gate.message)")
        }
      }
    }
  }

  @Test func askingStopsWhenTheGateIsDecided() async throws {
    let series = try await CheckpointSeries.trained
    let gates = ["{gate: rare-errors, margin: 0.02}"]
    let models = ["student-aldine-100", "stranger-2"].compactMap { series.zoo[$0] }
    try await withFolder { folder in
      try await withLabServer(models) { base in
        let options = ["check", "study.yml", "--baseline", "../baseline.json"]
        let first = try write(series, "stranger-1", gates: gates, in: folder)
        let made = try await first.run(options + ["--offline", "--update-baseline"])
        try #require(made.status == 0, "\(made.errors)")
        // That none can fail any more shows late: nearly all of the source's errors are asked.
        let verdicts: [(String, Int32, most: Int)] = [
          ("student-aldine-100", 1, series.questions / 10), ("stranger-2", 0, series.questions / 2),
        ]
        for (name, status, most) in verdicts {
          let program = try write(series, name, gates: gates, live: base, in: folder)
          let early = try await program.run(options + ["--stop-early", "--json"])
          #expect(early.status == status, "\(early.errors)")
          let requests = try #require(try result(early).requests)
          #expect(requests.asked > 0 && requests.asked < most, "\(requests)")
          #expect(requests.asked + requests.saved == series.questions)
          let log = program.folder.appendingPathComponent("series.study/log.jsonl").text
          #expect(log.contains("asking stopped when the gates were decided"))
        }
      }
    }
  }

  /// What the full run says, too, though the baseline has many errors.
  @Test func aCheckpointWithoutUsableAnswersIsNotPassed() async throws {
    let series = try await CheckpointSeries.trained
    let gates = ["{gate: rare-errors, margin: 0.02}"]
    try await withFolder { folder in
      try await withModels { server in
        let options = ["check", "study.yml", "--baseline", "../baseline.json"]
        let first = try write(series, "stranger-1", gates: gates, in: folder)
        let made = try await first.run(options + ["--offline", "--update-baseline"])
        try #require(made.status == 0, "\(made.errors)")
        let program = try write(series, "cut-off", gates: gates, live: server.base, in: folder)
        let early = try await program.run(options + ["--stop-early", "--json"])
        #expect(early.status == 3, "\(early.errors)")
        #expect(try result(early).verdict("rare-errors") == "inconclusive")
        #expect(server["cut-off"] > 0)
      }
    }
  }

  /// The wider margin is not exceeded so soon, but could be.
  @Test func aGateThatCanStillFailIsSkippedWhenAnotherHasFailed() async throws {
    let series = try await CheckpointSeries.trained
    let gates = [
      "{gate: rare-errors, margin: 0.02}", "{gate: rare-errors, margin: 0.3, source: aldine-1}",
    ]
    try await withFolder { folder in
      try await withLabServer(["student-aldine-100"].compactMap { series.zoo[$0] }) { base in
        let options = ["check", "study.yml", "--baseline", "../baseline.json"]
        let first = try write(series, "stranger-1", gates: gates, in: folder)
        let made = try await first.run(options + ["--offline", "--update-baseline"])
        try #require(made.status == 0, "\(made.errors)")
        let program = try write(
          series, "student-aldine-100", gates: gates, live: base, in: folder)
        let early = try await program.run(options + ["--stop-early", "--json"])
        #expect(early.status == 1, "\(early.errors)")
        let outcomes = try result(early).gates
        #expect(outcomes.map(\.verdict) == ["failed", "skipped"])
        #expect(outcomes.first?.message.contains("decisive from 40") == true)
      }
    }
  }

  @Test func otherGatesAreSkippedWhenOneHasFailed() async throws {
    let series = try await CheckpointSeries.trained
    try await withFolder { folder in
      try await withLabServer(["student-aldine-100"].compactMap { series.zoo[$0] }) { base in
        let options = ["check", "study.yml", "--baseline", "../baseline.json"]
        let first = try write(series, "stranger-1", gates: Self.gates, in: folder)
        let made = try await first.run(options + ["--offline", "--update-baseline"])
        try #require(made.status == 0, "\(made.errors)")
        let program = try write(
          series, "student-aldine-100", gates: Self.gates, live: base, in: folder)
        let early = try await program.run(options + ["--stop-early", "--json"])
        #expect(early.status == 1, "\(early.errors)")
        #expect(try result(early).verdict("excess") == "skipped")
      }
    }
  }
}
