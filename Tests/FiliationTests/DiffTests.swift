import Foundation
import Similarity
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

  /// Groups of probes follow from the number of subjects, and draws from the groups.
  @Test func groupsOfAnotherSizeAreSaidAndNotPaired() async throws {
    try await findings([("a", "style-0")]) { study in
      let file = study.folder.appendingPathComponent("a/small.study/findings.json")
      var findings = try JSONDecoder().decode(Findings.self, from: try Data(contentsOf: file))
      func reasons(_ name: String) async throws -> Bool {
        try JSONEncoder().encode(findings).write(to: study.folder.appendingPathComponent(name))
        let diff = try await Program(folder: study.folder).run("diff", "a/small.study", name)
        #expect(diff.status == 0, "\(diff.errors)")
        return diff.output.contains("The two differ in groups of probes")
      }
      findings.probeGroups = 120
      #expect(try await !reasons("grouped.json"))
      var second = try #require(
        findings.subjects.first { $0.id == findings.headlines[0].pair.suspect })
      second.id += "-2"
      findings.subjects.append(second)
      #expect(try await reasons("more.json"))
    }
  }

  @Test func theSamplesOfAProbeAreResampledTogether() async throws {
    try await findings([("a", "style-0")]) { study in
      let program = Program(folder: study.folder)
      let file = study.folder.appendingPathComponent("a/small.study/findings.json")
      let found = try JSONDecoder().decode(Findings.self, from: try Data(contentsOf: file))
      func write(_ name: String, samples: Int, agrees: (Int) -> Bool) throws {
        var findings = found
        findings.headlines[0].sourceErrors = SourceErrors(
          (0..<30 * samples).map {
            SourceErrors.Item(
              probe: "p\($0 / samples)", sample: $0 % samples, answer: "1", share: 0,
              agrees: agrees($0 / samples))
          }, controls: [])
        try JSONEncoder().encode(findings).write(to: study.folder.appendingPathComponent(name))
      }
      var said: [String] = []
      for samples in [1, 5] {
        try write("old.json", samples: samples) { $0 % 5 == 0 }
        try write("new.json", samples: samples) { $0 % 4 == 0 }
        let diff = try await program.run("diff", "old.json", "new.json")
        #expect(diff.status == 0, "\(diff.errors)")
        let sentence = diff.output.split(separator: "\n").first {
          $0.hasPrefix("t: agreement on \(30 * samples) errors")
        }
        said.append(
          String(try #require(sentence)).replacing("\(30 * samples) errors", with: "errors"))
      }
      #expect(said[0].contains("95 % interval") && said[0] == said[1], "\(said)")
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
