import Foundation
import Testing

/// What moved between two findings, through the built program.
@Suite struct DiffTests {
  private func findings(
    _ checkpoints: [(name: String, suspect: String)], unrelated: Int = 6,
    _ body: (GateStudy) async throws -> Void
  ) async throws {
    try await withGates {
      $0.gates = ["gates:", "  - {gate: excess, percentile: 80}"]
    } _: { study in
      for (name, suspect) in checkpoints {
        var study = study
        study.change = {
          $0.unrelated = name == "fewer" ? 5 : unrelated
          $0.isFreeText = true
          $0.questions = 24
        }
        try study.checkpoint(name, suspect)
        let run = try await study.program(name).run("run", "study.yml")
        #expect(run.status == 0, "\(run.errors)")
      }
      try await body(study)
    }
  }

  @Test func equalFindingsHaveNotMoved() async throws {
    try await findings([("a", "style-0")]) { study in
      let diff = try await Program(folder: study.folder).run(
        "diff", "a/small.study/findings.json", "a/small.study")
      #expect(diff.status == 0, "\(diff.errors)")
      #expect(diff.output.contains("t: excess did not change"))
      #expect(diff.output.contains("not more than noise"))
      #expect(!diff.output.contains(": more than noise"))
    }
  }

  @Test func aCopyOfTheSourceHasMovedByMoreThanNoise() async throws {
    try await findings([("a", "style-0"), ("b", "style-1")]) { study in
      let diff = try await Program(folder: study.folder).run(
        "diff", "a/small.study", "b/small.study")
      #expect(diff.status == 0, "\(diff.errors)")
      let sentence = diff.output.split(separator: "\n").first { $0.hasPrefix("t: excess rose by") }
      #expect(sentence?.hasSuffix(": more than noise.") == true, "\(diff.output)")
      #expect(diff.output.contains("excess, lexical.opening4"))
      #expect(diff.output.contains("s answered as style-0-2025, and now as style-1-2025."))
      let back = try await Program(folder: study.folder).run(
        "diff", "b/small.study", "a/small.study")
      #expect(back.output.contains("t: excess fell by"))
    }
  }

  @Test func otherControlsAreSaidAndNotPaired() async throws {
    try await findings([("a", "style-0"), ("fewer", "style-1")]) { study in
      let diff = try await Program(folder: study.folder).run(
        "diff", "a/small.study", "fewer/small.study")
      #expect(diff.status == 0, "\(diff.errors)")
      #expect(diff.output.contains("The two differ in controls"))
      #expect(!diff.output.contains("t: excess rose"))
    }
  }

  @Test func whatIsNoFindingsIsRefused() async throws {
    try await withFolder { folder in
      try folder.appendingPathComponent("a.json").write("{}")
      let program = Program(folder: folder)
      #expect(try await program.run("diff", "a.json", "a.json").status == 65)
      #expect(try await program.run("diff", "b.json", "a.json").status == 66)
    }
  }
}
